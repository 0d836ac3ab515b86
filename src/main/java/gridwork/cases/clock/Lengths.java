package gridwork.cases.clock;

import gridwork.street.Length;
import gridwork.street.TimeLimit;
import java.util.Map;
import java.util.Optional;

/** What rules and the catalogue say about how long something may take. */
public final class Lengths {
    private Lengths() {}

    /**
     * The length in the outputs of a row: {@code length} (a number), {@code unit} ({@code second}, {@code minute},
     * {@code hour}, {@code day} or {@code working-day}) and {@code clock} ({@code running} or {@code working}).
     *
     * @return empty where the rules say no length: nobody guesses one
     */
    public static Optional<Length> of(Map<String, Object> outputs) {
        return outputs.get("length") instanceof Number length
                        && outputs.get("unit") instanceof String unit
                        && outputs.get("clock") instanceof String counting
                ? Optional.of(Length.of(length.intValue(), unit, counting))
                : Optional.empty();
    }

    /** What the catalogue says. */
    public static Length of(TimeLimit limit) {
        return new Length(
                limit.amount(),
                Length.Unit.valueOf(limit.unit().name()),
                Length.Counting.valueOf(limit.counting().name()));
    }
}
