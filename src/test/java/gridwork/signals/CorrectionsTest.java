package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Files of the past that say the same fact again with other content. */
@GridworkTest
class CorrectionsTest {
    @Autowired
    Imports imports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder = Path.of("");

    private final String code = "corrected-" + Ids.next();

    @BeforeEach
    void it_is_march() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    @Test
    void a_correction_of_the_past_is_known_from_when_it_came_and_not_before() throws IOException {
        take("", "1,2024-05-06,dust");
        Instant before = clock.now();
        clock.set(LocalDate.parse("2025-03-10"));
        ImportRun run = take("", "1,2024-05-06,waste");

        assertThat(run.corrected()).isEqualTo(1);
        assertThat(seen(Instant.parse("2024-05-07T00:00:00Z"))).containsExactly("dust");
        assertThat(seen(before)).as("what was decided then is decided again").containsExactly("dust");
        assertThat(seen(clock.now())).containsExactly("waste");
        assertThat(facts.timeline(site(), 0, 5).get(0).knownFrom()).isEqualTo(clock.now());
    }

    @Test
    void a_correction_is_known_from_its_own_column_where_that_is_later_than_the_version_before() throws IOException {
        String column = "knownFrom: {columns: [得知], formats: [yyyy-MM-dd]}";
        take(column, "1,2024-05-06,dust,2024-05-08", "1,2024-05-06,waste,2024-06-01", "2,2024-05-06,dust,2024-05-08");
        take(column, "2,2024-05-06,waste,2024-05-08");

        assertThat(seen(Instant.parse("2024-05-20T00:00:00Z"))).containsExactly("dust", "dust");
        assertThat(seen(Instant.parse("2024-06-02T00:00:00Z")))
                .as("2 repeats when its first version was known: that says nothing of the correction")
                .containsExactly("waste", "dust");
        assertThat(seen(clock.now())).containsExactly("waste", "waste");
    }

    @Test
    void a_source_that_goes_back_without_saying_when_counts_as_a_late_copy_and_the_result_names_it()
            throws IOException {
        take("", "1,2024-05-06,dust");
        take("", "1,2024-05-06,waste");
        ImportRun third = take("", "1,2024-05-06,dust");

        assertThat(List.of(third.accepted(), third.known(), third.outdated())).isEqualTo(List.of(0L, 1L, 1L));
        assertThat(seen(clock.now())).containsExactly("waste");
        ImportRun copy = take("", "1,2024-05-06,waste");
        assertThat(List.of(copy.known(), copy.outdated())).isEqualTo(List.of(1L, 0L));
    }

    @Test
    void a_source_that_says_when_it_knew_can_go_back_and_the_same_file_twice_changes_nothing() throws IOException {
        String column = "knownFrom: {columns: [得知], formats: [yyyy-MM-dd]}";
        String[] rows = {"1,2024-05-06,dust,2024-05-08", "1,2024-05-06,waste,2024-06-01", "1,2024-05-06,dust,2024-07-01"
        };
        ImportRun first = take(column, rows);
        assertThat(List.of(first.accepted(), first.corrected(), first.outdated()))
                .isEqualTo(List.of(3L, 2L, 0L));
        assertThat(seen(Instant.parse("2024-06-15T00:00:00Z"))).containsExactly("waste");
        assertThat(seen(clock.now())).containsExactly("dust");

        ImportRun again = take(column, rows);
        assertThat(List.of(again.accepted(), again.known(), again.outdated())).isEqualTo(List.of(0L, 3L, 1L));
        assertThat(seen(clock.now())).containsExactly("dust");
    }

    private ImportRun take(String knownFrom, String... rows) throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                id: corrections
                title: {zh: 更正, en: Corrections}
                source: %1$s
                history: true
                %2$s
                subject: {kind: site, code: "%1$s"}
                identity: [案号]
                fact:
                  kind: violation
                  occurredAt: {columns: [日期], formats: [yyyy-MM-dd]}
                  category: {column: 种类, codes: {dust: dust, waste: waste}}
                """.formatted(code, knownFrom));
        Path file = Files.writeString(
                folder.resolve(Ids.next() + ".csv"),
                "案号,日期,种类" + (knownFrom.isEmpty() ? "" : ",得知") + "\n" + String.join("\n", rows) + "\n");
        return imports.run(mapping.toString(), file, Imports.Manner.FOR_GOOD, "t", Progress.SILENT);
    }

    private List<String> seen(Instant knownAt) {
        return facts
                .seen(Set.of(site()), Set.of("violation"), null, LocalDate.parse("2025-03-01"), knownAt)
                .getOrDefault(site(), List.of())
                .stream()
                .sorted(java.util.Comparator.comparing(Fact::reference))
                .map(Fact::category)
                .toList();
    }

    private SubjectId site() {
        return subjects.find(new SubjectRef("site", code)).orElseThrow().id();
    }
}
