package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.Subject;
import gridwork.rules.Evaluation;
import gridwork.rules.Grade;
import gridwork.rules.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The results of a subject over a stretch of days, evaluated and not looked up: one query, and one evaluation for each
 * day on which a fact or time alone may have changed something.
 */
@Component
class Course {
    private final KnownReleases releases;
    private final Deciding deciding;

    Course(KnownReleases releases, Deciding deciding) {
        this.releases = releases;
        this.deciding = deciding;
    }

    List<Span> of(Subject subject, String ruleSet, LocalDate from, LocalDate to, Instant knownAt) {
        RuleSet last = releases.on(to).ruleSet(ruleSet);
        List<Fact> seen = deciding.seenFrom(
                        List.of(releases.on(from).find(ruleSet).orElse(last), last),
                        List.of(subject.id()),
                        from,
                        to,
                        knownAt)
                .getOrDefault(subject.id(), List.of());
        List<Span> course = new ArrayList<>();
        LocalDate day = from;
        while (!day.isAfter(to)) {
            RuleSet rules = releases.on(day).find(ruleSet).orElse(null);
            if (rules == null) {
                // an earlier release did not ask this question
                LocalDate release = releases.nextAfter(day);
                LocalDate next = release == null || release.isAfter(to) ? to.plusDays(1) : release;
                extend(course, day, next.minusDays(1), last.grade(RuleSet.UNKNOWN));
                day = next;
                continue;
            }
            Evaluation evaluation =
                    rules.evaluate(Deciding.question(rules, subject.ref().kind(), seen, day));
            LocalDate next = next(day, to, evaluation, seen);
            extend(course, day, next.minusDays(1), rules.grade(evaluation.result()));
            day = next;
        }
        return course;
    }

    private LocalDate next(LocalDate day, LocalDate to, Evaluation evaluation, List<Fact> seen) {
        LocalDate next = to.plusDays(1);
        LocalDate byTime = evaluation.nextChange();
        if (byTime != null && byTime.isBefore(next)) {
            next = byTime;
        }
        for (Fact each : seen) {
            if (each.occurredOn().isAfter(day) && each.occurredOn().isBefore(next)) {
                next = each.occurredOn();
            }
        }
        LocalDate byRelease = releases.nextAfter(day);
        return byRelease != null && byRelease.isBefore(next) ? byRelease : next;
    }

    private static void extend(List<Span> course, LocalDate from, LocalDate to, Grade grade) {
        if (!course.isEmpty() && course.get(course.size() - 1).grade().id().equals(grade.id())) {
            Span last = course.remove(course.size() - 1);
            course.add(new Span(last.from(), to, grade));
        } else {
            course.add(new Span(from, to, grade));
        }
    }
}
