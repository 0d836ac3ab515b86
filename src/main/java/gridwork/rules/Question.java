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
 * @param subjectKind whom it is about; empty = the rule set's own kind, or nobody
 */
public record Question(LocalDate asOf, List<FactSeen> facts, Map<String, Object> given, String subjectKind) {
    public Question(LocalDate asOf, List<FactSeen> facts, Map<String, Object> given) {
        this(asOf, facts, given, "");
    }

    /** The same about another day. */
    public Question on(LocalDate day) {
        return new Question(day, facts, given, subjectKind);
    }

    Question on(LocalDate day, List<FactSeen> seen) {
        return new Question(day, seen, given, subjectKind);
    }
}
