package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Doer;
import gridwork.cases.OpenTask;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import org.camunda.bpm.engine.TaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A task goes to somebody else (转办): with what was written in it, and on the same clocks. */
@Component
public class PassTask {
    private static final Logger LOG = LoggerFactory.getLogger(PassTask.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final TaskService tasks;
    private final CaseBook book;
    private final Work work;
    private final Doer doer;

    PassTask(Acts acts, OfferedMoves offered, TaskService tasks, CaseBook book, Work work, Doer doer) {
        this.acts = acts;
        this.offered = offered;
        this.tasks = tasks;
        this.book = book;
        this.work = work;
        this.doer = doer;
    }

    public void pass(CaseId id, String task, OfficerId to, String reason, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            OpenTask open = acts.task(of, task);
            Move move = offered.require(acts.here(of), Moving.PASS_ON, open.step(), open, by);
            String why = Acts.reason(reason, move.reason());
            if (offered.mayGet(of, move, open).stream()
                    .noneMatch(each -> each.id().equals(to))) {
                throw new Refused("move-not-to-them");
            }
            doer.asProgram(() -> tasks.setAssignee(task, to.value()));
            ObjectNode said = book.details()
                    .put("step", open.step())
                    .put("stepName", open.name())
                    .put("left", open.assignee())
                    .put("replacedBy", to.value())
                    .put("reason", why);
            book.trail(id, by.id().value(), "passed-on", said);
            LOG.info("task {} of case {} is passed on", task, id.value());
        });
    }
}
