package gridwork.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Facts were recorded in the running transaction.
 *
 * @param kinds per subject the kinds of fact that are new
 * @param touched each fact that is new, and each that lost its place to one of them
 * @param history true for an import of the past: decisions follow in one bulk run, no cases open
 */
public record FactsRecorded(Map<SubjectId, Set<String>> kinds, List<Touched> touched, boolean history) {
    /** @param valid false = it was corrected or voided just now */
    public record Touched(FactId id, SubjectId subject, String kind, Instant occurredAt, boolean valid) {}

    public FactsRecorded(Map<SubjectId, Set<String>> kinds, boolean history) {
        this(kinds, List.of(), history);
    }
}
