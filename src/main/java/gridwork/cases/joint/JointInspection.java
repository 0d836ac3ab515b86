package gridwork.cases.joint;

import gridwork.cases.opening.SubjectCases;
import java.util.Set;

/** The process of a joint inspection: its ids as the XML has them, what it asks of its case, and what the case keeps. */
final class JointInspection {
    static final String PROCESS = "joint-inspection";

    static final String ARRANGE = "user_arrange";
    static final String CHASE_ARRANGEMENT = "user_chase_arrangement";
    static final Set<String> IDS = Set.of(
            "start_inspection",
            "sub_visit",
            "start_visit",
            ARRANGE,
            "event_not_arranged",
            "task_not_arranged",
            CHASE_ARRANGEMENT,
            "end_chased",
            "task_open_parts",
            "call_departments",
            "end_visited",
            "task_close_inspection",
            "end_closed");

    /** Its clock, a limit of the catalogue: until the day of the visit is fixed. */
    static final String ARRIVE_BY = "arrive";

    static final String LEAD_INSPECTORS = "leadInspectors";
    static final String PARTS = "parts";
    static final Set<String> VALUES = Set.of(LEAD_INSPECTORS, PARTS, "office");

    /** The departments that take part, by their ids; absent = as the catalogue says. */
    static final String DEPARTMENTS = SubjectCases.DEPARTMENTS;

    /** The due checks that were merged into this visit. */
    static final String MERGED = SubjectCases.MERGED;

    /** What all departments share: the day, the place, the contact; corrections are added, nothing is overwritten. */
    static final String SHARED = "shared";

    static final String VERSION = "version";
    static final String AMENDMENTS = "amendments";
    static final String VISIT_ON = "visitOn";

    /** Whether the visit as a whole has become a fact. */
    static final String VISIT_RECORDED = "visitRecorded";

    private JointInspection() {}
}
