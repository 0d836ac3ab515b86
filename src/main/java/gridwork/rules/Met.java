package gridwork.rules;

/** Whether a condition holds (满足、不满足、未知). */
public enum Met {
    MET("met"),
    NOT_MET("not-met"),
    UNKNOWN("unknown");

    private final String id;

    Met(String id) {
        this.id = id;
    }

    /** What programs read and what message keys end with. */
    public String id() {
        return id;
    }

    /** Both: what is not met stays so, whatever is unknown beside it. */
    Met and(Met other) {
        return this == NOT_MET || other == NOT_MET ? NOT_MET : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : MET;
    }

    /** Either: what is met stays so, whatever is unknown beside it. */
    Met or(Met other) {
        return this == MET || other == MET ? MET : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NOT_MET;
    }
}
