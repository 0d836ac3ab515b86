package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.FactSeen;
import gridwork.rules.Freshness;
import gridwork.rules.ItemStand;
import gridwork.rules.Question;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Decides subjects whose rows are locked, within the caller's transaction: one query for their facts and one for how
 * they stand, whatever the number of subjects and rule sets; then one batch each for the log, for new standings and for
 * changed ones. Only a changed result, or a change of what holds, is logged; of an unchanged one the standing learns when time may change it.
 */
@Component
class Deciding {
    /**
     * A node whose clock runs ahead may have recorded what this one would not know yet, although the lock says that it
     * came before. What is decided now sees it.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private static final int HEADLINE_SCALE = 2;

    private final Facts facts;
    private final Standings standings;
    private final DecisionLog log;
    private final Answering answering;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;

    Deciding(
            Facts facts,
            Standings standings,
            DecisionLog log,
            Answering answering,
            StreetClock clock,
            ApplicationEventPublisher events) {
        this.facts = facts;
        this.standings = standings;
        this.log = log;
        this.answering = answering;
        this.clock = clock;
        this.events = events;
    }

    /** @param changed how many of the results were logged */
    record Decided(Map<RuleSet, List<Evaluation>> evaluations, int changed) {}

    Decided decide(Map<RuleSet, List<Subject>> due, Release release, LocalDate asOf, Cause cause, boolean history) {
        return decide(due, Map.of(), release, asOf, cause, history);
    }

    /** @param unanswered by rule set the facts that nobody has answered yet */
    Decided decide(
            Map<RuleSet, List<Subject>> due,
            Map<RuleSet, List<Answering.Due>> unanswered,
            Release release,
            LocalDate asOf,
            Cause cause,
            boolean history) {
        Set<SubjectId> standing = new LinkedHashSet<>();
        due.values().forEach(each -> each.forEach(subject -> standing.add(subject.id())));
        Set<SubjectId> subjects = new LinkedHashSet<>(standing);
        LocalDate from = asOf;
        for (List<Answering.Due> each : unanswered.values()) {
            for (Answering.Due one : each) {
                subjects.add(one.subject().id());
                LocalDate before = one.on().minusDays(1);
                from = before.isBefore(from) ? before : from;
            }
        }
        if (subjects.isEmpty()) {
            return new Decided(Map.of(), 0);
        }
        Instant now = clock.now();
        Set<RuleSet> asked = Answering.withGivers(unanswered.keySet(), release);
        asked.addAll(due.keySet());
        Map<RuleSet, Map<String, List<RuleSet>>> listening = history ? Map.of() : listening(due.keySet(), release);
        listening
                .values()
                .forEach(each -> each.values().forEach(its -> asked.addAll(Answering.withGivers(its, release))));
        Map<SubjectId, List<Fact>> seen = seenFrom(asked, subjects, from, asOf, now.plus(CLOCKS_DIFFER));
        Before before = before(standing, asOf);
        var moment = new Moment(release.number(), asOf, now, cause, history);
        var writing = new Writing();
        Map<RuleSet, List<Evaluation>> evaluations = new LinkedHashMap<>();
        due.forEach((ruleSet, its) -> {
            List<Evaluation> answers = ruleSet.evaluate(its.stream()
                    .map(each -> question(ruleSet, each.ref().kind(), seen.getOrDefault(each.id(), List.of()), asOf))
                    .toList());
            evaluations.put(ruleSet, answers);
            for (int i = 0; i < its.size(); i++) {
                Subject subject = its.get(i);
                List<Fact> known = seen.getOrDefault(subject.id(), List.of());
                Instant knownAt = known(known, now);
                DecisionMade made = writing.add(subject.id(), ruleSet, answers.get(i), before, moment, knownAt);
                if (made != null) {
                    listening
                            .getOrDefault(ruleSet, Map.of())
                            .getOrDefault(subject.ref().kind(), List.of())
                            .stream()
                            .filter(each -> asks(each, made))
                            .forEach(each -> writing.asked(
                                    each.id(),
                                    made,
                                    answering.asked(each, release, subject, known, asOf),
                                    moment,
                                    knownAt));
                }
            }
        });
        unanswered.forEach((ruleSet, its) -> {
            for (Answering.Due each : its) {
                SubjectId subject = each.subject().id();
                List<Fact> known = seen.getOrDefault(subject, List.of());
                // one that is void by now wants no answer
                known.stream()
                        .filter(fact -> fact.id().equals(each.fact()))
                        .findFirst()
                        .ifPresent(fact -> writing.answer(
                                ruleSet.id(),
                                fact,
                                answering.answer(
                                        ruleSet,
                                        release,
                                        each.subject(),
                                        each.subject().openOn(asOf),
                                        fact,
                                        known,
                                        asOf),
                                moment,
                                known(known, now)));
            }
        });
        log.add(writing.entries);
        standings.add(writing.added);
        standings.change(writing.changed);
        standings.addItems(writing.addedItems);
        standings.changeItems(writing.changedItems);
        writing.made.forEach(events::publishEvent);
        return new Decided(evaluations, writing.entries.size());
    }

