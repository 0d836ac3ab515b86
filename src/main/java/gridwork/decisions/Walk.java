package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Walks through the past of one subject and says what any release would have answered, moment by moment, by what was known
 * at each. It looks only where something can have changed: when a fact became known or was found wrong, on the day a fact
 * speaks of, when the register changed, and on the days that an answer itself names. Asks no database, logs nothing, tells
 * nobody; the same past gives the same walk, on any thread.
 */
@Component
public class Walk {
    private static final DecisionId UNLOGGED = new DecisionId(0);

    private final Answering answering;
    private final StreetClock clock;

    Walk(Answering answering, StreetClock clock) {
        this.answering = answering;
        this.clock = clock;
    }

    /**
     * A stretch of time, both ends included; from the start of one day.
     *
     * @param to at most now
     */
    public record Stretch(Instant from, Instant to) {}

    /**
     * How a subject stood from a moment on, until the next one: its result, what held and why. What time moves without changing
     * any of these has no moment of its own: days left, rows that only show that facts are new enough or bring nothing.
     *
     * @param evaluation null = it took part in nothing
     * @param decided whether a decision would have been logged: another result, or something else that holds. The state at
     *     the beginning of a walk is none
     * @param news where several answers may hold at once: those that hold for something new
     * @param asked what other rule sets said to it
     */
    public record Stood(
            Instant at,
            LocalDate asOf,
            @Nullable Evaluation evaluation,
            boolean decided,
            List<String> news,
            List<Reply> asked) {}

    /** What a rule set says that waits for another one's result. */
    public record Reply(String ruleSet, Evaluation evaluation) {}

    /** What a rule set says to a fact when it became known. */
    public record Said(Fact fact, Instant at, LocalDate asOf, Evaluation evaluation) {}

    /** @param evaluations how often the rules were asked */
    public record Walked<T>(List<T> moments, int evaluations) {}

    /** The kinds of fact that the answers of a rule set rest on, with those of all that it brings up. */
    public static Set<String> kinds(RuleSet ruleSet, Release release) {
        Set<String> kinds = new HashSet<>();
        Set<RuleSet> asked = new HashSet<>(Answering.withGivers(List.of(ruleSet), release));
        for (String kind : ruleSet.subjectKinds()) {
            asked.addAll(Answering.withGivers(Answering.askedAfter(ruleSet, kind, release), release));
        }
        asked.forEach(each -> kinds.addAll(each.factKinds()));
        return kinds;
    }

    /** How the subject stood: a rule set that says so of its kind. */
    public Walked<Stood> stood(Past past, RuleSet ruleSet, Release release, Stretch over) {
        return new Steps(past, ruleSet, release, over).walked();
    }

    /** How each fact was answered that became known in the stretch: a rule set that answers single facts. */
    public Walked<Said> said(Past past, RuleSet ruleSet, Release release, Stretch over) {
        List<Said> all = new ArrayList<>();
        String kind = past.subject().ref().kind();
        for (Past.Row row : past.rows()) {
            LocalDate asOf = clock.dayOf(row.since());
            if (row.own()
                    && ruleSet.answers(row.fact().kind(), kind)
                    && !row.since().isBefore(over.from())
                    && !row.since().isAfter(over.to())
                    && !row.fact().occurredOn().isAfter(asOf)) {
                Evaluation evaluation = answering
                        .answer(
                                ruleSet,
                                release,
                                past.subject(),
                                past.openOn(asOf, row.since()),
                                row.fact(),
                                seen(past, row.since(), asOf),
                                asOf)
                        .evaluation();
                all.add(new Said(row.fact(), row.since(), asOf, evaluation));
            }
        }
        return new Walked<>(all, all.size());
    }

    private static List<Fact> seen(Past past, Instant at, LocalDate asOf) {
        return past.counting(at)
                .map(Past.Row::fact)
                .filter(each -> !each.occurredOn().isAfter(asOf))
                .toList();
    }

