package gridwork.rules;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How old the facts are that a decision rests on, and what the policy says of it (数据保鲜).
 *
 * @param level one of {@link #USE}, {@link #LABEL} and {@link #WITHHOLD}
 * @param any true = one kind of fact that is new enough is enough, false = every kind must be
 * @param newest of each kind the newest fact, or that there is none
 * @param showing ids of the facts that bring nothing else to the result than that somebody looked
 */
public record Freshness(String level, boolean any, List<Newest> newest, List<Long> showing) {
    public static final String USE = "use";
    /** Decided, and labelled as resting on old facts. */
    public static final String LABEL = "label";
    /** Not decided: the result is {@link RuleSet#UNKNOWN} until newer facts come. */
    public static final String WITHHOLD = "withhold";

    /**
     * @param source whose fact it is; empty where there is none
     * @param on the day of the fact; null = none for as long as any row of the policy looks back
     */
    public record Newest(
            String kind, String source, @Nullable LocalDate on, String level) {}

    Freshness showing(List<Long> these) {
        return new Freshness(level, any, newest, these);
    }

    public boolean labelled() {
        return level.equals(LABEL);
    }

    public boolean withheld() {
        return level.equals(WITHHOLD);
    }

    /** What would have to come. */
    public List<Newest> wanted() {
        return newest.stream().filter(each -> !each.level().equals(USE)).toList();
    }
}
