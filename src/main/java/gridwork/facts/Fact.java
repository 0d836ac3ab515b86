package gridwork.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it is kept.
 *
 * @param subject whom it was told about; of what is read about a subject, that subject, although it was told about one that
 *     is merged into it
 * @param occurredOn the day in the street's zone
 * @param voids the earlier fact that this one corrects or voids
 * @param voidedBy the later fact that took its place, as far as was known
 */
public record Fact(
        FactId id,
        SubjectId subject,
        String kind,
        @Nullable String category,
        Instant occurredAt,
        LocalDate occurredOn,
        Instant recordedAt,
        Instant knownFrom,
        String source,
        String reference,
        @Nullable BigDecimal confidence,
        @Nullable BigDecimal amount,
        Map<String, Object> payload,
        @Nullable FactId voids,
        @Nullable FactId voidedBy) {}
