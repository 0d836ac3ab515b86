package gridwork.decisions;

import gridwork.facts.SubjectId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a subject stands now under a rule set: a pointer to its latest logged decision.
 *
 * @param since the day from which this result holds
 * @param nextChange the day on which time alone may change it; null = never
 * @param headline the number that is shown beside it, e.g. a score; null = the rule set has none, or it is unknown
 * @param freshness {@link gridwork.rules.Freshness#LABEL} or {@link gridwork.rules.Freshness#WITHHOLD}; null = new
 *     enough, or nobody asked
 */
public record Standing(
        SubjectId subject,
        String ruleSet,
        DecisionId decision,
        String result,
        LocalDate since,
        @Nullable LocalDate nextChange,
        @Nullable BigDecimal headline,
        @Nullable String freshness) {}
