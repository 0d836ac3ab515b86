package gridwork.decisions;

import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.rules.Evaluation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject's result changed, or what holds of it, or a fact was answered, or a rule set was asked because another one's
 * result changed, in the running transaction. What was asked follows what brought it up.
 *
 * @param fact the one that was answered; null = how the subject stands, or an occasion
 * @param askedBy the decision that brought the question up, always of the same subject; null = facts, time or a person did
 * @param previous the result before; null = the first
 * @param news where several answers may hold at once: the ids of those that hold now and did not, or for another cause;
 *     one that comes back for the cause that it had is none
 * @param ended the ids of those that held and do no longer
 * @param history decided from an import of the past: nothing is opened for it
 */
public record DecisionMade(
        DecisionId id,
        SubjectId subject,
        String ruleSet,
        @Nullable FactId fact,
        @Nullable DecisionId askedBy,
        @Nullable String previous,
        Evaluation evaluation,
        LocalDate asOf,
        List<String> news,
        List<String> ended,
        boolean history) {}
