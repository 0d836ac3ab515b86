package gridwork.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts were recorded in the running transaction.
 *
 * @param kinds per subject the kinds of fact that are new
 * @param touched each fact that is new, and each that lost its place to one of them
 * @param history true for an import of the past: decisions follow in one bulk run, no cases open
 */
public record FactsRecorded(Map<SubjectId, Set<String>> kinds, List<Touched> touched, boolean history) {
    /**
     * @param latitude where it happened: what the fact says, else where its subject stands; null = nobody knows, or not any
     *     more
     * @param valid false = it was corrected or voided just now
     */
    public record Touched(
            FactId id,
            SubjectId subject,
            String kind,
            Instant occurredAt,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            boolean valid) {
        public Touched {
            if ((latitude == null) != (longitude == null)) {
                latitude = null;
                longitude = null;
            }
        }
    }

    public FactsRecorded(Map<SubjectId, Set<String>> kinds, boolean history) {
        this(kinds, List.of(), history);
    }
}
