package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * A new task is due with the clocks of its step, or with those of its case. Where the time of one of them was up before the
 * step was reached, the process hears of it as soon as it waits there.
 */
@UsableInProcesses("showDue")
class ShowDue implements TaskListener {
    private final StoredClocks clocks;

    ShowDue(StoredClocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public void notify(DelegateTask task) {
        var of = new CaseId(Long.parseLong(task.getExecution().getProcessBusinessKey()));
        Optional<String> part =
                Optional.ofNullable(task.getVariable(Breaches.PART)).map(String::valueOf);
        List<CaseClock> its = TaskDues.of(clocks.of(of), task.getTaskDefinitionKey(), part);
        if (!its.isEmpty()) {
            task.setDueDate(TaskDues.due(its));
        }
        its.stream()
                .filter(each -> each.breachedAt() != null && each.toldAt() == null)
                .forEach(each -> clocks.wake(each.id()));
    }
}
