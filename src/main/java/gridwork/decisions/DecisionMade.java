package gridwork.decisions;

import gridwork.facts.SubjectId;
import gridwork.rules.Evaluation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subject's result changed, in the running transaction.
 *
 * @param previous the result before; null = the first
 * @param history decided from an import of the past: nothing is opened for it
 */
public record DecisionMade(
        DecisionId id,
        SubjectId subject,
        String ruleSet,
        @Nullable String previous,
        Evaluation evaluation,
        LocalDate asOf,
        boolean history) {}
