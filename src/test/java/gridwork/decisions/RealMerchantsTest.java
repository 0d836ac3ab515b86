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
import gridwork.rules.Evaluation;
import gridwork.rules.RuleSet;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.Reach;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Chicago's food inspections as shops' credit, month by month; what {@code src/docs/real-input.md} says of it is compared
 * with what comes out. The shops are imported under a source and codes of their own.
 */
@GridworkTest
class RealMerchantsTest {
    private static final String CREDIT = "merchant-credit";
    private static final String PREFIX = "chicago-";
    private static final Instant NOW = Instant.parse("2025-03-03T00:00:00Z");
    private static final List<String> GRADES = List.of("green", "yellow", "red", RuleSet.UNKNOWN);

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

    private Path file = Path.of("");

    @BeforeEach
    void the_file_is_imported() throws IOException {
        clock.set(LocalDate.parse("2025-03-03"));
        file = SharedData.file("merchants/chicago_food_inspections.csv.gz");
        String mapping = Files.readString(Path.of("src/main/resources/mappings/chicago-food-inspections.yaml"))
                .replace("source: chicago-food-inspections", "source: chicago-credit")
                .replace("id: chicago-food-inspections", "id: chicago-credit")
                .replace("\"{License}\"", "\"" + PREFIX + "{License}\"");
        Path own = Files.writeString(folder.resolve("chicago-credit.yaml"), mapping);
        ImportRun run = imports.run(own.toString(), file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        assertThat(List.of(run.read(), run.accepted() + run.known(), run.refused()))
                .isEqualTo(List.of(17_823L, 17_823L, 0L));
    }

    @Test
    void the_colours_of_every_month_and_what_they_foresaw_are_as_published() throws IOException {
        Map<String, List<Check>> checks = checks();
        Map<SubjectId, String> licences = licences();
        assertThat(licences).hasSize(10_746);
        List<String> months = new ArrayList<>();
        List<String> overdue = new ArrayList<>();
        Map<String, String> before = new HashMap<>();
        for (YearMonth month = YearMonth.of(2011, 9);
                !month.isAfter(YearMonth.of(2013, 12));
                month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            Map<String, String> colours = colours(licences, checks, end);
            int[] counts = new int[4];
            int up = 0;
            int down = 0;
            for (Map.Entry<String, String> each : colours.entrySet()) {
                int rank = GRADES.indexOf(each.getValue());
                counts[rank]++;
                String was = before.get(each.getKey());
                if (was != null && !List.of(was, each.getValue()).contains(RuleSet.UNKNOWN)) {
                    up += rank < GRADES.indexOf(was) ? 1 : 0;
                    down += rank > GRADES.indexOf(was) ? 1 : 0;
                }
            }
            before = colours;
            overdue.add(due(licences, checks, end, month, colours));
            months.add("| %s | %d | %d | %d | %d | %d | %d |"
                    .formatted(month, counts[0], counts[1], counts[2], counts[3], up, down));
        }
        String published = Files.readString(Path.of("src/docs/real-input.md"));
        assertThat(published).contains(String.join("\n", months));
        assertThat(published).contains(String.join("\n", overdue));
        assertThat(published).contains(foreseen(licences, checks, LocalDate.of(2012, 6, 30)));
        assertThat(published).contains(foreseen(licences, checks, LocalDate.of(2012, 12, 31)));
    }

    /** How the checks of the shops stand at a month's end, and the colours of those that are overdue. */
    private String due(
            Map<SubjectId, String> licences,
            Map<String, List<Check>> checks,
            LocalDate day,
            YearMonth month,
            Map<String, String> colours) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> overdue = new HashMap<>();
        decisions
                .evaluate("merchant-inspection", checked(licences, checks, day), day, NOW)
                .forEach((id, it) -> {
                    counts.merge(it.result(), 1, Integer::sum);
                    if (it.result().equals("overdue")) {
                        overdue.merge(colours.getOrDefault(licences.get(id), ""), 1, Integer::sum);
                    }
                });
        return "| %s | %d | %d | %d | %d | %d | %d | %d |"
                .formatted(
                        month,
                        counts.getOrDefault("on-time", 0),
                        counts.getOrDefault("overdue", 0),
                        overdue.getOrDefault("green", 0),
                        overdue.getOrDefault("yellow", 0),
                        overdue.getOrDefault("red", 0),
                        overdue.getOrDefault(RuleSet.UNKNOWN, 0),
                        counts.getOrDefault("unchecked", 0));
    }

    private record Check(LocalDate on, String result) {}

    /** Of the shops of each colour on a day that were checked again within a year: how many failed. */
    private String foreseen(Map<SubjectId, String> licences, Map<String, List<Check>> checks, LocalDate day) {
        Map<String, int[]> by = new TreeMap<>();
        colours(licences, checks, day).forEach((licence, colour) -> {
            List<Check> next = checks.getOrDefault(licence, List.of()).stream()
                    .filter(each -> each.on().isAfter(day) && !each.on().isAfter(day.plusDays(365)))
                    .toList();
            int[] counts = by.computeIfAbsent(colour, any -> new int[3]);
            counts[0]++;
            counts[1] += next.isEmpty() ? 0 : 1;
            counts[2] += next.stream().anyMatch(each -> each.result().equals("Fail")) ? 1 : 0;
        });
        List<String> lines = new ArrayList<>();
        for (String colour : GRADES) {
            int[] counts = by.getOrDefault(colour, new int[3]);
            lines.add("| %s | %s | %d | %d | %d |".formatted(day, colour, counts[0], counts[1], counts[2]));
        }
        return String.join("\n", lines);
    }

    /** By licence, of the shops that had been checked by then. */
    private Map<String, String> colours(
            Map<SubjectId, String> licences, Map<String, List<Check>> checks, LocalDate day) {
        Map<String, String> colours = new HashMap<>();
        Map<SubjectId, Evaluation> evaluations = decisions.evaluate(CREDIT, checked(licences, checks, day), day, NOW);
        evaluations.forEach((id, evaluation) -> colours.put(licences.get(id), evaluation.result()));
        return colours;
    }

    private static Set<SubjectId> checked(
            Map<SubjectId, String> licences, Map<String, List<Check>> checks, LocalDate day) {
        Set<SubjectId> then = new HashSet<>();
        licences.forEach((id, licence) -> {
            if (checks.getOrDefault(licence, List.of()).stream()
                    .anyMatch(each -> !each.on().isAfter(day))) {
                then.add(id);
            }
        });
        return then;
    }

    private Map<String, List<Check>> checks() throws IOException {
        Map<String, List<Check>> checks = new HashMap<>();
        try (var rows = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            de.siegmar.fastcsv.reader.CsvReader.builder()
                    .ofNamedCsvRecord(rows)
                    .forEach(row -> checks.computeIfAbsent(row.getField("License"), any -> new ArrayList<>())
                            .add(new Check(LocalDate.parse(row.getField("Inspection_Date")), row.getField("Results"))));
        }
        return checks;
    }

    private Map<SubjectId, String> licences() {
        Map<SubjectId, String> licences = new HashMap<>();
        List<Subject> page = new ArrayList<>();
        do {
            page.clear();
            page.addAll(
                    subjects.page(new SubjectFilter("merchant", PREFIX, Reach.EVERYTHING, true, licences.size(), 500))
                            .subjects());
            page.forEach(each -> licences.put(each.id(), each.ref().code().substring(PREFIX.length())));
        } while (!page.isEmpty());
        return licences;
    }
}
