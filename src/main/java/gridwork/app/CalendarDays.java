package gridwork.app;

import gridwork.decisions.WorkingDays;
import gridwork.street.WorkingCalendar;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The rules see the street's working calendar. */
@Component
class CalendarDays implements WorkingDays {
    private final WorkingCalendar calendar;

    CalendarDays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return calendar.isWorkingDay(day);
    }
}
