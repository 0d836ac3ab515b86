package gridwork.street;

import java.util.List;

/** The working calendar as an administrator keeps it, year by year: what came with the program, and what was saved over it. */
public interface CalendarYears {
    /** The latest first. */
    List<CalendarYear> years();

    /** From the first day to the last. */
    List<OfficeHours> hours();

    /** The latest first. */
    List<CalendarChange> changes();

    /**
     * The calendar as it would be; nothing is saved.
     *
     * @throws gridwork.platform.Refused where the entry cannot be
     */
    WorkingCalendar with(CalendarEntry draft);

    /**
     * From now on deadlines are counted by it. What was counted before is counted anew by those who keep it.
     *
     * @param seen the state of the calendar on which the change rests
     * @throws gridwork.platform.Refused where the entry cannot be, without a reason, or when somebody changed the calendar meanwhile
     */
    void save(CalendarEntry entry, long seen, String reason, OfficerId by);
}
