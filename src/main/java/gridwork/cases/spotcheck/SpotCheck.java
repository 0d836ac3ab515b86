package gridwork.cases.spotcheck;

import gridwork.cases.CaseId;
import java.util.Map;
import java.util.Set;

/** The process of a spot check: its ids as the XML has them, what it asks of its case, and what the case keeps. */
final class SpotCheck {
    static final String PROCESS = "spot-check";

    static final String CHECK = "user_spot_check";
    static final String UNSTAFFED = "user_spot_unstaffed";
    static final String FOLLOW_UP = "user_spot_follow_up";
    static final String CHASE = "user_spot_chase";
    static final Set<String> IDS = Set.of(
            "start_spot_check",
            "task_draw_checker",
            "gate_somebody",
            "flow_somebody",
            "flow_nobody",
            UNSTAFFED,
            "gate_goes_on",
            "flow_goes_on",
            "flow_given_up",
            CHECK,
            "event_checker_gone",
            "event_somebody_again",
            "event_overdue",
            "task_overdue",
            CHASE,
            "end_chased",
            "gate_holds",
            "flow_holds",
            "flow_does_not_hold",
            FOLLOW_UP,
            "task_close_spot_check",
            "end_closed");

    static final String CHECKER = "spotChecker";
    static final String SOMEBODY = "somebody";
    static final String GIVEN_UP = "givenUp";
    static final String HOLDS = "holds";
    static final Set<String> VALUES = Set.of(CHECKER, SOMEBODY, GIVEN_UP, HOLDS, "office");

    /** Whoever was drawn cannot go on. */
    static final String CHECKER_GONE = "checker-gone";

    /** Nobody could be drawn, and somebody can now. */
    static final String SOMEBODY_AGAIN = "somebody-again";

    /** Its clock, by the kinds of time limit of the catalogue. */
    static final String FINISH = "finish";

    /** The closed case that it checks again. */
    static final String OF = "spotCheckOf";

    static final String RECORD = "record";
    static final String OVERDUE_SINCE = "overdueSince";
    static final String OUTCOME = "outcome";

    /** The milestone of one that was given up or withdrawn. */
    static final String NOT_MADE = "spot-check-given-up";

    /** What its milestones say of the closed case, so that what was drawn and what came of it are told to belong together. */
    static Map<String, Object> about(CaseId closed) {
        return Map.of(OF, String.valueOf(closed.value()));
    }

    private SpotCheck() {}
}
