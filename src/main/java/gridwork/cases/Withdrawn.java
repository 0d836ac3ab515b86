package gridwork.cases;

import java.util.Set;

/** What both processes have for a case that is withdrawn: the ids as their XML has them, and what the case keeps. */
final class Withdrawn {
    static final String MESSAGE = "withdraw";
    static final Set<String> IDS = Set.of("sub_withdrawn", "start_withdrawn", "task_close_withdrawn", "end_withdrawn");

    static final String WITHDRAWN = "withdrawn";
    static final String REASON = "reason";
    static final String CODE = "code";
    static final String BY = "by";
    static final String CAME_BY = "cameBy";

    private Withdrawn() {}
}
