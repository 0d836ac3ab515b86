package gridwork.street;

import gridwork.platform.Refused;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an entry of the calendar can be.
 *
 * @param notices the host under which the notices are published
 * @param workingDays how many a year has at least and at most
 */
record CalendarCheck(String notices, Range workingDays) {
    private static final int FIRST = 2000;
    private static final int LAST = 2100;
    private static final int DECEMBER = 12;

    record Range(int least, int most) {}

    /** @param others the other years */
    void check(CalendarYear year, Collection<CalendarYear> others) {
        if (year.year() < FIRST || year.year() > LAST) {
            throw new Refused("calendar-year", String.valueOf(year.year()));
        }
        if (year.notices().isEmpty() || !year.notices().stream().allMatch(this::isNotice)) {
            throw new Refused("calendar-notice", notices);
        }
        if (year.holidays().isEmpty()) {
            throw new Refused("calendar-empty");
        }
        Set<LocalDate> elsewhere = new HashSet<>();
        others.forEach(each -> days(each).forEach(elsewhere::add));
        Set<LocalDate> here = new HashSet<>();
        days(year).forEach(day -> {
            boolean ofTheYear =
                    day.getYear() == year.year() || day.getYear() == year.year() - 1 && day.getMonthValue() == DECEMBER;
            if (!ofTheYear) {
                throw new Refused("calendar-other-year", day.toString(), String.valueOf(year.year()));
            }
            if (!here.add(day) || elsewhere.contains(day)) {
                throw new Refused("calendar-twice", day.toString());
            }
        });
        days(year.workdays()).forEach(day -> {
            if (!isWeekend(day)) {
                throw new Refused("calendar-worked-anyway", day.toString());
            }
        });
        year.holidays().forEach(each -> {
            if (each.days().stream().allMatch(CalendarCheck::isWeekend)) {
                throw new Refused("calendar-free-anyway", each.name());
            }
        });
    }

    /** @param with the calendar with the year in it */
    void plausible(int year, WorkingCalendar with) {
        int worked = with.workingDays(LocalDate.of(year, 1, 1), LocalDate.of(year, DECEMBER, 31))
                .size();
        if (worked < workingDays.least() || worked > workingDays.most()) {
            throw new Refused("calendar-implausible", worked, workingDays.least(), workingDays.most());
        }
    }

    private boolean isNotice(String address) {
        return address.matches("https?://([a-z0-9-]+\\.)*" + notices.replace(".", "\\.") + "/\\S{1,300}");
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Stream<LocalDate> days(CalendarYear year) {
        return Stream.concat(days(year.holidays()), days(year.workdays()));
    }

    private static Stream<LocalDate> days(List<CalendarYear.Occasion> occasions) {
        return occasions.stream().flatMap(each -> each.days().stream());
    }
}
