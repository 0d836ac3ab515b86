package gridwork.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.facts.Subject;
import gridwork.facts.SubjectFilter;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.rules.ItemStand;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Chicago's licences as a register of enterprises: changes of address, tenant and status, compared with what
 * {@code src/docs/real-input.md} says. Imported under sources and codes of their own.
 */
@GridworkTest
class RealEnterprisesTest {
    private static final String PREFIX = "chicago-";
    private static final Instant NOW = Instant.parse("2025-03-03T00:00:00Z");

    @Autowired
    Imports imports;

    @Autowired
    Subjects subjects;

    @Autowired
    Decisions decisions;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    @Test
    void the_warnings_of_four_years_are_as_published() throws IOException {
        clock.set(LocalDate.parse("2025-03-03"));
        imported("chicago-licence-registrations", "merchants/chicago_business_licences", 15_514, 1);
        imported("chicago-licence-changes", "enterprises/chicago_licence_changes", 145, 17);
        imported("chicago-premises-former", "enterprises/chicago_premises_turnover", 262, 0);
        imported("chicago-premises-turnover", "enterprises/chicago_premises_turnover", 262, 0);
        Set<SubjectId> all = enterprises();
        assertThat(all).hasSize(9_115 + 179);

        List<String> years = new ArrayList<>();
        for (int year = 2010; year <= 2013; year++) {
            Map<String, Integer> held = new TreeMap<>();
            decisions
                    .evaluate("enterprise-warning", all, LocalDate.of(year, 12, 31), NOW)
                    .values()
                    .forEach(each -> each.held().stream()
                            .map(ItemStand::item)
                            .forEach(item -> held.merge(item, 1, Integer::sum)));
            years.add("| %d-12-31 | %d | %d | %d | %d |"
                    .formatted(
                            year,
                            held.getOrDefault("address-change", 0),
                            held.getOrDefault("executive-change", 0),
                            held.getOrDefault("new-enterprise", 0),
                            held.getOrDefault("risk", 0)));
        }
        assertThat(Files.readString(Path.of("src/docs/real-input.md"))).contains(String.join("\n", years));
    }

    private void imported(String name, String data, long accepted, long refused) throws IOException {
        Path file = SharedData.file(data + ".csv.gz");
        String mapping = Files.readString(Path.of("src/main/resources/mappings/" + name + ".yaml"))
                .replace("source: " + name, "source: " + name + "-decided")
                .replace("id: " + name, "id: " + name + "-decided")
                .replace("code: \"", "code: \"" + PREFIX);
        Path own = Files.writeString(folder.resolve(name + ".yaml"), mapping);
        ImportRun run = imports.run(own.toString(), file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        assertThat(List.of(run.accepted() + run.known(), run.refused())).isEqualTo(List.of(accepted, refused));
    }

    private Set<SubjectId> enterprises() {
        Set<SubjectId> ids = new HashSet<>();
        List<Subject> page = new ArrayList<>();
        do {
            page.clear();
            page.addAll(subjects.page(new SubjectFilter("enterprise", PREFIX, Reach.EVERYTHING, true, ids.size(), 500))
                    .subjects());
            page.forEach(each -> ids.add(each.id()));
        } while (!page.isEmpty());
        return ids;
    }
}
