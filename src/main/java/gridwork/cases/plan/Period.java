package gridwork.cases.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * A stretch of days in which a site is checked once (检查周期). The rules name its kind: {@code calendar-month} (自然月),
 * {@code half-month} (半月: to the 15th, from the 16th), {@code iso-week} (自然周, Monday to Sunday, ISO 8601).
 *
 * @param id {@code 2025-03}, {@code 2025-03-H1}, {@code 2025-W10}
 */
record Period(String id, LocalDate first, LocalDate last) {
    private static final int HALF = 15;

    static Period of(String kind, LocalDate day) {
        switch (kind) {
            case "calendar-month":
                return new Period(YearMonth.from(day).toString(), day.withDayOfMonth(1), lastOfMonth(day));
            case "half-month":
                return day.getDayOfMonth() <= HALF
                        ? new Period(YearMonth.from(day) + "-H1", day.withDayOfMonth(1), day.withDayOfMonth(HALF))
                        : new Period(YearMonth.from(day) + "-H2", day.withDayOfMonth(HALF + 1), lastOfMonth(day));
            case "iso-week":
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                return new Period(
                        String.format(
                                Locale.ROOT,
                                "%04d-W%02d",
                                day.get(IsoFields.WEEK_BASED_YEAR),
                                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                        monday,
                        monday.plusDays(6));
            default:
                throw new IllegalArgumentException("no kind of period: " + kind);
        }
    }

    private static LocalDate lastOfMonth(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfMonth());
    }
}
