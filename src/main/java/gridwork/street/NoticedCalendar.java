package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import gridwork.platform.StreetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The calendar as {@code street/working-calendar.yaml} has it. */
@Component
class NoticedCalendar implements WorkingCalendar {
    private final OfficeCalendar now;

    NoticedCalendar(StreetClock clock) {
        Listed listed = Yaml.read("/street/working-calendar.yaml", new TypeReference<Listed>() {});
        now = new OfficeCalendar(
                0,
                listed.years(),
                listed.hours().stream().map(ListedHours::hours).toList(),
                clock.zone());
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return now.isWorkingDay(day);
    }

    @Override
    public boolean covers(LocalDate day) {
        return now.covers(day);
    }

    @Override
    public List<LocalDate> workingDays(LocalDate first, LocalDate last) {
        return now.workingDays(first, last);
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate day, int days) {
        return now.plusWorkingDays(day, days);
    }

    @Override
    public Deadline plus(Instant from, Length length) {
        return now.plus(from, length);
    }

    @Override
    public Deadline plus(Instant from, Duration time, Length.Counting counting) {
        return now.plus(from, time, counting);
    }

    @Override
    public Duration between(Instant from, Instant to, Length.Counting counting) {
        return now.between(from, to, counting);
    }

    @Override
    public int daysBetween(Instant from, Instant to, Length.Counting counting) {
        return now.daysBetween(from, to, counting);
    }

    @Override
    public int daysUntil(Instant from, Instant to, Length.Counting counting) {
        return now.daysUntil(from, to, counting);
    }

    @Override
    public long state() {
        return now.state();
    }

    private record Listed(List<ListedHours> hours, List<CalendarYear> years) {}

    private record ListedHours(LocalDate from, List<String> open) {
        OfficeHours hours() {
            return new OfficeHours(from, open.stream().map(OfficeHours.Span::of).toList());
        }
    }
}
