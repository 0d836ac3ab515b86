package gridwork.facts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of a register's entry (台账变更), as it is kept for ever.
 *
 * @param version the entry's from this change on
 * @param by officer or program; null where nobody kept it
 * @param reason given for closing, reopening, merging and parting
 * @param knownFrom since when the office knew: {@code recordedAt}, except in imports of history
 * @param parts what it changed
 */
public record RegisterChange(
        int version,
        Act act,
        Instant recordedAt,
        @Nullable String by,
        @Nullable String reason,
        Instant knownFrom,
        List<Part> parts) {
    public enum Act {
        REGISTERED,
        EDITED,
        CLOSED,
        REOPENED,
        /** Found to be the same as another. */
        MERGED,
        /** Found not to be the same after all. */
        PARTED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param field as {@link SubjectDetails} names it, {@code closedOn}, {@code reopenedOn} or {@code mergedInto} */
    public record Part(
            String field, @Nullable String from, @Nullable String to) {}
}
