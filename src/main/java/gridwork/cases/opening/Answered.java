package gridwork.cases.opening;

import gridwork.cases.procedure.Procedure;
import gridwork.decisions.DecisionId;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.rules.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a rule set that opens a case.
 *
 * @param opens why it does
 * @param fact the one that was answered; null = how the subject stands, or an occasion
 * @param news where several answers may hold at once: those that open it
 */
public record Answered(
        Procedure procedure,
        Procedure.Opens opens,
        SubjectId subject,
        @Nullable FactId fact,
        DecisionId decision,
        Evaluation answer,
        List<String> news) {}
