package gridwork.decisions;

import gridwork.facts.FactsRecorded;
import gridwork.facts.RegisterChange;
import gridwork.facts.RegisterChanged;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Facts change results at once, and those that a rule set answers one by one are answered, in the transaction that records them. Three queries whatever the number of facts,
 * subjects and rule sets: the subjects, what is known of them, how they stand. Facts of an import of the past wait for
 * the bulk run that follows it.
 */
@Component
class DecideOnFacts {
    private final Subjects subjects;
    private final KnownReleases releases;
    private final Deciding deciding;
    private final StreetClock clock;
    private final Standings standings;

    DecideOnFacts(
            Subjects subjects, KnownReleases releases, Deciding deciding, StreetClock clock, Standings standings) {
        this.subjects = subjects;
        this.releases = releases;
        this.deciding = deciding;
        this.clock = clock;
        this.standings = standings;
    }

    /** What opens at another day or again takes part again, maybe after a long time in which nothing was decided. */
    @EventListener
    void decide(RegisterChanged changed) {
        LocalDate today = clock.today();
        Release release = releases.on(today);
        Map<RuleSet, List<Subject>> due = new LinkedHashMap<>();
        subjects.find(changed.subject())
                .filter(each -> changed.act() != RegisterChange.Act.CLOSED && each.openOn(today))
                .ifPresent(subject -> release.ruleSets().stream()
                        .filter(each ->
                                each.subjectKinds().contains(subject.ref().kind()))
                        .forEach(each -> due.put(each, List.of(subject))));
        deciding.decide(due, release, today, Cause.FACT, false);
    }

    @EventListener
    void decide(FactsRecorded recorded) {
        if (recorded.history()) {
            // the bulk run may never come (a kill, a command without it): by night they are due at the latest
            standings.unsettle(recorded.kinds().keySet());
            return;
        }
        if (recorded.kinds().isEmpty()) {
            return;
        }
        LocalDate today = clock.today();
        Release release = releases.on(today);
        Map<SubjectId, Subject> touched = subjects.find(recorded.kinds().keySet());
        Map<RuleSet, List<Answering.Due>> answers = answers(recorded, release, touched);
        Map<RuleSet, List<Subject>> due = new LinkedHashMap<>();
        recorded.kinds().forEach((id, kinds) -> {
            Subject subject = touched.get(id);
            if (subject == null || !subject.openOn(today)) {
                return;
            }
            for (RuleSet each : release.ruleSets()) {
                if (each.subjectKinds().contains(subject.ref().kind())
                        && !Collections.disjoint(each.factKinds(), kinds)) {
                    due.computeIfAbsent(each, ruleSet -> new ArrayList<>()).add(subject);
                }
            }
        });
        deciding.decide(due, answers, release, today, Cause.FACT, false);
    }

    /** A fact that is new cannot have been answered before. */
    private Map<RuleSet, List<Answering.Due>> answers(
            FactsRecorded recorded, Release release, Map<SubjectId, Subject> touched) {
        Map<RuleSet, List<Answering.Due>> answers = new LinkedHashMap<>();
        for (RuleSet each : release.ruleSets()) {
            for (FactsRecorded.Touched one : recorded.touched()) {
                Subject subject = touched.get(one.subject());
                if (one.valid()
                        && subject != null
                        && each.answers(one.kind(), subject.ref().kind())) {
                    answers.computeIfAbsent(each, ruleSet -> new ArrayList<>())
                            .add(new Answering.Due(one.id(), subject, clock.dayOf(one.occurredAt())));
                }
            }
        }
        return answers;
    }
}
