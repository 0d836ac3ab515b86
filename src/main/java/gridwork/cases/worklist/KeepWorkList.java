package gridwork.cases.worklist;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseSubjects;
import gridwork.cases.engine.TaskWatch;
import gridwork.facts.EntryEdited;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.street.Acting;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts every task of a case on the list, and beside it in the Tasklist what the case is: its number and its subject. */
@Component
@Order(0)
class KeepWorkList implements TaskWatch {
    /** What the Tasklist's columns and its search by description read. */
    private static final String SUBJECT = "subject";

    private static final String NUMBER = "caseNumber";
    private final StoredWorkList list;
    private final CaseBook cases;
    private final CaseSubjects about;
    private final Subjects subjects;
    private final Acting acting;

    KeepWorkList(StoredWorkList list, CaseBook cases, CaseSubjects about, Subjects subjects, Acting acting) {
        this.list = list;
        this.cases = cases;
        this.about = about;
        this.subjects = subjects;
        this.acting = acting;
    }

    @Override
    public void created(DelegateTask task) {
        Case of = caseOf(task).flatMap(cases::find).orElse(null);
        Subject subject = of == null ? null : about.of(of).orElse(null);
        if (of == null || subject == null) {
            return;
        }
        String number = String.valueOf(of.id().value());
        task.setVariableLocal(SUBJECT, subject.name());
        task.setVariableLocal(NUMBER, number);
        String said = task.getDescription();
        task.setDescription(subject.name() + " · " + subject.ref().code() + " · " + number
                + (said == null || said.isBlank() ? "" : "\n" + said));
        OfficerId assignee = officer(task.getAssignee());
        Set<String> groups = groups(task);
        list.add(new StoredWorkList.New(
                task.getId(),
                of.id(),
                of.matter(),
                subject.id(),
                about(subject),
                task.getTaskDefinitionKey(),
                task.getName(),
                new StoredWorkList.Kept(
                        assignee, inPlaceOf(assignee, groups), StoredWorkList.moment(due(task)), groups),
                task.getCreateTime().toInstant()));
    }

    /** The engine tells of one act more than once, and of much that a list does not show. */
    @Override
    public void changed(DelegateTask task) {
        if (caseOf(task).isEmpty()) {
            return;
        }
        list.kept(task.getId()).ifPresent(there -> {
            OfficerId assignee = officer(task.getAssignee());
            Set<String> groups = groups(task);
            var now = new StoredWorkList.Kept(
                    assignee,
                    Objects.equals(assignee, there.assignee()) ? there.actsFor() : inPlaceOf(assignee, groups),
                    StoredWorkList.moment(due(task)),
                    groups);
            if (!now.equals(there)) {
                list.change(task.getId(), there, now);
            }
        });
    }

    private @Nullable OfficerId inPlaceOf(@Nullable OfficerId assignee, Set<String> groups) {
        return assignee == null ? null : acting.forWhom(assignee, groups).orElse(null);
    }

    @Override
    public void completed(DelegateTask task) {
        if (caseOf(task).isEmpty()) {
            return;
        }
        boolean wasOpen = list.end(task.getId(), "done", officer(task.getAssignee()));
        if (!wasOpen
                && list.find(task.getId()).filter(row -> row.ended() != null).isPresent()) {
            throw new Refused("task-gone"); // somebody was faster, and this act waited for theirs
        }
    }

    @Override
    public void withdrawn(DelegateTask task) {
        list.end(task.getId(), "withdrawn", null);
    }

    @EventListener
    void on(EntryEdited edited) {
        subjects.find(edited.subject()).ifPresent(subject -> list.renamed(subject.id(), about(subject)));
    }

    static String about(Subject subject) {
        return subject.name() + " " + subject.ref().code();
    }

    private static Optional<CaseId> caseOf(DelegateTask task) {
        return CaseId.ofKey(
                task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey());
    }

    private static Set<String> groups(DelegateTask task) {
        return task.getCandidates().stream()
                .filter(each -> IdentityLinkType.CANDIDATE.equals(each.getType()))
                .map(IdentityLink::getGroupId)
                .filter(each -> each != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable Instant due(DelegateTask task) {
        Date due = task.getDueDate();
        return due == null ? null : due.toInstant();
    }

    private static @Nullable OfficerId officer(@Nullable String id) {
        return id == null ? null : new OfficerId(id);
    }
}
