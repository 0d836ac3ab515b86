package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cases there are and what happened in them: for reading. */
public interface Cases {
    Optional<Case> find(CaseId id);

    /** Newest first. */
    CasePage page(CaseFilter filter);

    /** Newest first; as far as a reach goes, and those for which the reader was named. */
    List<Case> of(SubjectId subject, Reach reach);

    /** Those among them that rest until somebody lets them go on. One query. */
    Set<CaseId> resting(Collection<CaseId> ids);

    /** The cases that came from this one, in the order of their opening. */
    List<Case> cameFrom(CaseId parent);

    /** Who was named for it, in the order of the draw. */
    List<String> officers(CaseId id);

    /** The same of many; a case for which nobody is named is absent. */
    Map<CaseId, List<String>> officers(Collection<CaseId> ids);

    /** From the first to the last. */
    List<TrailEntry> trail(CaseId id);

    List<OpenTask> openTasks(CaseId id);
}