    /** By rule set and kind of subject those that are asked when its result changes. */
    private static Map<RuleSet, Map<String, List<RuleSet>>> listening(Collection<RuleSet> deciding, Release release) {
        Map<RuleSet, Map<String, List<RuleSet>>> listening = new LinkedHashMap<>();
        for (RuleSet each : deciding) {
            Map<String, List<RuleSet>> its = new LinkedHashMap<>();
            for (String kind : each.subjectKinds()) {
                List<RuleSet> all = Answering.askedAfter(each, kind, release);
                if (!all.isEmpty()) {
                    its.put(kind, all);
                }
            }
            if (!its.isEmpty()) {
                listening.put(each, its);
            }
        }
        return listening;
    }

    private static boolean asks(RuleSet ruleSet, DecisionMade made) {
        return ruleSet.askedWhen()
                .filter(each -> each.asks(made.previous(), made.evaluation().result()))
                .isPresent();
    }

    /** What some rule sets can see of some subjects; one query. */
    Map<SubjectId, List<Fact>> seen(
            Collection<RuleSet> ruleSets, Collection<SubjectId> subjects, LocalDate asOf, Instant knownAt) {
        return seenFrom(ruleSets, subjects, asOf, asOf, knownAt);
    }

    /** The same for every day of a stretch; one query. */
    Map<SubjectId, List<Fact>> seenFrom(
            Collection<RuleSet> ruleSets,
            Collection<SubjectId> subjects,
            LocalDate from,
            LocalDate to,
            Instant knownAt) {
        Set<String> kinds = new HashSet<>();
        ruleSets.forEach(each -> kinds.addAll(each.factKinds()));
        if (kinds.isEmpty()) {
            return Map.of();
        }
        return facts.seen(subjects, kinds, after(ruleSets, from), to, knownAt);
    }

    static Question question(RuleSet ruleSet, String subjectKind, List<Fact> seen, LocalDate asOf) {
        return question(ruleSet, subjectKind, seen.stream().map(Deciding::seen), asOf);
    }

    static Question question(RuleSet ruleSet, String subjectKind, Stream<FactSeen> seen, LocalDate asOf) {
        LocalDate after = after(List.of(ruleSet), asOf);
        List<FactSeen> its = seen.filter(each -> ruleSet.factKinds().contains(each.kind()))
                .filter(each -> !each.occurredOn().isAfter(asOf))
                .filter(each -> after == null || each.occurredOn().isAfter(after))
                .toList();
        return new Question(asOf, its, Map.of(), subjectKind);
    }

    static FactSeen seen(Fact fact) {
        return new FactSeen(
                fact.id().value(),
                fact.kind(),
                fact.category(),
                fact.occurredOn(),
                fact.amount(),
                fact.confidence(),
                fact.source(),
                fact.payload());
    }

