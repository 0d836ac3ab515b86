package gridwork.rules;

import gridwork.rules.RuleSetFile.Bound;
import gridwork.rules.RuleSetFile.Line;
import gridwork.rules.RuleSetFile.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A measure (指标): one scalar from the facts of a kind within the window (asOf − w, asOf]. Counting nothing is 0; the
 * latest of nothing is missing.
 */
record Measure(Line line) {
    /** What the tables say of a category. */
    interface Weigh {
        /** The level of severity of a fact's category; null = the table does not place it. */
        @Nullable
        String severity(FactSeen fact);

        /** Null = the table does not place it. */
        @Nullable
        BigDecimal points(RuleSetFile.Points points, FactSeen fact);
    }

    /**
     * @param value null = missing
     * @param counted the facts it rests on
     * @param weighed the facts whose category was looked at, counted or not
     * @param unplaced categories that the tables do not place
     */
    record Reading(@Nullable BigDecimal value, List<FactSeen> counted, List<FactSeen> weighed, List<String> unplaced) {}

    Reading read(LocalDate asOf, List<FactSeen> facts, Parameters parameters, Weigh weigh) {
        var weighed = new ArrayList<FactSeen>();
        var unplaced = new ArrayList<String>();
        if (line.when() != null && parameters.number(line.when()).signum() <= 0) {
            return new Reading(BigDecimal.ZERO, List.of(), List.of(), List.of());
        }
        LocalDate after = line.window() == null ? LocalDate.MIN : asOf.minusDays(parameters.days(line.window()));
        Selection since = line.since();
        if (since != null) {
            LocalDate anchor = after;
            for (FactSeen fact : facts) {
                if (within(fact, after, asOf)
                        && selects(since, fact, parameters, weigh, weighed, unplaced)
                        && fact.occurredOn().isAfter(anchor)) {
                    anchor = fact.occurredOn();
                }
            }
            after = anchor;
        }
        var counted = new ArrayList<FactSeen>();
        for (FactSeen fact : facts) {
            if (within(fact, after, asOf) && selects(line.of(), fact, parameters, weigh, weighed, unplaced)) {
                counted.add(fact);
            }
        }
        return switch (line.measure()) {
            case COUNT -> new Reading(BigDecimal.valueOf(counted.size()), counted, weighed, unplaced);
            case SUM -> new Reading(sum(counted), counted, weighed, unplaced);
            case SCORE -> score(counted, parameters, weigh, weighed, unplaced);
            case LATEST -> nth(counted, 0, FactSeen::amount, weighed, unplaced);
            case PREVIOUS -> nth(counted, 1, FactSeen::amount, weighed, unplaced);
            case DAYS_SINCE ->
                nth(
                        counted,
                        0,
                        fact -> BigDecimal.valueOf(ChronoUnit.DAYS.between(fact.occurredOn(), asOf)),
                        weighed,
                        unplaced);
        };
    }

    private static boolean within(FactSeen fact, LocalDate after, LocalDate asOf) {
        return fact.occurredOn().isAfter(after) && !fact.occurredOn().isAfter(asOf);
    }

    private static BigDecimal sum(List<FactSeen> counted) {
        return counted.stream().map(FactSeen::amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Reading score(
            List<FactSeen> counted, Parameters parameters, Weigh weigh, List<FactSeen> weighed, List<String> unplaced) {
        var points = Objects.requireNonNull(line.points());
        BigDecimal total = BigDecimal.ZERO;
        for (FactSeen fact : counted) {
            BigDecimal each = weigh.points(points, fact);
            weighed.add(fact);
            if (each == null) {
                unplaced.add(points.input() + " " + fact.category());
            } else {
                total = total.add(each);
            }
        }
        BigDecimal capped = points.cap() == null ? total : total.min(parameters.number(points.cap()));
        return new Reading(capped, counted, weighed, unplaced);
    }

    private interface Amount {
        @Nullable
        BigDecimal of(FactSeen fact);
    }

    private Reading nth(List<FactSeen> counted, int n, Amount amount, List<FactSeen> weighed, List<String> unplaced) {
        List<FactSeen> newestFirst = counted.stream()
                .sorted(Comparator.comparing(FactSeen::occurredOn)
                        .thenComparing(FactSeen::id)
                        .reversed())
                .toList();
        if (newestFirst.size() <= n) {
            return new Reading(line.absent(), List.of(), weighed, unplaced);
        }
        FactSeen fact = newestFirst.get(n);
        return new Reading(amount.of(fact), List.of(fact), weighed, unplaced);
    }

    private static boolean selects(
            Selection selection,
            FactSeen fact,
            Parameters parameters,
            Weigh weigh,
            List<FactSeen> weighed,
            List<String> unplaced) {
        if (!fact.kind().equals(selection.kind())) {
            return false;
        }
        if (selection.category() != null && !selection.category().contains(String.valueOf(fact.category()))) {
            return false;
        }
        if (!holds(selection.amount(), fact.amount(), parameters)) {
            return false;
        }
        // what nobody doubted is certain
        if (!holds(
                selection.confidence(), fact.confidence() == null ? BigDecimal.ONE : fact.confidence(), parameters)) {
            return false;
        }
        if (selection.severity() == null) {
            return true;
        }
        weighed.add(fact);
        String severity = weigh.severity(fact);
        if (severity == null) {
            unplaced.add(fact.kind() + "/" + fact.category());
            return false;
        }
        return severity.equals(selection.severity());
    }

    private static boolean holds(@Nullable Bound bound, @Nullable BigDecimal number, Parameters parameters) {
        if (bound == null) {
            return true;
        }
        return number != null
                && (bound.equals() == null || number.compareTo(parameters.numberOrNamed(bound.equals())) == 0)
                && (bound.atLeast() == null || number.compareTo(parameters.numberOrNamed(bound.atLeast())) >= 0)
                && (bound.atMost() == null || number.compareTo(parameters.numberOrNamed(bound.atMost())) <= 0);
    }

    /** Adds the days after {@code asOf} on which time alone may change it. */
    void turns(LocalDate asOf, List<FactSeen> facts, Parameters parameters, SortedSet<LocalDate> days) {
        if (line.measure() == RuleSetFile.Kind.DAYS_SINCE) {
            days.add(asOf.plusDays(1));
        }
        if (line.window() == null) {
            return;
        }
        int window = parameters.days(line.window());
        String anchored = line.since() == null ? "" : line.since().kind();
        for (FactSeen fact : facts) {
            if (fact.kind().equals(line.of().kind()) || fact.kind().equals(anchored)) {
                LocalDate leaves = fact.occurredOn().plusDays(window);
                if (leaves.isAfter(asOf)) {
                    days.add(leaves);
                }
            }
        }
    }
}
