package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A fact as the measures see it. */
public record FactSeen(
        long id,
        String kind,
        @Nullable String category,
        LocalDate occurredOn,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal confidence) {}
