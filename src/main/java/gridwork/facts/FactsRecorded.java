package gridwork.facts;

import java.util.Map;
import java.util.Set;

/**
 * Facts were recorded in the running transaction.
 *
 * @param kinds per subject the kinds of fact that are new
 * @param history true for an import of the past: decisions follow in one bulk run, no cases open
 */
public record FactsRecorded(Map<SubjectId, Set<String>> kinds, boolean history) {}
