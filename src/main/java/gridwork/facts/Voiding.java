package gridwork.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a fact lost its place.
 *
 * @param by the later fact
 * @param correction true when a new version of the same fact took its place, false when it was a mistake altogether
 * @param reason given by the person who voided it
 * @param officer who did; null where the source itself sent a new version
 */
public record Voiding(
        FactId by,
        boolean correction,
        @Nullable String reason,
        @Nullable String officer,
        Instant at) {}