    private final class Steps {
        private final Past past;
        private final RuleSet ruleSet;
        private final Release release;
        private final Stretch over;
        private final String kind;
        private final List<RuleSet> listening;
        private final List<Stood> all = new ArrayList<>();
        private int evaluations;
        private @Nullable Stood last;
        private @Nullable String previous;
        private Map<String, StandingItem> items = new HashMap<>();

        Steps(Past past, RuleSet ruleSet, Release release, Stretch over) {
            this.past = past;
            this.ruleSet = ruleSet;
            this.release = release;
            this.over = over;
            this.kind = past.subject().ref().kind();
            this.listening = Answering.askedAfter(ruleSet, kind, release);
        }

        Walked<Stood> walked() {
            TreeSet<Instant> touched = touched();
            Instant at = over.from();
            while (at != null && !at.isAfter(over.to())) {
                LocalDate byTime = look(at, clock.dayOf(at));
                Instant next = touched.higher(at);
                Instant then = byTime == null ? null : clock.startOf(byTime);
                at = next == null || then != null && then.isBefore(next) ? then : next;
            }
            return new Walked<>(all, evaluations);
        }

        /** Every moment at which more or less may be known than before. */
        private TreeSet<Instant> touched() {
            var touched = new TreeSet<Instant>();
            for (Past.Row row : past.rows()) {
                if (!ruleSet.factKinds().contains(row.fact().kind())) {
                    continue;
                }
                touched.add(row.since());
                touched.add(row.until());
                Instant happens = clock.startOf(row.fact().occurredOn());
                if (happens.isAfter(row.since())) {
                    touched.add(happens);
                }
            }
            touched.addAll(past.register().moments());
            past.register().days().forEach(day -> touched.add(clock.startOf(day)));
            return touched;
        }

        /** @return the day on which time alone changes it; null = never */
        private @Nullable LocalDate look(Instant at, LocalDate asOf) {
            if (!past.openOn(asOf, at)) {
                if (last == null || last.evaluation() != null) {
                    keep(new Stood(at, asOf, null, false, List.of(), List.of()));
                }
                return null;
            }
            Evaluation it = ruleSet.evaluate(
                    Deciding.question(ruleSet, kind, past.counting(at).map(Past.Row::seen), asOf));
            evaluations++;
            var changes = new ItemChanges(items, it);
            boolean other = previous == null || !previous.equals(it.result()) || !changes.none();
            boolean first = at.equals(over.from());
            if (other) {
                ItemChanges.Made made = changes.made(past.subject().id(), ruleSet.id(), UNLOGGED, asOf);
                items = made.over(items);
                keep(new Stood(
                        at,
                        asOf,
                        it,
                        !first,
                        first ? List.of() : List.copyOf(made.news()),
                        first ? List.of() : asked(it, at, asOf)));
                previous = it.result();
            } else if (last == null || last.evaluation() == null || saysOtherwise(last.evaluation(), it)) {
                keep(new Stood(at, asOf, it, false, List.of(), List.of()));
            }
            LocalDate byTime = it.nextChange();
            return byTime != null && !byTime.isAfter(asOf) ? asOf.plusDays(1) : byTime;
        }

        private static boolean saysOtherwise(Evaluation before, Evaluation it) {
            return !before.rowIds().equals(it.rowIds())
                    || !before.values().equals(it.values())
                    || !before.missing().equals(it.missing());
        }

        private void keep(Stood stood) {
            all.add(stood);
            last = stood;
        }

        private List<Reply> asked(Evaluation it, Instant at, LocalDate asOf) {
            List<Reply> replies = new ArrayList<>();
            for (RuleSet each : listening) {
                if (each.askedWhen()
                        .filter(when -> when.asks(previous, it.result()))
                        .isPresent()) {
                    replies.add(new Reply(
                            each.id(),
                            answering
                                    .asked(each, release, past.subject(), seen(past, at, asOf), asOf)
                                    .evaluation()));
                    evaluations++;
                }
            }
            return replies;
        }
    }
}
