package gridwork.cases.own;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a code that was handed over; never the code itself.
 *
 * @param expiresOn the last day on which it opens anything
 * @param ended {@code renewed}, {@code revoked}; null = nobody ended it
 * @param reason why it was revoked
 */
public record OwnCode(
        long id,
        Instant issuedAt,
        String issuedBy,
        LocalDate expiresOn,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String ended,
        @Nullable String reason) {
    /** {@code good}, {@code renewed}, {@code revoked} or {@code expired}. */
    public String state(LocalDate today) {
        return ended != null ? ended : expiresOn.isBefore(today) ? "expired" : "good";
    }
}
