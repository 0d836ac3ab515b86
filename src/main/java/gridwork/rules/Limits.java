package gridwork.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the patterns on a day: whatever a pattern compares with stands in the table. Public for the compiled
 * rules. What nobody measured is neither above a limit nor near anything.
 *
 * @param units by parameter: 秒, 分钟, 小时 or 天 for times, 米 for distances, anything else for a number
 * @param rows the rows of the table that said so
 */
public record Limits(Map<String, BigDecimal> numbers, Map<String, String> units, List<String> rows) {
    static final Map<String, Duration> TIMES = Map.of(
            "秒", Duration.ofSeconds(1),
            "分钟", Duration.ofMinutes(1),
            "小时", Duration.ofHours(1),
            "天", Duration.ofDays(1));
    static final String METRES = "米";

    BigDecimal number(String name) {
        BigDecimal number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("there is no parameter " + name);
        }
        return number;
    }

    Duration time(String name) {
        Duration unit = TIMES.get(String.valueOf(units.get(name)));
        if (unit == null) {
            throw new IllegalStateException("the parameter " + name + " is no time");
        }
        return Duration.ofMillis(
                number(name).multiply(BigDecimal.valueOf(unit.toMillis())).longValue());
    }

    /** Strictly. */
    public boolean above(@Nullable BigDecimal amount, String limit) {
        return amount != null && amount.compareTo(number(limit)) > 0;
    }

    /** A source that gives no confidence is not doubted. */
    public boolean sure(Observed seen, String least) {
        return seen.confidence() == null || seen.confidence().compareTo(number(least)) >= 0;
    }

    public boolean near(Observed one, Observed other, String metres) {
        return one.place() != null && other.place() != null && within(one.place(), other.place(), metres);
    }

    /** Whether both places are known and too far from one another. */
    public boolean apart(Observed one, Observed other, String metres) {
        return one.place() != null && other.place() != null && !within(one.place(), other.place(), metres);
    }

    /** Whether one of the points that a fact lists lies near where another happened. */
    public boolean lists(Observed listing, String property, Observed other, String metres) {
        Place there = other.place();
        return there != null && listing.places(property).stream().anyMatch(each -> within(each, there, metres));
    }

    private boolean within(Place one, Place other, String metres) {
        return one.metresTo(other) <= number(metres).doubleValue();
    }

    /** At the same moment, but for a limit and the error of the clocks. */
    public boolean together(Observed one, Observed other, String limit, String skew) {
        return Duration.between(one.at(), other.at())
                        .abs()
                        .compareTo(time(limit).plus(time(skew)))
                <= 0;
    }

    /** The later follows the earlier within a limit; the clocks may differ. */
    public boolean follows(Observed later, Observed earlier, String limit, String skew) {
        Duration passed = Duration.between(earlier.at(), later.at());
        Duration error = time(skew);
        return passed.compareTo(error.negated()) >= 0
                && passed.compareTo(time(limit).plus(error)) <= 0;
    }

    /** The later follows the earlier by one clock. */
    public boolean follows(Observed later, Observed earlier, String limit) {
        return earlier.earlierThan(later)
                && Duration.between(earlier.at(), later.at()).compareTo(time(limit)) <= 0;
    }

    /**
     * Whether a permit or filing counts for another fact: from the day on which it was given, on the days that it names
     * ({@code validFrom} and {@code validUntil}, both included), and no longer than a limit.
     */
    public boolean holds(Observed permit, Observed other, String lasts) {
        return permit.validFor(other)
                && !permit.on().isAfter(other.on())
                && Duration.between(permit.at(), other.at()).compareTo(time(lasts)) <= 0;
    }

    /** The amount went down by at least a limit. */
    public boolean dropped(Observed from, Observed to, String least) {
        return from.amount() != null
                && to.amount() != null
                && from.amount().subtract(to.amount()).compareTo(number(least)) >= 0;
    }

    /** The amount is higher by more than a limit. */
    public boolean higher(Observed one, Observed than, String by) {
        return one.amount() != null
                && than.amount() != null
                && one.amount().subtract(than.amount()).compareTo(number(by)) > 0;
    }
}
