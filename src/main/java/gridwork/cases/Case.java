package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.facts.SubjectId;
import gridwork.street.AreaId;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case (案件): what is being done about a subject in a matter.
 *
 * @param matter id in the matter catalogue
 * @param area the subject's grid when it was opened
 * @param cause what it was opened for; unique per subject and matter
 * @param parent the case it came from, e.g. the check that found what is rectified here
 * @param dueOn the last day on which it is in time
 * @param secret until it is carried out only its officers may know of it
 * @param details what the matter knows of it, by the matter's process
 */
public record Case(
        CaseId id,
        String matter,
        SubjectId subject,
        @Nullable AreaId area,
        String cause,
        @Nullable CaseId parent,
        State state,
        Instant openedAt,
        @Nullable LocalDate dueOn,
        @Nullable Instant closedAt,
        boolean secret,
        JsonNode details,
        int version) {
    public enum State {
        OPEN,
        CLOSED
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** It rests until somebody lets it go on: its clocks are paused, its tasks are not completed. */
    public boolean suspended() {
        return open() && details.has(SUSPENDED);
    }

    /** What evidence and signatures call it: {@code case/123}. */
    public String about() {
        return ABOUT + id.value();
    }

    /** It went into another case, and ended so. */
    public boolean mergedIntoAnother() {
        return details.has(MERGED_INTO);
    }

    /** They had a hand in what it is about (回避): they can do nothing in it, whatever their role. */
    public boolean bars(OfficerId officer) {
        for (JsonNode each : details.path(BARRED)) {
            if (each.asText().equals(officer.value())) {
                return true;
            }
        }
        return false;
    }

    public static final String ABOUT = "case/";

    /** In its details: the number of the case into which it went. */
    public static final String MERGED_INTO = "mergedInto";

    /** In its details while it rests: {@code by}, {@code at} and {@code reason}. */
    public static final String SUSPENDED = "suspended";

    /** In its details: the officers who are kept out of it. */
    public static final String BARRED = "barred";
}
