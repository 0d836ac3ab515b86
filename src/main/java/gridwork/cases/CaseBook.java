package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.SubjectId;
import gridwork.street.AreaId;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of the cases (案卷), for those who carry a matter's work: what is known of a case, and what becomes of it. */
public interface CaseBook {
    ObjectNode details();

    Case get(CaseId id);

    Optional<Case> find(CaseId id);

    /** Those that are there. One query. */
    Map<CaseId, Case> find(Collection<CaseId> ids);

    /** The one that a running step belongs to. */
    default Case get(String businessKey) {
        return get(new CaseId(Long.parseLong(businessKey)));
    }

    /** A message for whoever waits for it in the process; false = nobody does. */
    boolean tell(CaseId id, String message);

    Optional<Case> find(SubjectId subject, String matter, String cause);

    /** The open cases of a subject, whoever asks. */
    List<Case> open(SubjectId subject);

    /** The same of many; a subject without any is absent. One query. */
    Map<SubjectId, List<Case>> allOpen(Collection<SubjectId> subjects);

    /** The last day in time, where something that a clock of the catalogue limits begins today; without a limit it is today. */
    LocalDate lastDay(String matter, String clock);

    /**
     * Time begins for something that the catalogue limits.
     *
     * @param step whose tasks are due with it; null = all
     * @return the last day; today without a limit
     */
    LocalDate within(Case of, String clock, @Nullable String step);

    /**
     * Time begins that lasts until the end of a day.
     *
     * @param why it is that day, see {@code cases.clock.day.*} in the message catalogue
     */
    void until(Case of, String clock, @Nullable String step, LocalDate day, String why);

    /** What a clock of the case stands for is done. */
    void done(Case of, String clock);

    /** In the order of their opening. */
    List<Case> cameFrom(CaseId parent);

    /**
     * Opens them, with their processes, as the program: within the locks of their subjects, where nothing of the same matter
     * and cause is there.
     *
     * @return in the order asked for
     */
    List<Case> open(List<NewCase> asked);

    /**
     * Adds a case to which no process belongs yet.
     *
     * @param cause unique for subject and matter
     */
    Case add(
            String matter,
            SubjectId subject,
            @Nullable AreaId area,
            String cause,
            @Nullable CaseId parent,
            @Nullable LocalDate dueOn,
            JsonNode details);

    /** Starts its process before the transaction commits. */
    void start(Case opened, String process);

    /**
     * A case of its own of what was in another, open since that one was; its process stands at these steps.
     *
     * @param cause unique for subject and matter
     * @param definition the version of the process on which it runs
     */
    Case splitFrom(Case whole, String cause, JsonNode details, String definition, List<String> steps);

    void change(Case changed, @Nullable LocalDate dueOn, JsonNode details);

    /** Ends it without a milestone: its process has said what was reached. */
    void close(CaseId id);

    List<String> officers(CaseId id);

    /** Who answers for it, in place of whoever did before; null = nobody. */
    void responsible(CaseId id, @Nullable OfficerId officer);

    /** @param what a code, see {@code cases.trail.*} in the message catalogue */
    void trail(CaseId id, @Nullable String who, String what, JsonNode content);

    void milestone(Case of, String milestone, Map<String, Object> more);

    /** @param reference tells milestones of the same kind in one case apart */
    void milestone(Case of, String milestone, String reference, Map<String, Object> more);

    /** The photos that a form names must have been sent for this case. */
    void check(Case of, JsonNode photos);

    /** How a check's conclusions become facts, for the kind of subject that the case is about. */
    Results results(Case of);

    /**
     * A fact of the case's own.
     *
     * @param reference what tells it from the others of the case
     * @param found how many problems; null where the kind counts none
     * @param payload only what the kind may hold is kept
     */
    void record(
            Case of,
            String kind,
            String category,
            String reference,
            Instant at,
            @Nullable Integer found,
            Map<String, Object> payload);

    /**
     * A problem that a check found is to be put right: one case each.
     *
     * @param number from 1, within the check
     * @param category what kind of violation it is; empty where its kind of subject knows none
     */
    void rectify(Case check, int number, String category, String description, JsonNode photos);
}
