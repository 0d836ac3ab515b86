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
 * @param until the day from which it no longer holds; null while it does, or while nobody can say
 * @param undecidedSince the day from which nobody can say whether it still holds; null = somebody can
 * @param undecidedBecause what is missing to say so, or {@link gridwork.rules.Freshness#WITHHOLD}; null where somebody can
 */
public record StandingItem(
        SubjectId subject,
        String ruleSet,
        String item,
        String cause,
        DecisionId decision,
        LocalDate since,
        @Nullable LocalDate until,
        @Nullable LocalDate undecidedSince,
        @Nullable String undecidedBecause) {
    /** As far as anybody can say. */
    public boolean holds() {
        return until == null && undecidedSince == null;
    }

    /** Whether it holds, or held when somebody could last say. */
    public boolean isOpen() {
        return until == null;
    }

    static StandingItem holding(
            SubjectId subject, String ruleSet, String item, String cause, DecisionId decision, LocalDate since) {
        return new StandingItem(subject, ruleSet, item, cause, decision, since, null, null, null);
    }

    StandingItem ended(DecisionId by, LocalDate on) {
        return new StandingItem(subject, ruleSet, item, cause, by, since, on, null, null);
    }

    StandingItem undecided(DecisionId by, LocalDate on, String because) {
        return new StandingItem(
                subject, ruleSet, item, cause, by, since, null, undecidedSince == null ? on : undecidedSince, because);
    }
}
