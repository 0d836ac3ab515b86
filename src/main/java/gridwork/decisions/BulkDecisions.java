package gridwork.decisions;

import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Progress;
import gridwork.platform.Work;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides many subjects, by chunks that each commit: what a kill leaves undone, the next run does. */
@Component
class BulkDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDecisions.class);
    /** The most subjects that one transaction locks. */
    private static final int CHUNK = 100;

    private final Subjects subjects;
    private final Standings standings;
    private final Deciding deciding;
    private final Work work;

    BulkDecisions(Subjects subjects, Standings standings, Deciding deciding, Work work) {
        this.subjects = subjects;
        this.standings = standings;
        this.deciding = deciding;
        this.work = work;
    }

    /** @param ruleSets empty = all that are about subjects */
    Redecided all(Release release, Set<String> ruleSets, LocalDate asOf, boolean history, Progress progress) {
        return run(release, ruleSets, asOf, Cause.ASK, history, progress, ruleSet -> open(ruleSet, asOf));
    }

    /** Only those that time may have changed, that another release decided, or that nothing has decided yet. */
    Redecided due(Release release, LocalDate day, Progress progress) {
        return run(release, Set.of(), day, Cause.TIME, false, progress, ruleSet -> {
            Set<SubjectId> settled = standings.settled(ruleSet.id(), day, release.number());
            return open(ruleSet, day).stream()
                    .filter(each -> !settled.contains(each))
                    .toList();
        });
    }

    private List<SubjectId> open(RuleSet ruleSet, LocalDate day) {
        return ruleSet.subjectKinds().stream()
                .flatMap(kind -> subjects.open(kind, day).stream())
                .toList();
    }

    private Redecided run(
            Release release,
            Set<String> ruleSets,
            LocalDate asOf,
            Cause cause,
            boolean history,
            Progress progress,
            Function<RuleSet, List<SubjectId>> whom) {
        Map<RuleSet, List<SubjectId>> asked = new LinkedHashMap<>();
        long total = 0;
        for (RuleSet each : release.ruleSets()) {
            if (!each.subjectKinds().isEmpty() && (ruleSets.isEmpty() || ruleSets.contains(each.id()))) {
                List<SubjectId> ids = whom.apply(each);
                asked.put(each, ids);
                total += ids.size();
            }
        }
        var counted = new Counted(total);
        asked.forEach((ruleSet, ids) -> {
            var answer = new AtomicReference<>(new Deciding.Decided(Map.of(), 0));
            Map<String, Long> counts = counted.results.computeIfAbsent(ruleSet.id(), id -> new TreeMap<>());
            work.together(
                    ids, CHUNK, chunk -> answer.set(decide(release, ruleSet, chunk, asOf, cause, history)), chunk -> {
                        counted.add(ruleSet, counts, Objects.requireNonNull(answer.get()));
                        progress.at(Math.min(counted.total, counted.decided), counted.total, ruleSet.id());
                    });
        });
        LOG.info("decided {} as of {} ({}), {} changed", counted.decided, asOf, cause, counted.changed);
        return new Redecided(counted.decided, counted.changed, counted.results);
    }

    private static final class Counted {
        private final long total;
        private final Map<String, Map<String, Long>> results = new LinkedHashMap<>();
        private long decided;
        private long changed;

        Counted(long total) {
            this.total = total;
        }

        void add(RuleSet ruleSet, Map<String, Long> counts, Deciding.Decided answer) {
            for (Evaluation it : answer.evaluations().getOrDefault(ruleSet, List.of())) {
                counts.merge(it.result(), 1L, Long::sum);
                decided++;
            }
            changed += answer.changed();
        }
    }

    private Deciding.Decided decide(
            Release release, RuleSet ruleSet, List<SubjectId> chunk, LocalDate asOf, Cause cause, boolean history) {
        subjects.lock(chunk);
        Map<SubjectId, Subject> locked = subjects.find(chunk);
        List<Subject> open = new ArrayList<>();
        for (SubjectId each : chunk) {
            Subject subject = locked.get(each);
            if (subject != null && subject.openOn(asOf)) {
                open.add(subject);
            }
        }
        return deciding.decide(Map.of(ruleSet, open), release, asOf, cause, history);
    }
}
