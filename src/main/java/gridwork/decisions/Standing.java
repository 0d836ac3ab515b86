package gridwork.decisions;

import gridwork.facts.SubjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a subject stands now under a rule set: a pointer to its latest logged decision.
 *
 * @param since the day from which this result holds
 * @param nextChange the day on which time alone may change it; null = never
 */
public record Standing(
        SubjectId subject,
        String ruleSet,
        DecisionId decision,
        String result,
        LocalDate since,
        @Nullable LocalDate nextChange) {}
