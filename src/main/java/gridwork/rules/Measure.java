package gridwork.rules;

import gridwork.rules.RuleSetFile.Bound;
import gridwork.rules.RuleSetFile.Line;
import gridwork.rules.RuleSetFile.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A measure (指标): one scalar from the facts of a kind within the window (asOf − w, asOf]. Counting nothing is 0; the
 * latest of nothing is missing.
 *
 * @param ages the ages in days, from 1, from which the table that reads them may say something else
 */
record Measure(Line line, NavigableSet<Integer> ages) {
    Measure(Line line) {
        this(line, Collections.emptyNavigableSet());
    }

    /** What the tables say of a category. */
    interface Weigh {
        /** The level of severity of a fact's category; null = the table does not place it. */
        @Nullable
        String severity(FactSeen fact);

        /**
         * Null = the table does not place it.
         *
         * @param age in days, or any other of the same band
         */
        @Nullable
        BigDecimal points(RuleSetFile.Points points, FactSeen fact, int age);

        /** What counts as the same words. */
        default Spelling spelling() {
            return Spelling.PLAIN;
        }

        /** The category of the fact that the question is about; null = none. */
        default @Nullable String category() {
            return null;
        }
    }

    /**
     * @param value null = missing
     * @param counted the facts it rests on
     * @param weighed the facts whose category was looked at, counted or not
     * @param unplaced categories that the tables do not place
     * @param points of a score: what each counted fact is worth, before any cap
     * @param said a word or a truth value in place of a number
     * @param changes of a change: what became of what
     */
    record Reading(
            @Nullable BigDecimal value,
            List<FactSeen> counted,
            List<FactSeen> weighed,
            List<String> unplaced,
            Map<Long, BigDecimal> points,
            @Nullable Object said,
            List<Change> changes) {
        Reading(@Nullable BigDecimal value, List<FactSeen> counted, List<FactSeen> weighed, List<String> unplaced) {
            this(value, counted, weighed, unplaced, Map.of());
        }

        Reading(
                @Nullable BigDecimal value,
                List<FactSeen> counted,
                List<FactSeen> weighed,
                List<String> unplaced,
                Map<Long, BigDecimal> points) {
            this(value, counted, weighed, unplaced, points, null, List.of());
        }

        /** What the tables see; null = missing. */
        @Nullable
        Object scalar() {
            return said == null ? value : said;
        }
    }

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
        LocalDate compared = line.measure() == RuleSetFile.Kind.CHANGED ? LocalDate.MIN : after;
        var counted = new ArrayList<FactSeen>();
        for (FactSeen fact : facts) {
            if (within(fact, compared, asOf) && selects(line.of(), fact, parameters, weigh, weighed, unplaced)) {
                counted.add(fact);
            }
        }
        return switch (line.measure()) {
            case COUNT -> new Reading(BigDecimal.valueOf(counted.size()), counted, weighed, unplaced);
            case SUM ->
                line.months() == null
                        ? new Reading(sum(counted), counted, weighed, unplaced)
                        : Months.of(line, asOf, parameters).sum(counted, this::amount);
            case CHANGED -> Changes.read(line.name(), property(), counted, after, weigh.spelling());
            case SCORE -> score(asOf, counted, parameters, weigh, weighed, unplaced);
            case LATEST -> nth(counted, 0, weighed, unplaced);
            case PREVIOUS -> nth(counted, 1, weighed, unplaced);
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

    private String property() {
        return Objects.requireNonNull(line.property());
    }

    /** The amount, or the number that a property holds. */
    private @Nullable BigDecimal amount(FactSeen fact) {
        if (line.property() == null) {
            return fact.amount();
        }
        return Changes.said(fact, line.property()) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private BigDecimal sum(List<FactSeen> counted) {
        return counted.stream().map(this::amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Reading score(
            LocalDate asOf,
            List<FactSeen> counted,
            Parameters parameters,
            Weigh weigh,
            List<FactSeen> weighed,
            List<String> unplaced) {
        var points = Objects.requireNonNull(line.points());
        var worth = new LinkedHashMap<Long, BigDecimal>();
        var months = new HashMap<YearMonth, BigDecimal>();
        for (FactSeen fact : counted) {
            BigDecimal each = weigh.points(points, fact, band(fact, asOf));
            weighed.add(fact);
            if (each == null) {
                unplaced.add(points.decision() + " " + fact.category());
            } else {
                worth.put(fact.id(), each);
                months.merge(YearMonth.from(fact.occurredOn()), each, BigDecimal::add);
            }
        }
        BigDecimal total = BigDecimal.ZERO;
        for (BigDecimal month : months.values()) {
            total = total.add(capped(month, points.monthCap(), parameters));
        }
        return new Reading(capped(total, points.cap(), parameters), counted, weighed, unplaced, worth);
    }

    private static BigDecimal capped(BigDecimal points, @Nullable String cap, Parameters parameters) {
        return cap == null ? points : points.min(parameters.number(cap));
    }

    /** The first age of the band in which a fact's age lies: the table says the same of all of them. */
    private int band(FactSeen fact, LocalDate asOf) {
        Integer from = ages.floor((int) ChronoUnit.DAYS.between(fact.occurredOn(), asOf));
        return from == null ? 0 : from;
    }

    /** A number, or what a property says in the words of the tables. */
    private Reading nth(List<FactSeen> counted, int n, List<FactSeen> weighed, List<String> unplaced) {
        if (line.property() == null) {
            return nth(counted, n, FactSeen::amount, weighed, unplaced);
        }
        List<FactSeen> saying = counted.stream()
                .filter(each -> Changes.said(each, property()) != null)
                .toList();
        Reading number = nth(saying, n, this::amount, weighed, unplaced);
        if (number.value() != null || number.counted().isEmpty()) {
            return number;
        }
        Object said = Objects.requireNonNull(Changes.said(number.counted().get(0), property()));
        Object word = line.values() == null ? said : line.values().get(String.valueOf(said));
        if (word == null) {
            unplaced.add(line.name() + " " + said);
        }
        return new Reading(
                null,
                n == 0 ? unchanged(saying, said) : number.counted(),
                weighed,
                unplaced,
                Map.of(),
                word instanceof Boolean ? word : text(word),
                List.of());
    }

    /** The newest fact, and the one since which all say the same. */
    private List<FactSeen> unchanged(List<FactSeen> saying, Object said) {
        List<FactSeen> newestFirst = saying.stream()
                .sorted(Comparator.comparing(FactSeen::occurredOn)
                        .thenComparing(FactSeen::id)
                        .reversed())
                .takeWhile(each -> said.equals(Changes.said(each, property())))
                .toList();
        return newestFirst.size() == 1
                ? newestFirst
                : List.of(newestFirst.get(newestFirst.size() - 1), newestFirst.get(0));
    }

    private static @Nullable String text(@Nullable Object word) {
        return word == null ? null : Spelling.shown(word);
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
        if (Boolean.TRUE.equals(selection.sameCategory())
                && !String.valueOf(fact.category()).equals(weigh.category())) {
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

    static boolean selects(Selection selection, FactSeen fact, Parameters parameters, Weigh weigh) {
        return selects(selection, fact, parameters, weigh, new ArrayList<>(), new ArrayList<>());
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

    /** What another day's reading is compared with: of a count of days the band it lies in, where the bands are known. */
    @Nullable
    Object compared(Reading reading) {
        if (line.measure() != RuleSetFile.Kind.DAYS_SINCE || ages.isEmpty() || reading.value() == null) {
            return reading.scalar();
        }
        Integer from = ages.floor(reading.value().intValue());
        return from == null ? 0 : from;
    }

    /** Adds the days after {@code asOf} on which time alone may change it. */
    void turns(LocalDate asOf, List<FactSeen> facts, Parameters parameters, SortedSet<LocalDate> days) {
        if (line.measure() == RuleSetFile.Kind.DAYS_SINCE && ages.isEmpty()) {
            days.add(asOf.plusDays(1));
        }
        if (line.months() != null) {
            days.add(Months.turn(line, asOf, parameters));
        }
        int window = line.window() == null ? Integer.MAX_VALUE : parameters.days(line.window());
        String anchored = line.since() == null ? "" : line.since().kind();
        for (FactSeen fact : facts) {
            boolean counts = fact.kind().equals(line.of().kind());
            if (window < Integer.MAX_VALUE && (counts || fact.kind().equals(anchored))) {
                later(fact.occurredOn().plusDays(window), asOf, days);
            }
            if (counts && line.months() != null) {
                // a sum that is missing stays so until a month with a report is the last, and may end with it
                YearMonth month = YearMonth.from(fact.occurredOn());
                later(Months.enters(line, month, parameters), asOf, days);
                later(Months.enters(line, month.plusMonths(1), parameters), asOf, days);
            }
            if (counts) {
                ages.headSet(window).forEach(age -> later(fact.occurredOn().plusDays(age), asOf, days));
            }
        }
    }

    private static void later(LocalDate day, LocalDate asOf, SortedSet<LocalDate> days) {
        if (day.isAfter(asOf)) {
            days.add(day);
        }
    }
}
