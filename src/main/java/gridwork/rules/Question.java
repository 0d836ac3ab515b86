package gridwork.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a rule set is asked.
 *
 * @param asOf the day at whose end it is answered
 * @param facts of the kinds and days the rule set needs, in any order
 * @param given scalars that the caller knows: strings, numbers, booleans, dates
 */
public record Question(LocalDate asOf, List<FactSeen> facts, Map<String, Object> given) {}
