package gridwork.policy.backtest;

import gridwork.policy.backtest.Backtested.Differing;
import gridwork.policy.backtest.Backtested.Effect;
import gridwork.policy.backtest.Backtested.Flow;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds up; grows with the number of results, months and weeks, never with that of subjects. */
final class Tally {
    private static final Comparator<Differing> FEWEST_FIRST =
            Comparator.comparingLong(Differing::days).thenComparing(Differing::subject, Comparator.reverseOrder());

    private final Map<String, OfRuleSet> standing = new LinkedHashMap<>();
    private final Map<String, OfAnswers> answers = new LinkedHashMap<>();
    private final Map<List<String>, double[]> checks = new TreeMap<>(Tally::inOrder);
    private final Map<List<String>, long[]> cases = new TreeMap<>(Tally::inOrder);
    private final Map<List<String>, long[]> warnings = new TreeMap<>(Tally::inOrder);

    /** Which of two sides. */
    enum Side {
        OLD,
        NOW
    }

    private static int inOrder(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** {@code 2025-W10}, ISO 8601. */
    static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    static final class OfRuleSet {
        private long subjects;
        private long differing;
        private long days;
        private final Map<List<String>, long[]> atEnd = new TreeMap<>(Tally::inOrder);
        private final Map<LocalDate, Map<List<String>, long[]>> months = new TreeMap<>();
        private final Map<String, long[]> items = new TreeMap<>();
        private final PriorityQueue<Differing> most = new PriorityQueue<>(FEWEST_FIRST);

        void subject(boolean differs) {
            subjects++;
            differing += differs ? 1 : 0;
        }

        void days(long more) {
            days += more;
        }

        void atEnd(String old, String now) {
            count(atEnd, List.of(old, now), 0, 1);
        }

        void month(LocalDate day, String old, String now) {
            count(months.computeIfAbsent(day, on -> new TreeMap<>(Tally::inOrder)), List.of(old, now), 0, 1);
        }

        void item(String item, boolean old, boolean now) {
            long[] four = items.computeIfAbsent(item, each -> new long[4]);
            four[0] += old ? 1 : 0;
            four[1] += now ? 1 : 0;
            four[2] += now && !old ? 1 : 0;
            four[3] += old && !now ? 1 : 0;
        }

        void differing(Differing one) {
            most.add(one);
            if (most.size() > Effect.MOST) {
                most.poll();
            }
        }

        private Effect effect(String ruleSet) {
            List<Backtested.Month> byMonth = new ArrayList<>();
            months.forEach((day, flows) ->
                    byMonth.add(new Backtested.Month(YearMonth.from(day).toString(), day, flows(flows))));
            List<Backtested.ItemEffect> byItem = new ArrayList<>();
            items.forEach((item, n) -> byItem.add(new Backtested.ItemEffect(item, n[0], n[1], n[2], n[3])));
            return new Effect(
                    ruleSet,
                    subjects,
                    differing,
                    days,
                    flows(atEnd),
                    byMonth,
                    byItem,
                    most.stream().sorted(FEWEST_FIRST.reversed()).toList());
        }
    }

    static final class OfAnswers {
        private long asked;
        private long differing;
        private final long[] occasions = new long[2];
        private final Map<List<String>, long[]> flows = new TreeMap<>(Tally::inOrder);

        void answer(String old, String now, boolean differs) {
            asked++;
            differing += differs ? 1 : 0;
            count(flows, List.of(old, now), 0, 1);
        }

        void occasion(Side side) {
            occasions[side.ordinal()]++;
        }
    }

    OfRuleSet standing(String ruleSet) {
        return standing.computeIfAbsent(ruleSet, id -> new OfRuleSet());
    }

    OfAnswers answers(String ruleSet) {
        return answers.computeIfAbsent(ruleSet, id -> new OfAnswers());
    }

    void checks(String matter, String department, Side side, double more) {
        checks.computeIfAbsent(List.of(matter, department), each -> new double[2])[side.ordinal()] += more;
    }

    void caseAsked(String matter, LocalDate day, Side side) {
        count(cases, List.of(matter, week(day)), side.ordinal(), 2);
    }

    void warned(String ruleSet, String item, LocalDate day, Side side) {
        count(warnings, List.of(ruleSet, item, week(day)), side.ordinal(), 2);
    }

    private static void count(Map<List<String>, long[]> counts, List<String> what, int at, int sides) {
        counts.computeIfAbsent(what, each -> new long[sides])[at]++;
    }

    private static List<Flow> flows(Map<List<String>, long[]> counts) {
        List<Flow> flows = new ArrayList<>();
        counts.forEach((results, number) -> flows.add(new Flow(results.get(0), results.get(1), number[0])));
        return flows;
    }

    List<Effect> effects() {
        List<Effect> all = new ArrayList<>();
        standing.forEach((ruleSet, each) -> all.add(each.effect(ruleSet)));
        return all;
    }

    List<Backtested.Answers> answers() {
        List<Backtested.Answers> all = new ArrayList<>();
        answers.forEach((ruleSet, each) -> all.add(new Backtested.Answers(
                ruleSet,
                each.asked,
                each.differing,
                flows(each.flows),
                each.occasions[Side.OLD.ordinal()],
                each.occasions[Side.NOW.ordinal()])));
        return all;
    }

    List<Backtested.Checks> checks() {
        List<Backtested.Checks> all = new ArrayList<>();
        checks.forEach((key, n) -> all.add(new Backtested.Checks(key.get(0), key.get(1), tenths(n[0]), tenths(n[1]))));
        return all;
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }

    List<Backtested.CasesAsked> cases(Function<String, String> leadOf) {
        List<Backtested.CasesAsked> all = new ArrayList<>();
        cases.forEach((key, n) ->
                all.add(new Backtested.CasesAsked(key.get(0), leadOf.apply(key.get(0)), key.get(1), n[0], n[1])));
        return all;
    }

    List<Backtested.Warned> warnings() {
        List<Backtested.Warned> all = new ArrayList<>();
        warnings.forEach((key, n) -> all.add(new Backtested.Warned(key.get(0), key.get(1), key.get(2), n[0], n[1])));
        return all;
    }
}
