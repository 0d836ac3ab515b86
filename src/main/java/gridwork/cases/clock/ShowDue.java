package gridwork.cases.clock;

import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** For steps whose clock begins only as the task is made, in a listener before this one: the task is due with it. */
@UsableInProcesses("showDue")
class ShowDue implements TaskListener {
    private final DueWithClocks due;

    ShowDue(DueWithClocks due) {
        this.due = due;
    }

    @Override
    public void notify(DelegateTask task) {
        due.created(task);
    }
}
