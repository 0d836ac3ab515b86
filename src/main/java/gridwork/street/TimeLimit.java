package gridwork.street;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long something may take in a matter (时限).
 *
 * @param clock what must happen in time: an id of {@code street/clocks.yaml}, e.g. {@code arrive}, {@code finish}
 * @param counting a working day is one {@link Unit#DAY} that is counted in working time
 */
public record TimeLimit(String clock, int amount, Unit unit, Counting counting) {
    public TimeLimit {
        if (amount < 1) {
            throw new IllegalArgumentException("no time limit: " + amount);
        }
    }

    public enum Unit {
        @JsonProperty("minute")
        MINUTE,
        @JsonProperty("hour")
        HOUR,
        @JsonProperty("day")
        DAY
    }

    public enum Counting {
        /** Nights, weekends and holidays count. */
        @JsonProperty("running")
        RUNNING,
        /** Only the office's hours and working days count. */
        @JsonProperty("working")
        WORKING
    }
}
