package gridwork.street;

import java.time.Duration;
import java.util.Locale;

/**
 * How long something may take (时限).
 *
 * @param amount 0 or more
 * @param counting days of working time are working days (工作日), hours of it are hours in which the office is open (工作时)
 */
public record Length(int amount, Unit unit, Counting counting) {
    private static final String WORKING_DAY = "working-day";
    /** More than any norm allows, and no more than can be counted day by day in a moment. */
    private static final Duration LONGEST = Duration.ofDays(3_660);

    public enum Unit {
        SECOND(Duration.ofSeconds(1)),
        MINUTE(Duration.ofMinutes(1)),
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1));

        private final Duration one;

        Unit(Duration one) {
            this.one = one;
        }

        /** As data files and rules write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Duration one() {
            return one;
        }
    }

    public enum Counting {
        /** Day and night (自然时间). */
        RUNNING,
        /** While the office is open (工作时间). */
        WORKING;

        /** As data files and rules write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Length {
        if (amount < 0 || unit.one().multipliedBy(amount).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no length: " + amount + " " + unit.id());
        }
    }

    /**
     * @param unit {@code second}, {@code minute}, {@code hour}, {@code day} or {@code working-day}
     * @param counting {@code running} or {@code working}; a working day is of working time whatever it says
     */
    public static Length of(int amount, String unit, String counting) {
        return unit.equals(WORKING_DAY)
                ? new Length(amount, Unit.DAY, Counting.WORKING)
                : new Length(
                        amount,
                        Unit.valueOf(unit.toUpperCase(Locale.ROOT)),
                        Counting.valueOf(counting.toUpperCase(Locale.ROOT)));
    }

    /** Whether it ends with a day, and not after so much time. */
    public boolean ofDays() {
        return unit == Unit.DAY;
    }

    /** The time that it is, where it is not a number of days. */
    public Duration time() {
        if (ofDays()) {
            throw new IllegalStateException("days are counted, not measured");
        }
        return unit.one().multipliedBy(amount);
    }

    public Length times(int amount) {
        return new Length(amount, unit, counting);
    }
}
