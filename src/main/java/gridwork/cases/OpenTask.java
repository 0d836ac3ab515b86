package gridwork.cases;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task that somebody still has to do. */
public record OpenTask(
        String id,
        CaseId caseId,
        String step,
        String name,
        @Nullable String assignee,
        Set<String> groups,
        @Nullable Instant due) {}
