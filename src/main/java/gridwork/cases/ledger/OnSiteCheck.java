package gridwork.cases.ledger;

import gridwork.cases.CaseId;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A department's check of a subject on site.
 *
 * @param subject whom it counts for
 * @param toldOf whom it was told of: another where that one was found to be the same
 * @param department its area's id, or its name where no such area is known; empty = nobody said
 * @param on the day it was done; while it is planned its last day
 * @param visit the same for all departments that come together
 * @param check of which kind it is, in the words of {@code inspection-quota}
 * @param counts how it counts
 * @param matter null = it came from elsewhere and no case is known
 * @param caseId the visit's case
 * @param over null = it is not over the quota, or nobody was asked
 */
public record OnSiteCheck(
        long id,
        SubjectId subject,
        SubjectId toldOf,
        String department,
        LocalDate on,
        State state,
        String visit,
        String check,
        Counts counts,
        @Nullable String matter,
        @Nullable CaseId caseId,
        @Nullable FactId fact,
        @Nullable Over over) {
    public enum State {
        PLANNED,
        DONE,
        /** Withdrawn, left out, or its fact was voided. */
        DROPPED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param counting {@code counted} with the department's others, {@code own} with those of its kind alone, or {@code none};
     *     {@code unknown} where the rules do not say
     * @param quota how many there may be in a year; null = no limit is said
     * @param row the rule's row that says so; empty = none does
     * @param release the policy release that it was asked of
     */
    public record Counts(String counting, @Nullable Integer quota, String row, int release) {
        static final String OWN = "own";
        static final String NONE = "none";

        /** What is counted together: the same within a subject, department and year is one number against one quota. */
        String tally(String check) {
            return counting.equals(OWN) ? check : counting.equals(NONE) ? NONE : "";
        }
    }

    /** Who let it go over the quota, and why. */
    public record Over(String by, String reason, Instant at) {}

    OnSiteCheck done(LocalDate day, FactId by) {
        return new OnSiteCheck(
                id, subject, toldOf, department, day, State.DONE, visit, check, counts, matter, caseId, by, over);
    }

    String tally() {
        return counts.tally(check);
    }
}
