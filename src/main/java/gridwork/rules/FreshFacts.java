package gridwork.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Asks one rule set how old the facts of another may be, by kind and source. */
final class FreshFacts {
    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String AGE = "age";

    private final RuleSetFile.Fresh rule;
    private final TabledRuleSet policy;
    private final NavigableSet<Integer> ages;
    private final Map<List<Object>, Evaluation> answers = new ConcurrentHashMap<>();

    FreshFacts(RuleSetFile.Fresh rule, TabledRuleSet policy) {
        this.rule = rule;
        this.policy = policy;
        String age = policy.file().givens().stream()
                .filter(each -> each.id().equals(AGE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(policy.id() + " is not given an " + AGE))
                .name();
        this.ages =
                AgeBands.of(policy.tables().inputCells(policy.file().result().decision(), age));
    }

    /** The newest fact of a selection; {@code fact} null = there is none. */
    private record Newest(String kind, @Nullable FactSeen fact) {}

    /** Of each selection the newest fact of each source. */
    record Found(List<List<Newest>> newest) {}

    /** How far back facts are looked for; empty = for ever. */
    OptionalInt daysBack() {
        return rule.isKnownOnly() ? OptionalInt.empty() : OptionalInt.of(horizon());
    }

    /** Beyond so many days every age is the same. */
    private int horizon() {
        return ages.isEmpty() ? 1 : ages.last();
    }

    Set<String> rowIds() {
        return policy.tables().rows().keySet();
    }

    Set<String> kinds() {
        var kinds = new LinkedHashSet<String>();
        rule.selections().forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    Found find(List<FactSeen> facts, LocalDate asOf, Parameters parameters, Measure.Weigh weigh) {
        List<List<Newest>> found = new ArrayList<>();
        for (RuleSetFile.Selection selection : rule.selections()) {
            Map<String, FactSeen> newest = new HashMap<>();
            for (FactSeen each : facts) {
                if (!each.occurredOn().isAfter(asOf)
                        && (rule.isKnownOnly() || each.occurredOn().isAfter(asOf.minusDays(horizon())))
                        && Measure.selects(selection, each, parameters, weigh)) {
                    newest.merge(each.source(), each, FreshFacts::later);
                }
            }
            if (newest.isEmpty() && rule.isKnownOnly()) {
                continue;
            }
            List<Newest> its = newest.isEmpty()
                    ? List.of(new Newest(selection.kind(), null))
                    : newest.values().stream()
                            .sorted(Comparator.comparing(FactSeen::source))
                            .map(each -> new Newest(selection.kind(), each))
                            .toList();
            found.add(its);
        }
        return new Found(found);
    }

    private static FactSeen later(FactSeen one, FactSeen other) {
        int order = one.occurredOn().compareTo(other.occurredOn());
        return order > 0 || order == 0 && one.id() > other.id() ? one : other;
    }

    /** The days after one day on which some fact enters another band of age. */
    void turns(Found found, LocalDate asOf, SortedSet<LocalDate> days) {
        for (List<Newest> selection : found.newest()) {
            for (Newest each : selection) {
                if (each.fact() != null) {
                    LocalDate on = each.fact().occurredOn();
                    ages.forEach(age -> {
                        if (on.plusDays(age).isAfter(asOf)) {
                            days.add(on.plusDays(age));
                        }
                    });
                }
            }
        }
    }

    String level(Found found, LocalDate day) {
        Comparator<Judged> order = Comparator.comparingInt(Judged::rank);
        var judged = best(found, day).stream();
        return (rule.isAny() ? judged.min(order) : judged.max(order))
                .map(Judged::level)
                .orElse(Freshness.USE);
    }

    /**
     * @param rows the rows that said so
     * @param facts the ids of the facts that it rests on
     */
    record Told(Freshness freshness, List<RowHit> rows, List<Long> facts) {}

    Told tell(Found found, LocalDate day) {
        String level = level(found, day);
        List<Judged> all = best(found, day);
        var rows = new LinkedHashSet<RowHit>();
        var facts = new ArrayList<Long>();
        for (Judged each : all) {
            // of what need not be there only what makes the difference is evidence
            if (!rule.isAny() || each.level().equals(level)) {
                rows.addAll(each.answer.rows());
                if (each.newest.fact() != null) {
                    facts.add(each.newest.fact().id());
                }
            }
        }
        return new Told(
                new Freshness(
                        level, rule.isAny(), all.stream().map(Judged::shown).toList(), List.of()),
                List.copyOf(rows),
                facts);
    }

    private record Judged(Newest newest, Evaluation answer, int rank) {
        String level() {
            return answer.result();
        }

        Freshness.Newest shown() {
            FactSeen fact = newest.fact();
            return new Freshness.Newest(
                    newest.kind(), fact == null ? "" : fact.source(), fact == null ? null : fact.occurredOn(), level());
        }
    }

    /** Of each selection the source that fares best. */
    private List<Judged> best(Found found, LocalDate day) {
        return found.newest().stream()
                .map(selection -> selection.stream()
                        .map(each -> judged(each, day))
                        .min(Comparator.comparingInt(Judged::rank)
                                .thenComparing(each -> each.newest.fact() == null
                                        ? 0
                                        : -each.newest.fact().occurredOn().toEpochDay()))
                        .orElseThrow())
                .toList();
    }

    private Judged judged(Newest newest, LocalDate day) {
        FactSeen fact = newest.fact();
        int age = fact == null ? horizon() : (int) ChronoUnit.DAYS.between(fact.occurredOn(), day);
        int band = Objects.requireNonNullElse(ages.floor(age), 0);
        String source = fact == null ? "" : fact.source();
        Evaluation answer = answers.computeIfAbsent(
                List.of(newest.kind(), source, band),
                key -> policy.evaluate(
                        new Question(day, List.of(), Map.of(KIND, newest.kind(), SOURCE, source, AGE, band)),
                        Map.of()));
        return new Judged(newest, answer, policy.grade(answer.result()).rank());
    }
}
