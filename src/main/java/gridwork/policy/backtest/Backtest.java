package gridwork.policy.backtest;

import gridwork.cases.CasesAsked;
import gridwork.cases.CheckIntervals;
import gridwork.decisions.Decisions;
import gridwork.decisions.Past;
import gridwork.decisions.Pasts;
import gridwork.decisions.Walk;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRange;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.policy.backtest.Backtested.Differing;
import gridwork.rules.AskedWhen;
import gridwork.rules.Draft;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Tries a draft on the past, by chunks of subjects: what is known of a chunk is read in two queries, then every subject is
 * walked through in memory, on all cores. What is kept does not grow with the number of subjects.
 */
@Component
public class Backtest {
    private static final int CHUNK = 250;

    private final Decisions decisions;
    private final Subjects subjects;
    private final Pasts pasts;
    private final Walk walk;
    private final CasesAsked cases;
    private final CheckIntervals intervals;
    private final Matters matters;
    private final StreetClock clock;

    Backtest(
            Decisions decisions,
            Subjects subjects,
            Pasts pasts,
            Walk walk,
            CasesAsked cases,
            CheckIntervals intervals,
            Matters matters,
            StreetClock clock) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.pasts = pasts;
        this.walk = walk;
        this.cases = cases;
        this.intervals = intervals;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * @param from first day
     * @param to last day, today at the latest
     * @param ruleSets ids; empty = those that the draft may make answer otherwise
     */
    public record Asked(LocalDate from, LocalDate to, Set<String> ruleSets, Scope scope) {}

    /**
     * @param stopped asked between chunks
     * @param differing told of every subject that stands otherwise on some day, once for each rule set, in the order of
     *     their ids
     * @throws Refused {@code backtest-period}, {@code decide-future}, {@code rule-set-unknown}, {@code backtest-stopped}
     */
    public Backtested run(
            Asked asked, Draft draft, Progress progress, BooleanSupplier stopped, Consumer<Differing> differing) {
        LocalDate today = clock.today();
        if (asked.to().isBefore(asked.from())) {
            throw new Refused("backtest-period", asked.from(), asked.to());
        }
        if (asked.to().isAfter(today)) {
            throw new Refused("decide-future", asked.to());
        }
        Release old = decisions.release(today);
        Instant now = clock.now();
        Instant end = clock.endOf(asked.to());
        var over = new Walk.Stretch(clock.startOf(asked.from()), end.isAfter(now) ? now : end);
        Tried tried = tried(asked, draft, old);
        var range = new SubjectRange(
                subjectKinds(asked.scope(), tried, draft, old),
                asked.scope().areas(),
                asked.scope().only());
        var comparison = new Comparison(walk, cases, intervals, clock, old, draft.release(), asked, over);
        var tally = new Tally();
        var clocked = new Clocked();
        long done = 0;
        if (!tried.nothing()) {
            long total = subjects.count(range);
            Set<String> kinds = factKinds(tried, draft, old);
            List<Subject> chunk = subjects.after(new SubjectId(0), range, CHUNK);
            while (!chunk.isEmpty()) {
                if (stopped.getAsBoolean()) {
                    throw new Refused("backtest-stopped", done, total);
                }
                clocked.reading();
                List<Past> read = pasts.of(chunk, kinds, asked.to());
                clocked.evaluating();
                List<Comparison.Found> found = read.parallelStream()
                        .map(each -> comparison.of(each, tried.standing(), tried.answering()))
                        .toList();
                clocked.counting();
                for (Past each : read) {
                    clocked.facts += each.size();
                }
                for (Comparison.Found each : found) {
                    clocked.decisions += each.decisions();
                    each.addTo(tally);
                    each.differing().forEach(differing);
                }
                done += chunk.size();
                progress.at(done, Math.max(done, total), "backtest");
                clocked.reading();
                chunk = subjects.after(chunk.get(chunk.size() - 1).id(), range, CHUNK);
                clocked.stop();
            }
        }
        return new Backtested(
                asked.from(),
                asked.to(),
                over.to(),
                old.number(),
                asked.scope().words(),
                List.copyOf(draft.changed()),
                tried.all(),
                tried.untried(),
                done,
                tally.effects(),
                tally.answers(),
                tally.checks(),
                tally.cases(this::leadOf),
                tally.warnings(),
                notes(asked, tried, old, tally),
                clocked.took());
    }

    private String leadOf(String matter) {
        return matters.find(matter).map(Matter::lead).map(each -> each.value()).orElse("");
    }

    /**
     * @param standing rule sets that say how subjects stand
     * @param answering rule sets that answer single facts
     * @param untried changed ones of which nothing can be said
     */
    private record Tried(List<String> standing, List<String> answering, List<String> untried) {
        boolean nothing() {
            return standing.isEmpty() && answering.isEmpty();
        }

