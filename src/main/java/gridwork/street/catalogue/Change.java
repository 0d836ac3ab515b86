package gridwork.street.catalogue;

import gridwork.street.Matter;
import java.time.Instant;

/**
 * One entry of the history of a matter.
 *
 * @param version of the whole catalogue: one more with each change
 * @param revision of this matter, from 1
 * @param after what it was from then on
 * @param reason why, in somebody's words; empty where the program or a file said nothing
 */
public record Change(long version, int revision, Matter after, Origin origin, String reason, String by, Instant at) {
    public enum Origin {
        /** The program came with it. */
        PROGRAM,
        /** On its page. */
        PAGE,
        /** By a file. */
        FILE
    }
}
