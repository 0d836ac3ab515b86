package gridwork.cases.joint;

import java.util.Set;

/** The process of one department's part: its ids as the XML has them, what it asks of its case, and what the case keeps. */
final class DepartmentCheck {
    static final String PROCESS = "department-check";

    static final String CHECK = "user_check_part";
    static final String SIGN = "user_sign_part";
    static final String AMEND = "user_amend_record";
    static final String CHASE = "user_chase_part";
    static final String UNSTAFFED = "user_unstaffed";
    static final Set<String> IDS = Set.of(
            "start_part",
            "gate_staffed",
            "flow_staffed",
            "flow_unstaffed",
            "sub_sign",
            "start_sign",
            CHECK,
            SIGN,
            "gate_signed",
            "flow_signed",
            "flow_own_wrong",
            "flow_shared_wrong",
            AMEND,
            "end_signed",
            "event_missing",
            "task_call_for",
            CHASE,
            "end_chased",
            "task_record_part",
            "gate_problems",
            "flow_problems",
            "flow_clean",
            "call_rectify",
            "task_close_part",
            "end_part_closed",
            UNSTAFFED,
            "gate_goes_on",
            "flow_goes_on",
            "flow_left_out",
            "task_leave_out",
            "end_left_out");

    /** Its clock: until it is signed, by the end of the day of the visit. */
    static final String CHECK_BY = "check";

    /** What is done by then; whoever chases what is late is not late with it. */
    static final String IN_TIME = String.join(" ", CHECK, SIGN, AMEND, UNSTAFFED);

    static final String DEPARTMENT_INSPECTORS = "departmentInspectors";
    static final String RESPONSIBLE = "responsible";
    static final String STAFFED = "staffed";
    static final String LEFT_OUT = "leftOut";
    static final String SIGNED = "signed";
    static final String SHARED_WRONG = "sharedWrong";
    static final String CHASERS = "chasers";
    static final Set<String> VALUES = Set.of(
            DEPARTMENT_INSPECTORS,
            JointInspection.LEAD_INSPECTORS,
            RESPONSIBLE,
            STAFFED,
            LEFT_OUT,
            SIGNED,
            SHARED_WRONG,
            CHASERS,
            "office",
            "clean",
            "rectifications");

    /** Whose part it is: the id of the department's area. */
    static final String DEPARTMENT = "department";

    /** The items with their version, as they were when the department was told. */
    static final String CHECKLIST = "checklist";

    static final String RECORD = "record";
    static final String RECORDED_AT = "recordedAt";
    static final String FACTS_RECORDED = "factsRecorded";
    static final String CONCLUSION = "conclusion";

    /** What came of the last look at the record: {@link #SIGNED}, own-wrong or shared-wrong. */
    static final String OUTCOME = "outcome";

    static final String OUTCOME_SIGNED = "signed";
    static final String OUTCOME_SHARED_WRONG = "shared-wrong";

    /** Who signed it, when, and the hash: from then on the part stays as it is. */
    static final String SIGNATURE = "signature";

    static final String MISSING_SINCE = "missingSince";

    private DepartmentCheck() {}
}
