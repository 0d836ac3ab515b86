package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.rules.AboutFact;
import gridwork.rules.Elsewhere;
import gridwork.rules.Evaluation;
import gridwork.rules.Freshness;
import gridwork.rules.Question;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers single facts, and what another rule set's new result brings up: who goes, how urgent, until when. What a rule set is given by another one is evaluated now, from
 * the facts that were fetched for all of them at once.
 */
@Component
class Answering {
    /** Stands among what was given, and among what is missing: nobody acts for a subject that takes part in nothing. */
    static final String CLOSED = "subject-closed";

    private final WorkingDays calendar;
    private final StreetClock clock;

    Answering(WorkingDays calendar, StreetClock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A fact that wants an answer. */
    record Due(FactId fact, Subject subject, LocalDate on) {}

    /** @param given what the facts of the rule set itself do not say; with the fact and those that were counted it gives the same again */
    record Answer(Map<String, Object> given, Evaluation evaluation) {}

    /** A rule set and those that give it something, directly or not. */
    static Set<RuleSet> withGivers(Collection<RuleSet> ruleSets, Release release) {
        Set<RuleSet> all = new LinkedHashSet<>();
        for (RuleSet each : ruleSets) {
            add(each, release, all);
        }
        return all;
    }

    private static void add(RuleSet ruleSet, Release release, Set<RuleSet> all) {
        if (all.add(ruleSet)) {
            ruleSet.elsewhere().stream()
                    .filter(each -> !each.isWorkingDay())
                    .forEach(each -> add(release.ruleSet(each.ruleSet()), release, all));
        }
    }

    /**
     * @param open whether the subject takes part in anything on the day
     * @param seen what is known of the subject, the fact among it
     */
    Answer answer(
            RuleSet ruleSet,
            Release release,
            Subject subject,
            boolean open,
            Fact fact,
            List<Fact> seen,
            LocalDate asOf) {
        if (!open) {
            return new Answer(Map.of(CLOSED, true), closed(fact));
        }
        return new Asking(release, subject, fact, seen, asOf).answer(ruleSet);
    }

    /** The rule sets that are asked about a kind of subject when one's result changes. */
    static List<RuleSet> askedAfter(RuleSet ruleSet, String subjectKind, Release release) {
        return release.ruleSets().stream()
                .filter(each -> each.isAskedAfter(ruleSet.id(), subjectKind))
                .toList();
    }

    /** What a rule set says to the occasion that it waits for. */
    Answer asked(RuleSet ruleSet, Release release, Subject subject, List<Fact> seen, LocalDate asOf) {
        return new Asking(release, subject, null, seen, asOf).answer(ruleSet);
    }

    /** As it was logged: what was given then is given again. */
    Evaluation askedAgain(
            RuleSet ruleSet,
            Release release,
            Subject subject,
            List<Fact> seen,
            LocalDate asOf,
            Map<String, Object> given) {
        Evaluation it = ruleSet.evaluate(question(ruleSet, subject, null, seen, asOf, given));
        return with(null, it, List.of(), freshness(ruleSet, release, subject, seen, asOf));
    }

    /** Of those that gave it something: the first that rests on old facts. */
    private static @Nullable Freshness freshness(
            RuleSet ruleSet, Release release, Subject subject, List<Fact> seen, LocalDate asOf) {
        String kind = subject.ref().kind();
        return ruleSet.elsewhere().stream()
                .filter(each -> !each.isWorkingDay())
                .map(each -> release.ruleSet(each.ruleSet()))
                .filter(each -> each.subjectKinds().contains(kind))
                .map(each ->
                        each.evaluate(Deciding.question(each, kind, seen, asOf)).freshness())
                .filter(each -> each != null && each.labelled())
                .findFirst()
                .orElse(null);
    }

    /** As it was logged: what was given then is given again. */
    Evaluation again(
            RuleSet ruleSet,
            Release release,
            Subject subject,
            Fact fact,
            List<Fact> seen,
            LocalDate asOf,
            Map<String, Object> given) {
        if (given.containsKey(CLOSED)) {
            return closed(fact);
        }
        Evaluation it = ruleSet.evaluate(question(ruleSet, subject, fact, seen, asOf, given));
        return with(fact, it, List.of(), freshness(ruleSet, release, subject, seen, asOf));
    }

    /** @param fact null = an occasion, not a fact */
    Question question(
            RuleSet ruleSet,
            Subject subject,
            @Nullable Fact fact,
            List<Fact> seen,
            LocalDate asOf,
            Map<String, Object> given) {
        AboutFact about = fact == null
                ? null
                : new AboutFact(
                        Deciding.seen(fact),
                        fact.occurredAt().atZone(clock.zone()).toLocalTime());
        String kind = subject.ref().kind();
        return new Question(asOf, Deciding.question(ruleSet, kind, seen, asOf).facts(), given, kind, about);
    }

    private static Evaluation closed(Fact fact) {
        return new Evaluation(
                RuleSet.UNKNOWN,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(fact.id().value()),
                null,
                List.of(CLOSED),
                List.of(),
                List.of(),
                Map.of(),
                null);
    }

    /** The fact itself and what the givers counted were counted too. */
    private static Evaluation with(
            @Nullable Fact fact, Evaluation it, Collection<Long> givers, @Nullable Freshness given) {
        var counted = new TreeSet<>(it.facts());
        if (fact != null) {
            counted.add(fact.id().value());
        }
        counted.addAll(givers);
        return new Evaluation(
                it.result(),
                it.values(),
                it.measures(),
                it.rows(),
                new ArrayList<>(counted),
                it.nextChange(),
                it.missing(),
                it.worth(),
                it.items(),
                it.given(),
                it.freshness() == null ? given : it.freshness());
    }

    /** One fact or occasion; no rule set is asked twice about it. */
    private final class Asking {
        private final Release release;
        private final Subject subject;
        private final @Nullable Fact fact;
        private final List<Fact> seen;
        private final LocalDate asOf;
        private final Map<String, Answer> answers = new HashMap<>();

        Asking(Release release, Subject subject, @Nullable Fact fact, List<Fact> seen, LocalDate asOf) {
            this.release = release;
            this.subject = subject;
            this.fact = fact;
            this.seen = seen;
            this.asOf = asOf;
        }

        Answer answer(RuleSet ruleSet) {
            Answer known = answers.get(ruleSet.id());
            if (known == null) {
                known = ask(ruleSet);
                answers.put(ruleSet.id(), known);
            }
            return known;
        }

        private Answer ask(RuleSet ruleSet) {
            if (!ruleSet.subjectKinds().isEmpty()) {
                return new Answer(
                        Map.of(),
                        ruleSet.evaluate(
                                Deciding.question(ruleSet, subject.ref().kind(), seen, asOf)));
            }
            Map<String, Object> given = new LinkedHashMap<>();
            if (fact == null) {
                ruleSet.askedWhen().ifPresent(each -> given.putAll(each.given()));
            }
            Set<Long> counted = new TreeSet<>();
            Freshness old = null;
            for (Elsewhere each : ruleSet.elsewhere()) {
                if (each.isWorkingDay()) {
                    given.put(each.given(), calendar.isWorkingDay(fact == null ? asOf : fact.occurredOn()));
                    continue;
                }
                RuleSet giver = release.ruleSet(each.ruleSet());
                String kind = subject.ref().kind();
                if (!giver.subjectKinds().contains(kind) && (fact == null || !giver.answers(fact.kind(), kind))) {
                    continue; // about other subjects: nobody says it
                }
                Evaluation other = answer(giver).evaluation();
                counted.addAll(other.facts());
                if (old == null
                        && other.freshness() != null
                        && other.freshness().labelled()) {
                    old = other.freshness();
                }
                Object value = each.output().isEmpty()
                        ? other.result()
                        : other.values().get(each.output());
                if (value != null) {
                    given.put(each.given(), value);
                }
            }
            Evaluation evaluation = ruleSet.evaluate(question(ruleSet, subject, fact, seen, asOf, given));
            return new Answer(given, with(fact, evaluation, counted, old));
        }
    }
}
