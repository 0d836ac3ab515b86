package gridwork.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.facts.Subject;
import gridwork.facts.SubjectFilter;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.rules.Evaluation;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.StreamUtils;

/**
 * Boston's violations are imported, all sites decided as of the last day of the file, and some of them compared with what
 * was decided by hand from the raw rows ({@code real/boston-sites.yaml}). The sites are imported under a source and codes
 * of their own, because other tests count what the same file brings.
 */
@GridworkTest
class RealSitesTest {
    private static final String COLOUR = "site-colour";
    private static final String PREFIX = "decided-";
    private static final LocalDate LAST = LocalDate.parse("2019-01-01");

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

    record Site(String site, List<Decided> decides) {}

    record Decided(LocalDate asOf, String colour, String because, int severe, int minor) {}

    @BeforeEach
    void the_file_is_imported() throws IOException {
        clock.set(LocalDate.parse("2025-03-03"));
        var file = SharedData.file("sites/boston_violations.csv.gz");
        String mapping = text("mappings/boston-violations.yaml")
                .replace("source: boston-violations", "source: boston-decided")
                .replace("id: boston-violations", "id: boston-decided")
                .replace("\"{sam_id}\"", "\"" + PREFIX + "{sam_id}\"");
        Path own = Files.writeString(folder.resolve("boston-decided.yaml"), mapping);
        ImportRun run = imports.run(own.toString(), file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        assertThat(run.read()).isEqualTo(5_178);
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    @Test
    void sites_decided_by_hand_are_decided_the_same() throws IOException {
        ObjectMapper yaml = new YAMLMapper().registerModule(new JavaTimeModule());
        List<Site> byHand = Arrays.asList(yaml.readValue(text("real/boston-sites.yaml"), Site[].class));
        assertThat(byHand).hasSizeGreaterThanOrEqualTo(10);
        for (Site site : byHand) {
            for (Decided each : site.decides()) {
                Evaluation decided = decisions
                        .explain(new SubjectRef("site", PREFIX + site.site()), COLOUR, each.asOf(), clock.now())
                        .evaluation();
                assertThat(List.of(
                                decided.result(),
                                decided.rowIds().stream()
                                        .filter(row -> row.startsWith("SC-"))
                                        .toList(),
                                String.valueOf(decided.measures().get("期限内严重违法次数")),
                                String.valueOf(decided.measures().get("期限内轻微违法次数"))))
                        .as(site.site() + " as of " + each.asOf())
                        .isEqualTo(List.of(
                                each.colour(),
                                List.of(each.because()),
                                String.valueOf(each.severe()),
                                String.valueOf(each.minor())));
            }
        }
    }

    @Test
    void all_sites_are_decided_as_of_the_last_day_and_a_second_run_changes_nothing() {
        decisions.redecide(Set.of(COLOUR), LAST, true, Progress.SILENT);
        Set<SubjectId> sites = sites();
        // counted from the raw rows by another program: 4,030 sites, 55 with a severe violation in 90 days, 5 with only
        // minor
        // ones in 60
        assertThat(counts(sites, decisions.standings(COLOUR, sites)))
                .isEqualTo(Map.of("red", 55L, "yellow", 5L, "white", 3_970L));
        // counted there too: of 65 sites something is known of the last 90 days
        assertThat(decisions.standings(COLOUR, sites).values())
                .filteredOn(each -> "label".equals(each.freshness()))
                .hasSize(4_030 - 65)
                .allMatch(each -> each.result().equals("white"));

        Redecided again = decisions.redecide(Set.of(COLOUR), LAST, true, Progress.SILENT);
        assertThat(again.changed()).isZero();
        assertThat(again.decided()).isGreaterThanOrEqualTo(4_030);
    }

    @Test
    void the_months_of_a_year_in_the_middle_are_as_counted_from_the_raw_rows() {
        Set<SubjectId> sites = sites();
        var months = new TreeMap<String, String>();
        for (int month = 1; month <= 12; month++) {
            LocalDate end = LocalDate.of(2014, month, 1).plusMonths(1).minusDays(1);
            Map<String, Long> colours = new TreeMap<>();
            decisions
                    .evaluate(COLOUR, sites, end, Instant.parse("2025-01-01T00:00:00Z"))
                    .values()
                    .forEach(each -> colours.merge(each.result(), 1L, Long::sum));
            months.put(end.toString(), colours.get("red") + " red, " + colours.get("yellow") + " yellow");
        }
        // counted by another program from the raw rows, the kinds of violation by the same mapping
        assertThat(months.values())
                .containsExactly(
                        "100 red, 8 yellow",
                        "102 red, 10 yellow",
                        "84 red, 10 yellow",
                        "82 red, 21 yellow",
                        "97 red, 40 yellow",
                        "114 red, 42 yellow",
                        "138 red, 30 yellow",
                        "126 red, 16 yellow",
                        "112 red, 16 yellow",
                        "102 red, 20 yellow",
                        "91 red, 9 yellow",
                        "87 red, 7 yellow");
    }

    @Test
    void how_old_a_fact_is_is_asked_of_the_day_that_is_decided_and_not_of_today() {
        Map<String, Long> levels = new TreeMap<>();
        decisions
                .evaluate(COLOUR, sites(), LocalDate.of(2014, 6, 30), Instant.parse("2025-01-01T00:00:00Z"))
                .values()
                .forEach(each ->
                        levels.merge(Objects.requireNonNull(each.freshness()).level(), 1L, Long::sum));
        // counted from the raw rows by another program: 189 sites with a violation of at most 90 days before
        assertThat(levels).isEqualTo(Map.of("use", 189L, "label", 4_030L - 189));
    }

    private Map<String, Long> counts(Set<SubjectId> sites, Map<SubjectId, Standing> standings) {
        Map<String, Long> counts = new TreeMap<>();
        sites.forEach(
                each -> counts.merge(Objects.requireNonNull(standings.get(each)).result(), 1L, Long::sum));
        return counts;
    }

    private Set<SubjectId> sites() {
        Set<SubjectId> ids = new HashSet<>();
        List<Subject> page = new ArrayList<>();
        do {
            page.clear();
            page.addAll(subjects.page(new SubjectFilter("site", PREFIX, Reach.EVERYTHING, true, ids.size(), 500))
                    .subjects());
            page.forEach(each -> ids.add(each.id()));
        } while (!page.isEmpty());
        assertThat(ids).hasSize(4_030);
        return ids;
    }

    private static String text(String resource) throws IOException {
        try (InputStream content =
                Objects.requireNonNull(RealSitesTest.class.getClassLoader().getResourceAsStream(resource))) {
            return StreamUtils.copyToString(content, StandardCharsets.UTF_8);
        }
    }
}
