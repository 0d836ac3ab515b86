package gridwork.evidence;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as it arrived.
 *
 * @param sha256 of the bytes as they arrived, lower-case hex
 * @param about what it belongs to, e.g. {@code case/123}
 */
public record Evidence(
        EvidenceId id,
        String about,
        String name,
        String mediaType,
        long size,
        String sha256,
        @Nullable Instant takenAt,
        Instant receivedAt,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        String by) {}
