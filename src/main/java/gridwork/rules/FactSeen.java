package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the measures see it.
 *
 * @param source who says so; empty where nobody asks
 * @param payload what else the kind's schema allows, JSON values
 */
public record FactSeen(
        long id,
        String kind,
        @Nullable String category,
        LocalDate occurredOn,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal confidence,
        String source,
        Map<String, Object> payload) {
    public FactSeen(
            long id,
            String kind,
            @Nullable String category,
            LocalDate occurredOn,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confidence) {
        this(id, kind, category, occurredOn, amount, confidence, "", Map.of());
    }
}
