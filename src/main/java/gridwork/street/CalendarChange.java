package gridwork.street;

import java.time.Instant;

/**
 * What was saved over the calendar that came with the program.
 *
 * @param state of the calendar from then on
 * @param by the officer
 */
public record CalendarChange(long state, CalendarEntry entry, String reason, String by, Instant at) {}
