package gridwork.decisions;

import java.time.LocalDate;

/** Which days the street works; asked for rule sets that are given the calendar. */
public interface WorkingDays {
    boolean isWorkingDay(LocalDate day);
}
