package gridwork.cases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "calendar-month, 2024-02-29, 2024-02, 2024-02-01, 2024-02-29",
        "half-month, 2025-03-15, 2025-03-H1, 2025-03-01, 2025-03-15",
        "half-month, 2025-03-16, 2025-03-H2, 2025-03-16, 2025-03-31",
        "half-month, 2025-02-28, 2025-02-H2, 2025-02-16, 2025-02-28",
        "iso-week, 2024-12-29, 2024-W52, 2024-12-23, 2024-12-29",
        "iso-week, 2024-12-30, 2025-W01, 2024-12-30, 2025-01-05",
        "iso-week, 2025-01-01, 2025-W01, 2024-12-30, 2025-01-05",
        "iso-week, 2021-01-03, 2020-W53, 2020-12-28, 2021-01-03",
        "iso-week, 2026-12-31, 2026-W53, 2026-12-28, 2027-01-03",
    })
    void a_day_lies_in_a_period(String kind, LocalDate day, String id, LocalDate first, LocalDate last) {
        assertThat(Period.of(kind, day)).isEqualTo(new Period(id, first, last));
    }

    @Property(tries = 500)
    void periods_of_a_kind_cover_every_day_once(@ForAll @IntRange(min = 0, max = 20_000) int days) {
        LocalDate day = LocalDate.of(2000, 1, 1).plusDays(days);
        for (String kind : new String[] {"calendar-month", "half-month", "iso-week"}) {
            Period period = Period.of(kind, day);
            assertThat(day).isBetween(period.first(), period.last());
            assertThat(Period.of(kind, period.first())).isEqualTo(period);
            assertThat(Period.of(kind, period.last())).isEqualTo(period);
            Period next = Period.of(kind, period.last().plusDays(1));
            assertThat(next.first()).isEqualTo(period.last().plusDays(1));
            assertThat(next.id()).isGreaterThan(period.id());
            assertThat(period.id()).hasSizeLessThanOrEqualTo(10);
        }
    }
}