    private static @Nullable LocalDate after(Collection<RuleSet> ruleSets, LocalDate asOf) {
        int furthest = 0;
        for (RuleSet each : ruleSets) {
            OptionalInt days = each.daysBack();
            if (days.isEmpty()) {
                return null;
            }
            furthest = Math.max(furthest, days.getAsInt());
        }
        return asOf.minusDays(furthest);
    }

    private static Instant known(@Nullable List<Fact> seen, Instant now) {
        Instant latest = now;
        if (seen != null) {
            for (Fact each : seen) {
                latest = each.knownFrom().isAfter(latest) ? each.knownFrom() : latest;
            }
        }
        return latest;
    }

    private Before before(Set<SubjectId> subjects, LocalDate asOf) {
        Map<SubjectId, Map<String, Standings.Row>> rows = new HashMap<>();
        Set<SubjectId> ahead = new HashSet<>();
        for (Standings.Row each : standings.of(subjects)) {
            rows.computeIfAbsent(each.standing().subject(), id -> new HashMap<>())
                    .put(each.standing().ruleSet(), each);
            if (each.asOf().isAfter(asOf)) {
                ahead.add(each.standing().subject());
            }
        }
        return new Before(rows, log.lastUntil(ahead, asOf));
    }

    /** How subjects stood; and what was logged until the day, of those that stand at a later day already. */
    private record Before(
            Map<SubjectId, Map<String, Standings.Row>> standings,
            Map<SubjectId, Map<String, DecisionLog.Last>> logged) {
        Standings.@Nullable Row standing(SubjectId subject, String ruleSet) {
            return standings.getOrDefault(subject, Map.of()).get(ruleSet);
        }

        DecisionLog.@Nullable Last logged(SubjectId subject, String ruleSet) {
            return logged.getOrDefault(subject, Map.of()).get(ruleSet);
        }
    }

    private record Moment(int release, LocalDate asOf, Instant now, Cause cause, boolean history) {}

    /** What is to be written of a chunk. */
    private static final class Writing {
        private final List<DecisionLog.Entry> entries = new ArrayList<>();
        private final List<Standings.Row> added = new ArrayList<>();
        private final List<Standings.Row> changed = new ArrayList<>();
        private final List<StandingItem> addedItems = new ArrayList<>();
        private final List<StandingItem> changedItems = new ArrayList<>();
        private final List<DecisionMade> made = new ArrayList<>();

        /** Null = nothing that others should hear of. */
        @Nullable
        DecisionMade add(
                SubjectId subject,
                RuleSet ruleSet,
                Evaluation evaluation,
                Before before,
                Moment moment,
                Instant knownAt) {
            Standings.Row stands = before.standing(subject, ruleSet.id());
            if (stands != null && stands.asOf().isAfter(moment.asOf)) {
                // an answer for the past: logged when it is news there, but a standing never moves back in time
                DecisionLog.Last logged = before.logged(subject, ruleSet.id());
                Map<String, String> held = new ItemChanges(Map.of(), evaluation).held();
                if (logged == null || !logged.equals(new DecisionLog.Last(evaluation.result(), held))) {
                    log(subject, ruleSet.id(), logged == null ? null : logged.result(), evaluation, moment, knownAt);
                }
                return null;
            }
            String previous = stands == null ? null : stands.standing().result();
            Map<String, StandingItem> items = stands == null ? Map.of() : stands.items();
            var changes = new ItemChanges(items, evaluation);
            if (stands != null && evaluation.result().equals(previous) && changes.none()) {
                keep(ruleSet, stands, evaluation, moment);
                changedItems.addAll(changes.otherDoubts(moment.asOf));
                return null;
            }
            DecisionId id = log(subject, ruleSet.id(), previous, evaluation, moment, knownAt);
            LocalDate since = stands != null && evaluation.result().equals(previous)
                    ? stands.standing().since()
                    : moment.asOf;
            var standing = new Standing(
                    subject,
                    ruleSet.id(),
                    id,
                    evaluation.result(),
                    since,
                    evaluation.nextChange(),
                    headline(ruleSet, evaluation),
                    freshness(evaluation));
            (stands == null ? added : changed).add(new Standings.Row(standing, moment.asOf, moment.release, Map.of()));
            ItemChanges.Made its = changes.made(subject, ruleSet.id(), id, moment.asOf);
            addedItems.addAll(its.added());
            changedItems.addAll(its.changed());
            var it = new DecisionMade(
                    id,
                    subject,
                    ruleSet.id(),
                    null,
                    null,
                    previous,
                    evaluation,
                    moment.asOf,
                    its.news(),
                    its.ended(),
                    moment.history);
            made.add(it);
            return it;
        }

