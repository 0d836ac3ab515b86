package gridwork.facts;

import java.util.function.Function;

/** What became of a fact that somebody wanted to record. */
public sealed interface Recorded {
    record Stored(FactId id) implements Recorded {}

    /**
     * The same identity and content is there already.
     *
     * @param outdated it equals a version that was corrected since: a source that went back, or a late copy
     */
    record Known(FactId earlier, boolean outdated) implements Recorded {}

    /** The same identity with other content: the new fact voids the earlier. */
    record Corrected(FactId id, FactId earlier) implements Recorded {}

    /** @param code names a sentence {@code refused.<code>}; {@code field} is the offending part, {@code value} what it held */
    record Refused(String code, String field, String value) implements Recorded {}

    default <T> T fold(
            Function<Stored, T> stored,
            Function<Known, T> known,
            Function<Corrected, T> corrected,
            Function<Refused, T> refused) {
        if (this instanceof Stored it) {
            return stored.apply(it);
        }
        if (this instanceof Known it) {
            return known.apply(it);
        }
        if (this instanceof Corrected it) {
            return corrected.apply(it);
        }
        return refused.apply((Refused) this);
    }
}
