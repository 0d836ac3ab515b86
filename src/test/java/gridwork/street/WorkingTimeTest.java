package gridwork.street;

import static gridwork.street.Length.Counting.RUNNING;
import static gridwork.street.Length.Counting.WORKING;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines by running and by working time. The office is open from 08:30 to 12:00 and from 13:30 to 17:30. */
class WorkingTimeTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** From the beginning of 2018 to the autumn of 2026, in minutes: deadlines stay within the notices. */
    private static final long LATEST = 4_600_000;

    private static final int LONG = 400 * 60;

    private final WorkingCalendar calendar = NoticedCalendar.asShipped(new TestClock().zone());

    private static Instant at(String moment) {
        return LocalDateTime.parse(moment).atZone(ZONE).toInstant();
    }

    private static Instant minute(long number) {
        return at("2018-01-01T00:00").plus(Duration.ofMinutes(number));
    }

    @ParameterizedTest(name = "{0} + {1} {2} {3} = {4}")
    @CsvSource({
        "2025-03-03T10:00, 2, hour, working, 2025-03-03T12:00, to the end of the morning",
        "2025-03-03T11:00, 2, hour, working, 2025-03-03T14:30, over lunch",
        "2025-03-03T17:00, 2, hour, working, 2025-03-04T10:00, over the night",
        "2025-03-07T16:30, 2, hour, working, 2025-03-10T09:30, over an ordinary weekend",
        "2025-01-25T09:00, 2, hour, working, 2025-01-26T10:30, begins on a free Saturday; the Sunday is worked",
        "2025-01-27T16:30, 2, hour, working, 2025-02-05T09:30, over the Spring Festival",
        "2025-09-27T20:00, 4, hour, working, 2025-09-28T14:00, a Sunday worked in exchange for the National Day",
        "2018-12-28T16:30, 2, hour, working, 2018-12-29T09:30, a Saturday that the next year's notice made a working day",
        "2018-12-29T16:30, 2, hour, working, 2019-01-02T09:30, over a year's end that the next year's notice moved",
        "2020-01-23T17:00, 1, hour, working, 2020-02-03T09:00, over the Spring Festival that a second notice made longer",
        "2025-03-03T03:00, 30, second, running, 2025-03-03T03:00:30, day and night",
        "2025-01-28T23:58, 5, minute, running, 2025-01-29T00:03, on a holiday too",
        "2024-12-31T12:00, 24, hour, running, 2025-01-01T12:00, over a year's end",
        "2025-03-03T10:00, 5, working-day, working, 2025-03-10T17:30, the day itself is not counted, the last one ends with the office",
        "2025-03-03T20:00, 1, working-day, working, 2025-03-04T17:30, after hours it is still that day",
        "2025-03-08T10:00, 1, working-day, working, 2025-03-10T17:30, from a Saturday",
        "2025-01-24T10:00, 2, working-day, working, 2025-01-27T17:30, the Sunday before the Spring Festival is worked",
        "2025-01-26T10:00, 3, working-day, working, 2025-02-06T17:30, over the Spring Festival",
        "2025-02-07T10:00, 1, working-day, working, 2025-02-08T17:30, the Saturday after it is worked",
        "2018-12-28T10:00, 2, working-day, working, 2019-01-02T17:30, over a year's end that the next year's notice moved",
        "2022-12-30T10:00, 1, working-day, working, 2023-01-03T17:30, New Year's Eve on a Saturday, the holiday made up on the Monday",
        "2025-10-01T10:00, 0, working-day, working, 2025-10-09T17:30, no days from a holiday: the next working day",
        "2025-03-03T10:00, 3, day, working, 2025-03-06T17:30, days of working time are working days",
    })
    void a_deadline_is_counted(String from, int amount, String unit, String counting, String due, String why) {
        Deadline deadline = calendar.plus(at(from), Length.of(amount, unit, counting));
        assertThat(LocalDateTime.ofInstant(deadline.at(), ZONE)).as(why).isEqualTo(LocalDateTime.parse(due));
        assertThat(deadline.beyondCalendar()).isFalse();
    }

    @Test
    void running_days_end_with_the_day_whatever_day_it_is() {
        assertThat(calendar.plus(at("2025-01-27T10:00"), Length.of(3, "day", "running"))
                        .at())
                .isEqualTo(at("2025-01-31T00:00").minusNanos(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-30T10:00, 1, working-day, 2026-12-31T17:30, false",
        "2026-12-30T10:00, 2, working-day, 2027-01-01T17:30, true",
        "2026-12-31T17:00, 1, hour, 2027-01-01T09:00, true",
        "2027-06-01T10:00, 1, hour, 2027-06-01T11:00, true",
    })
    void beyond_the_notices_it_is_counted_by_the_ordinary_week_and_says_so(
            String from, int amount, String unit, String due, boolean beyond) {
        assertThat(calendar.plus(at(from), Length.of(amount, unit, "working")))
                .isEqualTo(new Deadline(at(due), beyond));
    }

    @Test
    void the_days_used_up_leave_out_the_first_and_the_last() {
        assertThat(calendar.daysBetween(at("2025-03-03T10:00"), at("2025-03-03T17:00"), WORKING))
                .isZero();
        assertThat(calendar.daysBetween(at("2025-03-03T10:00"), at("2025-03-04T17:00"), WORKING))
                .isZero();
        assertThat(calendar.daysBetween(at("2025-03-06T10:00"), at("2025-03-11T08:00"), WORKING))
                .as("the Friday and the Monday, not the weekend")
                .isEqualTo(2);
        assertThat(calendar.daysBetween(at("2025-03-06T10:00"), at("2025-03-11T08:00"), RUNNING))
                .isEqualTo(4);
    }

    @Property(tries = 500)
    void more_working_time_is_never_due_earlier(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(max = LONG) int shorter,
            @ForAll @IntRange(max = LONG) int more) {
        assertThat(working(minute(from), shorter + more)).isAfterOrEqualTo(working(minute(from), shorter));
    }

    @Property(tries = 500)
    void who_begins_later_is_never_due_earlier(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(max = LONG) int later,
            @ForAll @IntRange(max = LONG) int time) {
        assertThat(working(minute(from + later), time)).isAfterOrEqualTo(working(minute(from), time));
    }

    @Property(tries = 500)
    void time_in_two_parts_is_due_when_the_whole_is(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(max = LONG) int one,
            @ForAll @IntRange(max = LONG) int other) {
        assertThat(working(working(minute(from), one), other)).isEqualTo(working(minute(from), one + other));
    }

    @Property(tries = 500)
    void exactly_the_time_asked_for_lies_before_the_deadline(
            @ForAll @LongRange(max = LATEST) long from, @ForAll @IntRange(max = LONG) int time) {
        assertThat(calendar.between(minute(from), working(minute(from), time), WORKING))
                .isEqualTo(Duration.ofMinutes(time));
    }

    @Property(tries = 500)
    void time_between_adds_up_whatever_lies_in_the_middle(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(max = LONG) int one,
            @ForAll @IntRange(max = LONG) int other) {
        Instant middle = minute(from + one);
        Instant end = minute(from + one + other);
        assertThat(calendar.between(minute(from), middle, WORKING).plus(calendar.between(middle, end, WORKING)))
                .isEqualTo(calendar.between(minute(from), end, WORKING));
    }

    @Property(tries = 500)
    void a_deadline_by_working_time_lies_within_office_hours_of_a_working_day(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(max = LONG) int time,
            @ForAll @IntRange(max = 60) int days) {
        LocalDateTime inHours = LocalDateTime.ofInstant(working(minute(from), time), ZONE);
        assertThat(calendar.isWorkingDay(inHours.toLocalDate())).isTrue();
        LocalTime at = inHours.toLocalTime();
        boolean morning = !at.isBefore(LocalTime.of(8, 30)) && !at.isAfter(LocalTime.of(12, 0));
        boolean afternoon = !at.isBefore(LocalTime.of(13, 30)) && !at.isAfter(LocalTime.of(17, 30));
        assertThat(morning || afternoon).as("%s", at).isTrue();

        LocalDateTime withTheDay = LocalDateTime.ofInstant(
                calendar.plus(minute(from), Length.of(days, "working-day", "working"))
                        .at(),
                ZONE);
        assertThat(calendar.isWorkingDay(withTheDay.toLocalDate())).isTrue();
        assertThat(withTheDay.toLocalTime()).isEqualTo(LocalTime.of(17, 30));
    }

    @Property(tries = 300)
    void more_working_days_are_due_later_and_parts_of_them_add_up(
            @ForAll @LongRange(max = LATEST) long from,
            @ForAll @IntRange(min = 1, max = 40) int one,
            @ForAll @IntRange(min = 1, max = 40) int other) {
        Instant due = days(minute(from), one);
        assertThat(days(minute(from), one + other)).isAfter(due);
        assertThat(days(due, other)).isEqualTo(days(minute(from), one + other));
    }

    private Instant working(Instant from, int minutes) {
        return calendar.plus(from, Duration.ofMinutes(minutes), WORKING).at();
    }

    private Instant days(Instant from, int days) {
        return calendar.plus(from, new Length(days, Length.Unit.DAY, WORKING)).at();
    }

    @Test
    void office_hours_hold_from_their_day_on() {
        var summer = new OfficeCalendar(
                1,
                java.util.List.of(),
                java.util.List.of(
                        new OfficeHours(
                                LocalDate.parse("2025-01-01"), java.util.List.of(OfficeHours.Span.of("09:00-17:00"))),
                        new OfficeHours(
                                LocalDate.parse("2025-06-01"), java.util.List.of(OfficeHours.Span.of("08:00-16:00")))),
                ZONE);
        assertThat(summer.plus(at("2025-05-30T16:00"), Length.of(2, "hour", "working"))
                        .at())
                .isEqualTo(at("2025-06-02T09:00"));
        assertThat(summer.plus(at("2025-05-30T10:00"), Length.of(1, "working-day", "working"))
                        .at())
                .isEqualTo(at("2025-06-02T16:00"));
    }
}
