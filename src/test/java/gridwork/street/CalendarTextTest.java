package gridwork.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTextTest {
    private final CalendarCheck check = new CalendarCheck("gov.cn", new CalendarCheck.Range(240, 256));

    @Test
    void an_occasion_a_line_with_spans_and_single_days() {
        String written = "元旦 2027-01-01~2027-01-03\n春节：2027-02-05 至 2027-02-06，2027-02-14\n\n";
        var read = CalendarText.occasions(written);
        assertThat(read).extracting(CalendarYear.Occasion::name).containsExactly("元旦", "春节");
        assertThat(read.get(1).days())
                .containsExactly(
                        LocalDate.parse("2027-02-05"), LocalDate.parse("2027-02-06"), LocalDate.parse("2027-02-14"));
        assertThat(CalendarText.of(read)).isEqualTo("元旦 2027-01-01~2027-01-03\n春节 2027-02-05~2027-02-06, 2027-02-14");
        assertThat(CalendarText.occasions(CalendarText.of(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-01-01",
                "元旦",
                "元旦 2027-13-01",
                "元旦 2027-01-03~2027-01-01",
                "元旦 2027-01-01 还有",
                "元旦 2027-01-01 和 2027-01-02",
                "元旦 2027-01-01~2028-01-01"
            })
    void what_is_no_occasion_is_refused_with_its_line(String line) {
        assertThatThrownBy(() -> CalendarText.occasions(line)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("calendar-line");
            assertThat(refused.arguments()).containsExactly(line);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08:30", "12:00-08:30", "08:30-12:00, 11:00-17:30", "8-12"})
    void what_is_no_order_of_hours_is_refused(String hours) {
        assertThatThrownBy(() -> CalendarText.hours("2027-01-01", hours))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("calendar-hours"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "calendar-year        | 1999 | https://www.gov.cn/x  | 元旦 1999-01-01 |",
                "calendar-notice      | 2027 | https://example.org/x | 元旦 2027-01-01 |",
                "calendar-notice      | 2027 | https://notgov.cn/x   | 元旦 2027-01-01 |",
                "calendar-other-year  | 2027 | https://www.gov.cn/x  | 元旦 2028-01-01 |",
                "calendar-other-year  | 2027 | https://www.gov.cn/x  | 元旦 2026-11-30 |",
                "calendar-twice       | 2027 | https://www.gov.cn/x  | 元旦 2027-01-01, 2027-01-01 |",
                "calendar-twice       | 2027 | https://www.gov.cn/x  | 国庆节 2026-12-31 |",
                "calendar-worked-anyway | 2027 | https://www.gov.cn/x | 元旦 2027-01-01 | 元旦 2027-01-05",
                "calendar-free-anyway | 2027 | https://www.gov.cn/x  | 元旦 2027-01-02 |",
            })
    void a_year_that_cannot_be_is_refused(String code, int year, String notice, String holidays, String workdays) {
        var other = new CalendarYear(
                2026, List.of("https://www.gov.cn/y"), CalendarText.occasions("别的 2026-12-31"), List.of());
        var draft = new CalendarYear(
                year,
                List.of(notice),
                CalendarText.occasions(holidays),
                CalendarText.occasions(workdays == null ? "" : workdays));
        assertThatThrownBy(() -> check.check(draft, List.of(other)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