        List<String> all() {
            Set<String> all = new LinkedHashSet<>(standing);
            all.addAll(answering);
            return List.copyOf(all);
        }
    }

    private Tried tried(Asked asked, Draft draft, Release old) {
        for (String each : asked.ruleSets()) {
            if (draft.release().find(each).isEmpty()) {
                throw new Refused("rule-set-unknown", each, "");
            }
        }
        Set<String> wanted = asked.ruleSets().isEmpty() ? affected(draft, draft.changed()) : asked.ruleSets();
        Set<String> standing = new LinkedHashSet<>();
        Set<String> answering = new LinkedHashSet<>();
        for (RuleSet each : draft.release().ruleSets()) {
            if (wanted.contains(each.id())) {
                if (!each.subjectKinds().isEmpty()) {
                    standing.add(each.id());
                }
                if (!each.each().isEmpty()) {
                    answering.add(each.id());
                }
                // what it waits for has to be walked through, whether or not it changed itself
                each.askedWhen().map(AskedWhen::ruleSet).ifPresent(standing::add);
                old.find(each.id())
                        .flatMap(RuleSet::askedWhen)
                        .map(AskedWhen::ruleSet)
                        .ifPresent(standing::add);
            }
        }
        List<String> untried = draft.changed().stream()
                .filter(each -> affected(draft, Set.of(each)).stream()
                        .noneMatch(one -> standing.contains(one) || answering.contains(one)))
                .toList();
        return new Tried(List.copyOf(standing), List.copyOf(answering), untried);
    }

    /** With those whose results say how often something is checked, where that is said otherwise. */
    private Set<String> affected(Draft draft, Set<String> changed) {
        Set<String> affected = draft.affectedBy(changed);
        intervals.ruleSets().forEach((ruleSet, besides) -> {
            if (besides.stream().anyMatch(affected::contains)) {
                affected.add(ruleSet);
            }
        });
        return affected;
    }

    private static Set<String> subjectKinds(Scope scope, Tried tried, Draft draft, Release old) {
        Set<String> kinds = new HashSet<>();
        boolean any = false;
        for (Release release : List.of(old, draft.release())) {
            for (String each : tried.all()) {
                Optional<RuleSet> ruleSet = release.find(each);
                ruleSet.ifPresent(it -> kinds.addAll(it.subjectKinds()));
                String kind = ruleSet.filter(it -> !it.each().isEmpty())
                        .map(RuleSet::subjectKind)
                        .orElse("");
                any |= kind.equals("*");
                if (!kind.isEmpty()) {
                    kinds.add(kind);
                }
            }
        }
        if (any) {
            return scope.kinds();
        }
        if (!scope.kinds().isEmpty()) {
            kinds.retainAll(scope.kinds());
            // of none of these kinds is anything said
            return kinds.isEmpty() ? Set.of("") : kinds;
        }
        return kinds;
    }

    private static Set<String> factKinds(Tried tried, Draft draft, Release old) {
        Set<String> kinds = new HashSet<>();
        for (Release release : List.of(old, draft.release())) {
            for (String each : tried.all()) {
                release.find(each).ifPresent(it -> kinds.addAll(Walk.kinds(it, release)));
            }
        }
        return kinds;
    }

    private List<String> notes(Asked asked, Tried tried, Release old, Tally tally) {
        List<String> notes = new ArrayList<>();
        if (decisions.release(asked.from()).number() != old.number()) {
            notes.add("release");
        }
        if (!tried.standing().isEmpty()) {
            notes.add("scores");
        }
        if (!tally.checks().isEmpty()) {
            notes.add("checks");
        }
        if (!tally.cases(each -> "").isEmpty()) {
            notes.add("cases");
        }
        if (!tally.warnings().isEmpty()) {
            notes.add("warnings");
        }
        if (asked.scope().areas() != null) {
            notes.add("areas");
        }
        notes.add("patterns");
        return notes;
    }

    /** Where the time goes. */
    private static final class Clocked {
        private final double[] seconds = new double[3];
        private int now = -1;
        private long since;
        private long facts;
        private long decisions;

        void reading() {
            go(0);
        }

        void evaluating() {
            go(1);
        }

        void counting() {
            go(2);
        }

        void stop() {
            go(-1);
        }

        private void go(int to) {
            long at = System.nanoTime();
            if (now >= 0) {
                seconds[now] += (at - since) / 1e9;
            }
            now = to;
            since = at;
        }

        Backtested.Took took() {
            return new Backtested.Took(decisions, facts, seconds[0], seconds[1], seconds[2]);
        }
    }
}
