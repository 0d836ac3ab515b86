package gridwork.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set is asked.
 *
 * @param asOf the day at whose end it is answered
 * @param facts of the kinds and days the rule set needs, in any order
 * @param given scalars that the caller knows: strings, numbers, booleans, dates
 * @param subjectKind whom it is about; empty = the rule set's own kind, or nobody
 * @param about the one fact that is answered; null where the question is how a subject stands
 */
public record Question(
        LocalDate asOf,
        List<FactSeen> facts,
        Map<String, Object> given,
        String subjectKind,
        @Nullable AboutFact about) {
    public Question(LocalDate asOf, List<FactSeen> facts, Map<String, Object> given) {
        this(asOf, facts, given, "");
    }

    public Question(LocalDate asOf, List<FactSeen> facts, Map<String, Object> given, String subjectKind) {
        this(asOf, facts, given, subjectKind, null);
    }

    /** The same about another day. */
    public Question on(LocalDate day) {
        return on(day, facts);
    }

    Question on(LocalDate day, List<FactSeen> seen) {
        return new Question(day, seen, given, subjectKind, about);
    }

    Question with(Map<String, Object> others) {
        return new Question(asOf, facts, others, subjectKind, about);
    }
}
