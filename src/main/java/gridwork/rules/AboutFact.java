package gridwork.rules;

import java.time.LocalTime;

/**
 * The fact that a question is about.
 *
 * @param at the time of its day, in the street's zone
 */
public record AboutFact(FactSeen fact, LocalTime at) {}
