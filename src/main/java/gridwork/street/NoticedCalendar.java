package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The ordinary week, with the days that the State Council's notices moved ({@code street/working-calendar.yaml}). */
@Component
class NoticedCalendar implements WorkingCalendar {
    private final Map<LocalDate, Boolean> moved = new HashMap<>();
    private final Set<Integer> years = new HashSet<>();

    NoticedCalendar() {
        for (Year each : Yaml.read("/street/working-calendar.yaml", new TypeReference<List<Year>>() {})) {
            years.add(each.year());
            each.holidays().forEach(occasion -> occasion.days().forEach(day -> move(day, false)));
            each.workdays().forEach(occasion -> occasion.days().forEach(day -> move(day, true)));
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

    private record Year(int year, List<String> notices, List<Occasion> holidays, List<Occasion> workdays) {}

    private record Occasion(String name, List<LocalDate> days) {}
}
