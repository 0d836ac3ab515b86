package gridwork.cases;

import java.util.Set;

/** The process of an on-site check: its ids as the XML has them, and what it asks of its case. */
final class SiteCheck {
    static final String PROCESS = "site-check";
    static final String MATTER = "site-check";

    static final String RECORD = "user_record";
    static final String SIGN = "user_sign";
    static final Set<String> IDS = Set.of(
            "start_check",
            RECORD,
            SIGN,
            "task_record_facts",
            "gate_violations",
            "flow_violations",
            "flow_clean",
            "call_rectify",
            "task_close_case",
            "end_closed");

    /** A task's own variable: shown in the list of tasks, read by nobody. */
    static final String SUBJECT = "subject";

    /** The one who signs, in each of the parallel signatures. */
    static final String INSPECTOR = "inspector";

    static final String LEAD_INSPECTOR = "leadInspector";
    static final String INSPECTORS = "inspectors";
    /** Asked by checks and inspections that began under an earlier model. */
    static final String DUE_AT = "dueAt";

    static final String CLEAN = "clean";
    static final String RECTIFICATIONS = "rectifications";
    static final Set<String> VALUES = Set.of(LEAD_INSPECTOR, INSPECTORS, CLEAN, RECTIFICATIONS);

    /** Its clock: the time until it must have been made and signed. */
    static final String CHECK_BY = "check";

    /** What the case keeps. */
    static final String CHECK_TYPE = "checkType";

    /** How many inspectors the check needs. */
    static final String PLACES = "places";

    static final String RECORDED = "record";
    static final String RECORDED_AT = "recordedAt";
    static final String FACTS_RECORDED = "factsRecorded";

    /** Which version of the record it is; absent = the first. */
    static final String RECORD_VERSION = "recordVersion";

    /** What an inspector's signature is of: each version of the record is signed for itself, and no earlier one is touched. */
    static String signed(Case of, String inspector) {
        int version = of.details().path(RECORD_VERSION).asInt(1);
        return version == 1 ? inspector : inspector + "/" + version;
    }

    private SiteCheck() {}
}
