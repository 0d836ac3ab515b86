package gridwork.cases.appeal;

import gridwork.cases.CaseBook;
import gridwork.cases.engine.TaskWatch;
import gridwork.platform.Refused;
import gridwork.street.OfficerId;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Nobody takes on, or is given, a reply about what they themselves had a hand in. */
@Component
class KeepHandsApart implements TaskWatch {
    private static final Set<String> STEPS = Set.of(ReplyCase.DECIDE, ReplyCase.CHECK);
    private final CaseBook cases;

    KeepHandsApart(CaseBook cases) {
        this.cases = cases;
    }

    @Override
    public void created(DelegateTask task) {
        check(task);
    }

    @Override
    public void changed(DelegateTask task) {
        check(task);
    }

    private void check(DelegateTask task) {
        if (task.getAssignee() != null
                && STEPS.contains(task.getTaskDefinitionKey())
                && cases.get(task.getExecution().getProcessBusinessKey()).bars(new OfficerId(task.getAssignee()))) {
            throw new Refused("case-own-hand");
        }
    }

    @Override
    public void completed(DelegateTask task) {
        // who completes it has taken it on
    }

    @Override
    public void withdrawn(DelegateTask task) {
        // nobody does it
    }
}
