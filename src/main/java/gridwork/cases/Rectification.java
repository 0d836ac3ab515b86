package gridwork.cases;

import java.util.Map;
import java.util.Set;

/** The process of one rectification: its ids as the XML has them, and what it asks of its case. */
final class Rectification {
    static final String PROCESS = "rectification";
    static final String MATTER = "rectification";

    static final String RECTIFY = "user_rectify";
    static final String RECHECK = "user_recheck";
    static final String SUPERVISE = "user_supervise";
    static final String OVERDUE = "event_overdue";
    static final Set<String> IDS = Set.of(
            "start_rectification",
            "task_order",
            RECTIFY,
            RECHECK,
            "gate_passed",
            "flow_passed",
            "flow_not_passed",
            "task_confirm",
            "end_rectified",
            OVERDUE,
            "task_overdue",
            "event_recheck_overdue",
            "task_recheck_overdue",
            SUPERVISE,
            "end_supervised");

    static final String WORKERS = "workers";
    static final String CHECKERS = "checkers";
    static final String OFFICE = "office";
    static final String PASSED = "passed";
    static final String RECHECKS = "rechecks";
    /** Asked by rectifications that began under an earlier model. */
    static final String RECHECK_DUE_AT = "recheckDueAt";

    static final Set<String> VALUES = Set.of(WORKERS, CHECKERS, OFFICE, PASSED);

    /** Its clocks, by the kinds of time limit of the catalogue. */
    static final String RECTIFY_BY = "rectify";

    static final String RECHECK_BY = "recheck";

    /** What the case keeps. */
    static final String NUMBER = "number";

    static final String CATEGORY = "category";
    static final String DESCRIPTION = "description";
    static final String PHOTOS = "photos";
    static final String RECTIFIED_BY = "rectifiedBy";
    static final String OVERDUE_SINCE = "overdueSince";
    static final String RECHECK_DUE_ON = "recheckDueOn";
    static final String RECHECK_OVERDUE_SINCE = "recheckOverdueSince";

    /** What a milestone says of the problem, where its kind of subject has kinds of violation. */
    static Map<String, Object> violation(Case of) {
        String category = of.details().path(CATEGORY).asText();
        return category.isEmpty() ? Map.of() : Map.of("violation", category);
    }

    private Rectification() {}
}
