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
 * @param reason given for closing and reopening
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
        REOPENED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param field as {@link SubjectDetails} names it, {@code closedOn} or {@code reopenedOn} */
    public record Part(
            String field, @Nullable String from, @Nullable String to) {}
}
