package gridwork.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule set that is asked about a subject as soon as another one's result for it changes.
 *
 * @param ruleSet the other one
 * @param becomes its results that matter
 * @param given what is told of the occasion, by id; the rest comes from where it always does
 */
public record AskedWhen(String ruleSet, List<String> becomes, Map<String, Object> given) {
    public AskedWhen {
        given = given == null ? Map.of() : Map.copyOf(given);
    }

    /** Whether this change is one; {@code previous} null = the first result. */
    public boolean asks(@Nullable String previous, String result) {
        return becomes.contains(result) && !result.equals(previous);
    }
}
