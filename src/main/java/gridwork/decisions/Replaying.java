package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.Remembered;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.rules.Evaluation;
import gridwork.rules.ItemStand;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Evaluates logged decisions again, each for its day, by what was known when it was made, and with its release: what was
 * corrected, voided or brought in later does not count. What patterns found is left out. Two queries for a chunk of decisions; nothing is written.
 */
@Component
class Replaying {
    private static final int CHUNK = 200;
    private static final int NAMED = 100;

    private final DecisionLog log;
    private final KnownReleases releases;
    private final Subjects subjects;
    private final Facts facts;
    private final Answering answering;

    Replaying(DecisionLog log, KnownReleases releases, Subjects subjects, Facts facts, Answering answering) {
        this.log = log;
        this.releases = releases;
        this.subjects = subjects;
        this.facts = facts;
        this.answering = answering;
    }

    /** Which decisions; of rule sets and of subjects, none named = all. */
    record Asked(LocalDate from, LocalDate to, Set<String> ruleSets, Collection<SubjectId> only) {}

    Replayed run(Asked asked, Progress progress) {
        long total = log.count(asked);
        long done = 0;
        long same = 0;
        List<Replayed.Different> different = new ArrayList<>();
        List<LoggedDecision> chunk = log.after(new DecisionId(0), asked, CHUNK);
        while (!chunk.isEmpty()) {
            DecisionId last = chunk.get(chunk.size() - 1).id();
            chunk = chunk.stream().filter(this::isOfARuleSet).toList();
            Map<SubjectId, List<Remembered>> memory = memory(chunk);
            Map<SubjectId, Subject> whom =
                    subjects.find(chunk.stream().map(LoggedDecision::subject).toList());
            for (LoggedDecision each : chunk) {
                Subject subject = Objects.requireNonNull(whom.get(each.subject()));
                Evaluation now = again(each, subject, memory.getOrDefault(each.subject(), List.of()));
                if (isSame(each, now)) {
                    same++;
                } else if (different.size() < NAMED) {
                    different.add(new Replayed.Different(each, now));
                }
            }
            done += chunk.size();
            progress.at(done, Math.max(total, done), "replay");
            chunk = log.after(last, asked, CHUNK);
        }
        return new Replayed(done, same, List.copyOf(different));
    }

    /** What patterns found from many subjects has a page of its own that looks again. */
    private boolean isOfARuleSet(LoggedDecision logged) {
        return releases.numbered(logged.release()).find(logged.ruleSet()).isPresent();
    }

    private Map<SubjectId, List<Remembered>> memory(List<LoggedDecision> chunk) {
        Set<String> kinds = new HashSet<>();
        LocalDate until = LocalDate.MIN;
        for (LoggedDecision each : chunk) {
            Release release = releases.numbered(each.release());
            Answering.withGivers(List.of(release.ruleSet(each.ruleSet())), release)
                    .forEach(ruleSet -> kinds.addAll(ruleSet.factKinds()));
            until = each.asOf().isAfter(until) ? each.asOf() : until;
        }
        return facts.remembered(chunk.stream().map(LoggedDecision::subject).collect(Collectors.toSet()), kinds, until);
    }

    private Evaluation again(LoggedDecision logged, Subject subject, List<Remembered> memory) {
        List<Fact> seen = memory.stream()
                .filter(each -> isSeen(each, logged))
                .map(Remembered::fact)
                .distinct()
                .toList();
        Release release = releases.numbered(logged.release());
        RuleSet ruleSet = release.ruleSet(logged.ruleSet());
        if (logged.askedBy() != null) {
            return answering
                    .asked(ruleSet, release, subject, seen, logged.asOf())
                    .evaluation();
        }
        if (logged.fact() == null) {
            return ruleSet.evaluate(Deciding.question(ruleSet, subject.ref().kind(), seen, logged.asOf()));
        }
        Fact about = memory.stream()
                .map(Remembered::fact)
                .filter(each -> each.id().equals(logged.fact()))
                .findFirst()
                .orElseThrow();
        boolean open = !logged.given().containsKey(Answering.CLOSED);
        return answering
                .answer(ruleSet, release, subject, open, about, seen, logged.asOf())
                .evaluation();
    }

    private static boolean isSeen(Remembered each, LoggedDecision logged) {
        return (each.since().stream().allMatch(known -> isKnown(known, logged))
                        || logged.facts().contains(each.fact().id()))
                && each.until().stream().noneMatch(known -> isKnown(known, logged));
    }

    /** Of the very moment of the decision counts what got its number before. */
    private static boolean isKnown(Remembered.Known known, LoggedDecision logged) {
        Instant at = logged.knownAt();
        return !known.from().isAfter(at)
                && !known.recordedAt().isAfter(at)
                && (!known.recordedAt().equals(at) || known.id() < logged.id().value());
    }

    private static boolean isSame(LoggedDecision logged, Evaluation now) {
        Map<String, String> held = now.held().stream().collect(Collectors.toMap(ItemStand::item, ItemStand::cause));
        return logged.result().equals(now.result())
                && logged.rows().equals(now.rowIds())
                && logged.held().equals(held);
    }
}
