package gridwork.decisions;

import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.SubjectSelection;
import gridwork.platform.Progress;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import gridwork.rules.SourceTree;
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

    /** A logged decision evaluated anew: with its release, as of its day, from the facts that it counted. */
    Explanation explain(LoggedDecision logged);

    /** How a rule set answers one fact, evaluated anew from what was known then. */
    Explanation explain(FactId fact, String ruleSet, LocalDate asOf, Instant knownAt);

    /** How facts were answered, by fact in the order of the rule sets' answers; one query. */
    Map<FactId, List<LoggedDecision>> answers(Collection<FactId> facts);

    /** What other rule sets were asked because of a decision about a subject, in the order of their answers. */
    List<LoggedDecision> askedBy(SubjectId subject, DecisionId decision);

    /** The rule sets that say how subjects of a kind stand. */
    List<String> ruleSetsFor(String subjectKind);

    /** A rule set of the release in force today. */
    RuleSet ruleSet(String id);

    /** The one that made a decision, of its own release. */
    RuleSet ruleSet(LoggedDecision logged);

    /** The release in force on a day; the first one counts for all time before it. */
    Release release(LocalDate on);

    /** The files of the release in force on a day; of one that the program no longer carries only what decides. */
    SourceTree source(LocalDate on);

    /** Many subjects as of a day as known then; one query a chunk, nothing written. */
    Map<SubjectId, Evaluation> evaluate(
            String ruleSet, Collection<SubjectId> subjects, LocalDate asOf, Instant knownAt);

    /** Asks a rule set that only answers what it is given, e.g. {@code site-check}. */
    Evaluation ask(String ruleSet, Map<String, Object> given, LocalDate on);

    /** Only the outputs of {@link #ask}, for those who do not know the rules. */
    default Map<String, Object> answers(String ruleSet, Map<String, Object> given, LocalDate on) {
        return ask(ruleSet, given, on).values();
    }

    /**
     * Decides all open subjects anew, by chunks of at most 100 that each commit, and logs what changed. For a day before
     * that of a standing only the log learns of it: standings never move back in time.
     *
     * @param ruleSets empty = all
     * @param history true = results of the past: no case is opened
     */
    Redecided redecide(Set<String> ruleSets, LocalDate asOf, boolean history, Progress progress);

    /**
     * Evaluates the logged decisions of a stretch of days again, each for its day, with its release and by what was known
     * when it was made. Writes nothing.
     *
     * @param ruleSets empty = all
     * @param only of these subjects; empty = of all
     */
    Replayed replay(LocalDate from, LocalDate to, Set<String> ruleSets, Collection<SubjectId> only, Progress progress);

    Optional<Standing> standing(SubjectId subject, String ruleSet);

    Map<SubjectId, Standing> standings(String ruleSet, Collection<SubjectId> subjects);

    /** The subjects that stand at a result. */
    SubjectSelection standingAt(String ruleSet, String result);

    /** The subjects whose result has changed since a day; a first result is no change. */
    SubjectSelection changedSince(String ruleSet, LocalDate day);

    /** The subjects of which one of several answers holds, e.g. a warning, or held when somebody could last say. */
    SubjectSelection holding(String ruleSet, String item);

    /** What holds of subjects under a rule set in which several answers may, or held when somebody could last say. */
    Map<SubjectId, List<StandingItem>> itemsOf(String ruleSet, Collection<SubjectId> subjects);

    /** The results over a stretch of days, both ends included, evaluated with what was known at a moment; one query. */
    List<Span> course(SubjectId subject, String ruleSet, LocalDate from, LocalDate to, Instant knownAt);

    /** Newest first, by the day for which it was decided. */
    List<LoggedDecision> history(SubjectId subject, String ruleSet, int size);

    Optional<LoggedDecision> find(DecisionId id);

    /** Those that there are; one query. */
    Map<DecisionId, LoggedDecision> find(Collection<DecisionId> ids);
}
