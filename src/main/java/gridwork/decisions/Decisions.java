package gridwork.decisions;

import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.platform.Progress;
import gridwork.rules.Evaluation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public interface Decisions {
    /** Evaluated anew from the facts as known then, not looked up. */
    Explanation explain(SubjectRef subject, String ruleSet, LocalDate asOf, Instant knownAt);

    /** The rule sets that apply to a kind of subject. */
    List<String> ruleSetsFor(String subjectKind);

    /** Many subjects as of a day as known then; one query a chunk, nothing written. */
    Map<SubjectId, Evaluation> evaluate(
            String ruleSet, Collection<SubjectId> subjects, LocalDate asOf, Instant knownAt);

    /** Asks a rule set that only answers what it is given, e.g. {@code site-check}. */
    Evaluation ask(String ruleSet, Map<String, Object> given, LocalDate on);

    /**
     * Decides all open subjects anew, by chunks of at most 100 that each commit, and logs what changed.
     *
     * @param ruleSets empty = all
     * @param history true = results of the past: no case is opened
     */
    Redecided redecide(Set<String> ruleSets, LocalDate asOf, boolean history, Progress progress);

    Optional<Standing> standing(SubjectId subject, String ruleSet);

    Map<SubjectId, Standing> standings(String ruleSet, Collection<SubjectId> subjects);

    /** The subjects that stand at a result. */
    Set<SubjectId> standingAt(String ruleSet, String result);

    /** Newest first. */
    List<LoggedDecision> history(SubjectId subject, String ruleSet, int size);

    Optional<LoggedDecision> find(DecisionId id);
}
