package gridwork.decisions;

import gridwork.facts.SubjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One of several answers that holds of a subject, or held once: its cause is remembered, so that the same one makes no
 * news again.
 *
 * @param cause what brought it about; empty = nothing tells one occasion from another
 * @param decision the logged decision that brought it
 * @param since the day from which it holds for this cause
 * @param until the day from which it no longer holds; null while it does
 */
public record StandingItem(
        SubjectId subject,
        String ruleSet,
        String item,
        String cause,
        DecisionId decision,
        LocalDate since,
        @Nullable LocalDate until) {
    public boolean holds() {
        return until == null;
    }
}
