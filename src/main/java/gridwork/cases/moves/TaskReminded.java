package gridwork.cases.moves;

import gridwork.cases.CaseId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was reminded of a task; heard in the same transaction.
 *
 * @param assignee null = nobody has taken it on: it concerns the groups
 * @param groups as role@area
 */
public record TaskReminded(
        CaseId caseId, String task, @Nullable String assignee, Set<String> groups, String words) {}
