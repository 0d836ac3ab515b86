package gridwork.street;

import java.time.Instant;

/**
 * The last moment that is in time (期限).
 *
 * @param beyondCalendar some of the time that was counted lies in years whose notice is not known: there the ordinary week
 *     was taken, and whoever shows the deadline says so
 */
public record Deadline(Instant at, boolean beyondCalendar) {}
