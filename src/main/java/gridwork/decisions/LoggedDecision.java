package gridwork.decisions;

import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it was made; never changed.
 *
 * @param held where several answers may hold at once: those that did, with their causes
 * @param fact the one that was answered; null = how the subject stands, or an occasion
 * @param askedBy the decision of the same subject that brought the question up; null = facts, time or a person did
 * @param given what the facts of the rule set itself did not say
 */
public record LoggedDecision(
        DecisionId id,
        SubjectId subject,
        String ruleSet,
        int release,
        LocalDate asOf,
        Instant knownAt,
        Instant decidedAt,
        String result,
        @Nullable String previous,
        List<String> rows,
        Map<String, Object> measures,
        List<FactId> facts,
        Map<String, String> held,
        @Nullable FactId fact,
        @Nullable DecisionId askedBy,
        Map<String, Object> given) {}
