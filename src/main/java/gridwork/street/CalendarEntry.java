package gridwork.street;

/** What one entry of the working calendar says; a later one for the same takes its place. */
public sealed interface CalendarEntry permits CalendarYear, OfficeHours {
    /** The year, or the day from which hours hold. */
    String key();
}
