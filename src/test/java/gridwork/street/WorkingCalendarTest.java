package gridwork.street;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.TestClock;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
    private final WorkingCalendar calendar = NoticedCalendar.asShipped(new TestClock().zone());

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "2025-01-26, true, a Sunday worked in exchange for the Spring Festival",
        "2025-02-08, true, a Saturday worked in exchange for the Spring Festival",
        "2025-01-28, false, a Tuesday of the Spring Festival",
        "2025-02-09, false, an ordinary Sunday",
        "2025-03-03, true, an ordinary Monday",
        "2018-12-29, true, a Saturday that the next year's notice moved",
        "2018-12-31, false, a Monday that the next year's notice moved",
        "2022-12-31, false, a Saturday of the next year's New Year",
        "2020-01-31, false, a Friday by the second notice of 2020",
        "2026-10-10, true, a Saturday worked in exchange for the National Day",
    })
    void a_day_is_worked_or_not(LocalDate day, boolean worked, String why) {
        assertThat(calendar.isWorkingDay(day)).as(why).isEqualTo(worked);
    }

    @Test
    void beyond_the_notices_the_ordinary_week_holds_and_the_calendar_says_so() {
        assertThat(calendar.covers(LocalDate.parse("2026-12-31"))).isTrue();
        assertThat(calendar.covers(LocalDate.parse("2027-01-01"))).isFalse();
        assertThat(calendar.covers(LocalDate.parse("2017-12-31"))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2027-01-01"))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2027-01-02"))).isFalse();
    }

    @Test
    void working_days_are_counted_over_a_year_end_with_moved_days() {
        assertThat(calendar.workingDays(LocalDate.parse("2018-12-28"), LocalDate.parse("2019-01-03")))
                .containsExactly(
                        LocalDate.parse("2018-12-28"),
                        LocalDate.parse("2018-12-29"),
                        LocalDate.parse("2019-01-02"),
                        LocalDate.parse("2019-01-03"));
        assertThat(calendar.plusWorkingDays(LocalDate.parse("2018-12-28"), 2)).isEqualTo("2019-01-02");
    }

    @Test
    void no_days_after_a_holiday_is_the_first_day_that_is_worked() {
        assertThat(calendar.plusWorkingDays(LocalDate.parse("2025-10-01"), 0)).isEqualTo("2025-10-09");
        assertThat(calendar.plusWorkingDays(LocalDate.parse("2025-10-09"), 0)).isEqualTo("2025-10-09");
    }

    @Test
    void every_year_of_the_file_has_as_many_days_off_on_weekdays_as_the_norm_gives_and_weekends_worked() {
        // 11 days by the norm up to 2024, 13 since; days off that fall on weekends are made up by worked ones
        for (int year = 2018; year <= 2026; year++) {
            int worked = calendar.workingDays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                    .size();
            assertThat(worked).as("working days of %s", year).isBetween(247, 252);
        }
    }

    @Property(tries = 300)
    void so_many_working_days_later_lie_exactly_so_many_working_days(
            @ForAll @IntRange(min = 0, max = 3280) int from, @ForAll @IntRange(min = 1, max = 60) int days) {
        LocalDate day = LocalDate.of(2018, 1, 1).plusDays(from);
        LocalDate later = calendar.plusWorkingDays(day, days);
        assertThat(calendar.isWorkingDay(later)).isTrue();
        assertThat(calendar.workingDays(day.plusDays(1), later)).hasSize(days);
    }
}
