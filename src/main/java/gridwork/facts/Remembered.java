package gridwork.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact with what the program knew of it and when, whether it counts today or not.
 *
 * @param voiding the fact that took its place; null = none did
 */
public record Remembered(Fact fact, @Nullable Voider voiding) {
    public record Voider(FactId id, Instant knownFrom, Instant recordedAt) {}
}
