package gridwork.platform;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.cases.CaseId;
import gridwork.cases.appeal.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {
    /** 42 bits are milliseconds since 2020. */
    private static final Instant SINCE = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void an_id_of_the_year_2040_is_read_wherever_one_is_written() {
        long id = (Instant.parse("2040-01-01T00:00:00Z").toEpochMilli() - SINCE.toEpochMilli()) << 22;
        assertThat(String.valueOf(id)).hasSize(19);
        assertThat(Ids.read(String.valueOf(id))).contains(id);
        assertThat(Ids.after("case/", "case/" + id)).contains(id);
        assertThat(CaseId.ofKey(String.valueOf(id))).contains(new CaseId(id));
        assertThat(Target.parse("fact/" + id)).contains(new Target(Target.Kind.FACT, id));
        assertThat(Target.parse("decision/" + id).map(Target::written)).contains("decision/" + id);
    }

    @Test
    void an_id_of_today_is_in_step_with_the_clock() {
        long millis = Ids.next() >> 22;
        assertThat(SINCE.plusMillis(millis))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void what_is_no_id_is_none() {
        for (String each : List.of("", "-1", "+1", "1 ", "1e3", "٣", "9223372036854775808", "12345678901234567890")) {
            assertThat(Ids.read(each)).as(each).isEmpty();
        }
        assertThat(Ids.after("case/", "cases/1")).isEmpty();
        assertThat(CaseId.ofKey(null)).isEmpty();
    }
}
