package gridwork.street;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * China's working days (工作日) with public holidays and make-up workdays (调休), by the State Council's yearly notices, and
 * the hours in which the office is open on them.
 *
 * <p>How deadlines are counted: time in hours and less runs from the moment itself, running time by the clock, working time
 * while the office is open. Days are counted from the next day on, the day of the event is not (《民法典》 Art. 201); working
 * days only days that are worked (《行政处罚法》 Art. 85), and the last one ends when the office closes (《民法典》 Art. 203).
 * Running days (自然日) end with the day, whatever day that is.
 */
public interface WorkingCalendar {
    boolean isWorkingDay(LocalDate day);

    /** False for years beyond the notices known here: those days follow the ordinary week. */
    boolean covers(LocalDate day);

    /** The working days from the first to the last day, both included, in order. */
    List<LocalDate> workingDays(LocalDate first, LocalDate last);

    /** The working day that lies so many working days after a day; 0 = that day or the next working one. */
    LocalDate plusWorkingDays(LocalDate day, int days);

    /** When something that may take so long and begins at a moment is due. */
    Deadline plus(Instant from, Length length);

    /** When so much time has passed since a moment. */
    Deadline plus(Instant from, Duration time, Length.Counting counting);

    /** The time that passed between two moments; none where the second is not later. */
    Duration between(Instant from, Instant to, Length.Counting counting);

    /** Which state of the calendar this is: what was counted by an earlier one may have to be counted again. */
    long state();

    /** The days that ended between two moments, without the day of the first: those are used up, the last day is not. */
    int daysBetween(Instant from, Instant to, Length.Counting counting);

    /** The days from one moment to another, without the day of the first, with that of the second where it counts. */
    int daysUntil(Instant from, Instant to, Length.Counting counting);
}
