package gridwork.cases.worklist;

import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An officer's own list of work: what it does, what its groups may take on, and what it has done. */
public interface WorkList {
    /** Counts end here: who has more to do than this need not know how much more. */
    int MANY = 1000;

    /** The ways to look at it. */
    enum Part {
        /** What the officer has taken on or was given. */
        MINE,
        /** What its groups may take on and nobody has. */
        GRID,
        /** Of both, what should have been done before this day. */
        OVERDUE,
        /** Of both, what is due on this day. */
        TODAY,
        /** What the officer did itself. */
        DONE
    }

    /**
     * @param groups as role@area
     * @param text a case number, or a part of the subject's name or code; null = all
     * @param from first row, from 0
     * @param size rows a page
     */
    record Asked(
            OfficerId officer,
            Set<String> groups,
            Part part,
            @Nullable String text,
            int from,
            int size) {}

    /** @param total at most {@link #MANY}; {@code more} = there are more rows after these */
    record Page(List<Row> rows, int total, boolean more) {}

    /** @param actsFor in whose place the assignee works */
    record Row(
            String task,
            CaseId caseId,
            String matter,
            SubjectId subject,
            String step,
            String name,
            @Nullable OfficerId assignee,
            @Nullable OfficerId actsFor,
            @Nullable Instant due,
            Instant created,
            @Nullable Instant ended,
            @Nullable OfficerId endedBy) {}

    /** The most urgent first; what is done, the latest first. */
    Page page(Asked asked);

    /** How many there are of each part of what is still to do, at most {@link #MANY} each. */
    Map<Part, Integer> counts(OfficerId officer, Set<String> groups);

    Optional<Row> find(String task);

    /** The open tasks that an officer has taken on or was given. */
    List<Row> heldBy(OfficerId officer);

    /** The open tasks that others do in an officer's place. */
    List<Row> heldInPlaceOf(OfficerId officer);

    /** The steps where a case has been and is not only just: what was done there, and what went away undone. */
    Set<String> stepsEnded(CaseId of);

    /** What was done last in a case. */
    Optional<Row> lastDone(CaseId of);

    /** @param groups who may take it on, or might have before it was taken on */
    record Open(String task, @Nullable OfficerId assignee, Set<String> groups) {}

    /** The open tasks of cases; a case without any is absent. One query. */
    Map<CaseId, List<Open>> open(Collection<CaseId> ids);

    /** Whether an officer works on an open task of a case. */
    boolean worksOn(OfficerId officer, CaseId id);

    /** The assignee of an open task does it in somebody's place; null = in its own right. */
    void inPlaceOf(String task, @Nullable OfficerId actsFor);
}
