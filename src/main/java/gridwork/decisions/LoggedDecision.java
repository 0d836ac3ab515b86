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
 * @param fact the one that was answered; null = how the subject stands
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
        Map<String, Object> given) {}