        private static @Nullable BigDecimal headline(RuleSet ruleSet, Evaluation evaluation) {
            return ruleSet.headline()
                    .map(each -> each.of(evaluation))
                    .map(number -> number.setScale(HEADLINE_SCALE, RoundingMode.HALF_UP)
                            .stripTrailingZeros())
                    .map(number -> number.scale() < 0 ? number.setScale(0) : number)
                    .orElse(null);
        }

        private static @Nullable String freshness(Evaluation evaluation) {
            Freshness freshness = evaluation.freshness();
            return freshness == null || freshness.level().equals(Freshness.USE) ? null : freshness.level();
        }

        void answer(String ruleSet, Fact fact, Answering.Answer answer, Moment moment, Instant knownAt) {
            answer(ruleSet, fact.subject(), fact.id(), null, answer, moment, knownAt);
        }

        /** What another rule set says to a new result. */
        void asked(String ruleSet, DecisionMade by, Answering.Answer answer, Moment moment, Instant knownAt) {
            answer(ruleSet, by.subject(), null, by.id(), answer, moment, knownAt);
        }

        private void answer(
                String ruleSet,
                SubjectId subject,
                @Nullable FactId fact,
                @Nullable DecisionId askedBy,
                Answering.Answer answer,
                Moment moment,
                Instant knownAt) {
            DecisionId id =
                    log(subject, ruleSet, null, answer.evaluation(), fact, askedBy, answer.given(), moment, knownAt);
            made.add(new DecisionMade(
                    id,
                    subject,
                    ruleSet,
                    fact,
                    askedBy,
                    null,
                    answer.evaluation(),
                    moment.asOf,
                    answer.evaluation().held().stream().map(ItemStand::item).toList(),
                    List.of(),
                    moment.history));
        }

        private DecisionId log(
                SubjectId subject,
                String ruleSet,
                @Nullable String previous,
                Evaluation evaluation,
                Moment moment,
                Instant knownAt) {
            return log(subject, ruleSet, previous, evaluation, null, null, Map.of(), moment, knownAt);
        }

        private DecisionId log(
                SubjectId subject,
                String ruleSet,
                @Nullable String previous,
                Evaluation evaluation,
                @Nullable FactId fact,
                @Nullable DecisionId askedBy,
                Map<String, Object> given,
                Moment moment,
                Instant knownAt) {
            var id = new DecisionId(Ids.next());
            entries.add(new DecisionLog.Entry(
                    id,
                    subject,
                    ruleSet,
                    moment.release,
                    moment.asOf,
                    knownAt,
                    moment.now,
                    previous,
                    evaluation,
                    fact,
                    askedBy,
                    given,
                    moment.cause,
                    moment.history));
            return id;
        }

        private void keep(RuleSet ruleSet, Standings.Row stands, Evaluation evaluation, Moment moment) {
            Standing was = stands.standing();
            var is = new Standing(
                    was.subject(),
                    was.ruleSet(),
                    was.decision(),
                    was.result(),
                    was.since(),
                    evaluation.nextChange(),
                    headline(ruleSet, evaluation),
                    freshness(evaluation));
            var row = new Standings.Row(is, moment.asOf, moment.release, stands.items());
            if (!row.equals(stands)) {
                changed.add(row);
            }
        }
    }
}
