package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.TaskWatch;
import gridwork.cases.worklist.WorkList;
import gridwork.platform.BeforeCommit;
import gridwork.street.Acting;
import gridwork.street.LeaveChanged;
import gridwork.street.OfficerId;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * No task waits for somebody who is away: it goes to the deputy, or, where there is none, to the others of the same role; a
 * new one at once. Who comes back gets back what the deputy has not begun. Who was named for a case by a draw is replaced
 * by the same draw, never by a deputy.
 */
@Component
@Order(10)
class HandOver implements TaskWatch {
    private static final Logger log = LoggerFactory.getLogger(HandOver.class);
    private final StoredCases cases;
    private final WorkList list;
    private final Acting acting;
    private final org.springframework.beans.factory.ObjectProvider<TaskService> tasks;
    private final BeforeCommit beforeCommit;
    private final Doer doer;

    HandOver(
            StoredCases cases,
            WorkList list,
            Acting acting,
            org.springframework.beans.factory.ObjectProvider<TaskService> tasks,
            BeforeCommit beforeCommit,
            Doer doer) {
        this.cases = cases;
        this.list = list;
        this.acting = acting;
        this.tasks = tasks;
        this.beforeCommit = beforeCommit;
        this.doer = doer;
    }

    /** A new task of somebody who is away is handed over in the transaction that made it. */
    @Override
    public void created(DelegateTask task) {
        if (task.getAssignee() == null) {
            return;
        }
        OfficerId officer = new OfficerId(task.getAssignee());
        if (acting.away().contains(officer) && list.find(task.getId()).isPresent()) {
            beforeCommit.run(() -> doer.asProgram(() -> look(officer)));
        }
    }

    @Override
    public void changed(DelegateTask task) {}

    @Override
    public void completed(DelegateTask task) {}

    @Override
    public void withdrawn(DelegateTask task) {}

    @EventListener
    void on(LeaveChanged changed) {
        beforeCommit.run(() -> doer.asProgram(() -> look(changed.officer())));
    }

    private void look(OfficerId officer) {
        Optional<OfficerId> now = acting.inPlaceOf(officer);
        if (!now.equals(Optional.of(officer))) {
            for (WorkList.Row task : list.heldBy(officer)) {
                if (!cases.officers(task.caseId()).contains(officer.value())) {
                    // who stands in for somebody and goes away too hands on in the name of the first
                    OfficerId first = task.actsFor() == null ? officer : task.actsFor();
                    hand(task, first.equals(officer) ? now : acting.inPlaceOf(first), first);
                }
            }
        }
        for (WorkList.Row task : list.heldInPlaceOf(officer)) {
            if (!Optional.ofNullable(task.assignee()).equals(now) && !hasBegun(task)) {
                hand(task, now, officer);
            }
        }
    }

    private boolean hasBegun(WorkList.Row task) {
        return task.assignee() != null && cases.isWrittenBy(task.task(), task.assignee());
    }

    /** @param to empty = whoever is of the same role, as where the deputy had a hand in what the case is about */
    private void hand(WorkList.Row task, Optional<OfficerId> to, OfficerId inPlaceOf) {
        OfficerId next = to.filter(each -> !cases.get(task.caseId()).bars(each)).orElse(null);
        TaskService engine = tasks.getObject();
        if (next == null) {
            List<String> groups = engine.getIdentityLinksForTask(task.task()).stream()
                    .map(IdentityLink::getGroupId)
                    .filter(each -> each != null)
                    .toList();
            if (groups.isEmpty()) {
                acting.groupsOf(inPlaceOf).forEach(each -> engine.addCandidateGroup(task.task(), each));
            }
        }
        engine.setAssignee(task.task(), next == null ? null : next.value());
        list.inPlaceOf(task.task(), next == null || next.equals(inPlaceOf) ? null : inPlaceOf);
        ObjectNode said = cases.details();
        said.put("left", id(task.assignee()));
        said.put("replacedBy", id(next));
        said.put("code", next != null && next.equals(inPlaceOf) ? "back" : "on-leave");
        cases.trail(task.caseId(), doer.officer(), "handed-over", doer.cameBy(), said);
        log.info("task {} of {} goes to {}", task.task(), inPlaceOf, next == null ? "its groups" : next);
    }

    private static @Nullable String id(@Nullable OfficerId officer) {
        return officer == null ? null : officer.value();
    }
}
