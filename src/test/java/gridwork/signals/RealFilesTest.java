package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The expected counts were taken from the raw rows with other tools: see each comment. */
@GridworkTest
class RealFilesTest {
    @Autowired
    Imports imports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Test
    void bostons_violations_end_as_accepted_known_or_refused_and_twice_changes_nothing() {
        var file = SharedData.file("sites/boston_violations.csv.gz");
        ImportRun dry = imports.run("boston-violations", file, Imports.Manner.DRY_RUN, "test", Progress.SILENT);
        ImportRun first = imports.run("boston-violations", file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        // 5,178 rows; 6 exact copies; 1 without a date; 69 rows repeat a case number with another code and are facts of
        // their own
        assertThat(first.read()).isEqualTo(5_178);
        assertThat(first.accepted()).isEqualTo(5_171);
        assertThat(first.known()).isEqualTo(6);
        assertThat(first.refused()).isEqualTo(1);
        assertThat(first.corrected()).isZero();
        // 106 blank descriptions, 1 of a full stop, 101 codes that became dates; 263 rights of entry and 70 others have
        // no category of ours
        assertThat(first.unclassified()).isEqualTo(541);
        assertThat(List.of(dry.read(), dry.accepted(), dry.known(), dry.refused(), dry.unclassified()))
                .as("a dry run says the same")
                .isEqualTo(List.of(5_178L, 5_171L, 6L, 1L, first.unclassified()));

        RefusedRow refused = imports.refused(first.id(), 0, 10).get(0);
        assertThat(refused.code()).isEqualTo("import-date-missing");
        assertThat(refused.column()).isEqualTo("status_dttm");
        assertThat(refused.cells()).contains("V91983");

        ImportRun again = imports.run("boston-violations", file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        assertThat(again.accepted()).isZero();
        assertThat(again.known()).isEqualTo(5_177);
        assertThat(again.refused()).isEqualTo(1);

        Subject site = subjects.find(new SubjectRef("site", "53778")).orElseThrow();
        assertThat(site.name()).isEqualTo("77 Empire ST");
        Fact violation = facts
                .seen(
                        Set.of(site.id()),
                        Set.of("violation"),
                        null,
                        LocalDate.parse("2018-12-31"),
                        Instant.parse("2019-01-01T00:00:00Z"))
                .getOrDefault(site.id(), List.of())
                .stream()
                .filter(each -> each.reference().equals("V365845/400.12"))
                .findFirst()
                .orElseThrow();
        assertThat(violation.occurredAt()).as("10:22 in Boston").isEqualTo(Instant.parse("2017-09-26T14:22:00Z"));
        assertThat(violation.knownFrom()).isEqualTo(violation.occurredAt());
    }

    @Test
    void chicagos_complaints_have_one_correction_and_twice_changes_nothing() {
        var file = SharedData.file("sites/chicago_construction_site_complaints.csv.gz");
        ImportRun first =
                imports.run("chicago-construction-complaints", file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        // 1,292 rows; one request number stands twice with another date of completion
        assertThat(first.read()).isEqualTo(1_292);
        assertThat(first.accepted()).isEqualTo(1_292);
        assertThat(first.corrected()).isEqualTo(1);
        assertThat(first.refused()).isZero();
        ImportRun again =
                imports.run("chicago-construction-complaints", file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        assertThat(again.known()).isEqualTo(1_292);
    }
}
