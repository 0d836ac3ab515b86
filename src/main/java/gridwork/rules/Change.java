package gridwork.rules;

import java.time.LocalDate;

/**
 * What two consecutive facts say differently.
 *
 * @param property of the payload
 * @param fact the one that says {@code to}
 * @param compared both as they were compared, whatever their spelling
 */
public record Change(
        String measure, String property, String from, String to, LocalDate on, long fact, String compared) {}
