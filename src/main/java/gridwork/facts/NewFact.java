package gridwork.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, about to be recorded.
 *
 * @param kind of the fact kinds in {@code facts/kinds.yaml}, e.g. {@code violation}
 * @param category within the kind, e.g. the kind of violation; never a severity
 * @param knownFrom null = nothing says so, see {@link Facts.How}
 * @param source who says so, e.g. {@code boston-violations} or a CloudEvents source
 * @param reference the source's own identity of this fact: the same source and reference is the same fact
 * @param confidence 0 to 1; null where the source gives none
 * @param amount the one number of the fact, in the unit of its kind; null where it has none
 * @param payload what else the kind's schema allows, JSON values
 */
public record NewFact(
        SubjectRef subject,
        String kind,
        @Nullable String category,
        Instant occurredAt,
        @Nullable Instant knownFrom,
        String source,
        String reference,
        @Nullable BigDecimal confidence,
        @Nullable BigDecimal amount,
        Map<String, Object> payload) {}
