package gridwork.cases.application;

/** What the case of an application and its parts keep, and the names that their processes use. */
final class Approval {
    static final String PART_PROCESS = "department-decision";
    static final String DECIDE = "user_decide_part";
    /** Clocks, by the limits of the catalogue. */
    static final String DECIDE_BY = "decide";

    static final String MEND_BY = "mend";
    /** The message that a mended application is there again. */
    static final String RESUBMITTED = "resubmitted";

    /** What was sent: {@code {id, version, sentAt, fields, documents}}. */
    static final String APPLICATION = "application";

    static final String VERSION = "version";
    static final String FIELDS = "fields";
    static final String DOCUMENTS = "documents";
    /** Whether the applicant has to mend it now. */
    static final String RETURNED = "returned";

    static final String MEND_UNTIL = "mendUntil";
    /** How it ended: {@link #GRANTED}, {@link #REFUSED}. */
    static final String ENDED = "ended";

    static final String GRANTED = "granted";
    static final String REFUSED = "refused";
    static final String WITHDRAWN = "withdrawn";
    static final String REVOKED = "revoked";

    /** A department's decision, in its part. */
    static final String DECISION = "decision";

    static final String OUTCOME = "outcome";
    static final String AGREE = "agree";
    static final String REASON = "reason";
    static final String CONDITIONS = "conditions";
    static final String MEND = "mend";
    static final String ROUND = "round";

    private Approval() {}
}
