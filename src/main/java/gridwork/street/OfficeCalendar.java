package gridwork.street;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The ordinary week, with the days that notices moved and the hours of the office: one state of it, never changed. */
final class OfficeCalendar implements WorkingCalendar {
    private final Map<LocalDate, Boolean> moved = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();
    private final NavigableMap<LocalDate, List<OfficeHours.Span>> hours = new TreeMap<>();
    private final ZoneId zone;
    private final long state;

    OfficeCalendar(long state, Collection<CalendarYear> all, Collection<OfficeHours> hours, ZoneId zone) {
        this.state = state;
        this.zone = zone;
        for (CalendarYear each : all) {
            years.add(each.year());
            each.holidays().forEach(occasion -> occasion.days().forEach(day -> move(day, false)));
            each.workdays().forEach(occasion -> occasion.days().forEach(day -> move(day, true)));
        }
        hours.stream()
                .sorted(Comparator.comparing(OfficeHours::from))
                .forEach(each -> this.hours.put(each.from(), List.copyOf(each.open())));
        if (this.hours.isEmpty()) {
            throw new IllegalStateException("the working calendar has no office hours");
        }
    }

    private void move(LocalDate day, boolean working) {
        if (moved.put(day, working) != null) {
            throw new IllegalStateException("the working calendar lists " + day + " twice");
        }
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return moved.getOrDefault(
                day, day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    @Override
    public boolean covers(LocalDate day) {
        return years.contains(day.getYear());
    }

    @Override
    public List<LocalDate> workingDays(LocalDate first, LocalDate last) {
        return first.isAfter(last)
                ? List.of()
                : first.datesUntil(last.plusDays(1)).filter(this::isWorkingDay).toList();
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate day, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("no number of days to come: " + days);
        }
        LocalDate at = day;
        for (int left = days; left > 0; ) {
            at = at.plusDays(1);
            left -= isWorkingDay(at) ? 1 : 0;
        }
        while (!isWorkingDay(at)) {
            at = at.plusDays(1);
        }
        return at;
    }

    @Override
    public Deadline plus(Instant from, Length length) {
        if (!length.ofDays()) {
            return plus(from, length.time(), length.counting());
        }
        LocalDate first = day(from);
        if (length.counting() == Length.Counting.RUNNING) {
            // the last microsecond of the day: what the databases keep
            return new Deadline(start(first.plusDays(length.amount() + 1L)).minusNanos(1_000), false);
        }
        LocalDate last = plusWorkingDays(first, length.amount());
        List<OfficeHours.Span> open = hoursOn(last);
        return new Deadline(at(last, open.get(open.size() - 1).closes()), beyond(first, last));
    }

    @Override
    public Deadline plus(Instant from, Duration time, Length.Counting counting) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("no time to come: " + time);
        }
        if (counting == Length.Counting.RUNNING) {
            return new Deadline(from.plus(time), false);
        }
        Duration left = time;
        LocalDate first = day(from);
        for (LocalDate each = first; ; each = each.plusDays(1)) {
            for (Open open : open(each)) {
                Instant begin = open.from().isBefore(from) ? from : open.from();
                if (begin.isAfter(open.to())) {
                    continue;
                }
                Duration there = Duration.between(begin, open.to());
                if (there.compareTo(left) >= 0) {
                    return new Deadline(begin.plus(left), beyond(first, each));
                }
                left = left.minus(there);
            }
        }
    }

    @Override
    public Duration between(Instant from, Instant to, Length.Counting counting) {
        if (!to.isAfter(from)) {
            return Duration.ZERO;
        }
        if (counting == Length.Counting.RUNNING) {
            return Duration.between(from, to);
        }
        Duration all = Duration.ZERO;
        LocalDate last = day(to);
        for (LocalDate each = day(from); !each.isAfter(last); each = each.plusDays(1)) {
            for (Open open : open(each)) {
                Instant begin = open.from().isBefore(from) ? from : open.from();
                Instant end = open.to().isAfter(to) ? to : open.to();
                all = end.isAfter(begin) ? all.plus(Duration.between(begin, end)) : all;
            }
        }
        return all;
    }

    @Override
    public int daysBetween(Instant from, Instant to, Length.Counting counting) {
        return days(day(from).plusDays(1), day(to).minusDays(1), counting);
    }

    @Override
    public int daysUntil(Instant from, Instant to, Length.Counting counting) {
        return days(day(from).plusDays(1), day(to), counting);
    }

    private int days(LocalDate first, LocalDate last, Length.Counting counting) {
        if (first.isAfter(last)) {
            return 0;
        }
        return counting == Length.Counting.WORKING
                ? workingDays(first, last).size()
                : (int) (last.toEpochDay() - first.toEpochDay() + 1);
    }

    @Override
    public long state() {
        return state;
    }

    private record Open(Instant from, Instant to) {}

    private List<Open> open(LocalDate day) {
        if (!isWorkingDay(day)) {
            return List.of();
        }
        List<Open> all = new ArrayList<>();
        for (OfficeHours.Span each : hoursOn(day)) {
            all.add(new Open(at(day, each.opens()), at(day, each.closes())));
        }
        return all;
    }

    /** Before the first known hours those hold too. */
    private List<OfficeHours.Span> hoursOn(LocalDate day) {
        var since = hours.floorEntry(day);
        return since == null ? hours.firstEntry().getValue() : since.getValue();
    }

    private boolean beyond(LocalDate first, LocalDate last) {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            if (!years.contains(year)) {
                return true;
            }
        }
        return false;
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
