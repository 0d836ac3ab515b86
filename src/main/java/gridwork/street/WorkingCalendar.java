package gridwork.street;

import java.time.LocalDate;
import java.util.List;

/** China's working days (工作日) with public holidays and make-up workdays (调休), by the State Council's yearly notices. */
public interface WorkingCalendar {
    boolean isWorkingDay(LocalDate day);

    /** False for years beyond the notices known here: those days follow the ordinary week. */
    boolean covers(LocalDate day);

    /** The working days from the first to the last day, both included, in order. */
    List<LocalDate> workingDays(LocalDate first, LocalDate last);

    /** The working day that lies so many working days after a day; 0 = that day or the next working one. */
    LocalDate plusWorkingDays(LocalDate day, int days);
}
