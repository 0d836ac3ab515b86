package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.cases.engine.TaskWatch;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A new task is due with the clocks of its step, or with those of its case, before anybody else hears of it. Where the time
 * of one of them was up before the step was reached, the process hears of it as soon as it waits there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DueWithClocks implements TaskWatch {
    private final StoredClocks clocks;

    DueWithClocks(StoredClocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public void created(DelegateTask task) {
        CaseId id = CaseId.ofKey(
                        task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey())
                .orElse(null);
        if (id == null) {
            return;
        }
        Optional<String> part =
                Optional.ofNullable(task.getVariable(Breaches.PART)).map(String::valueOf);
        List<CaseClock> its = TaskDues.of(clocks.of(id), task.getTaskDefinitionKey(), part);
        if (!its.isEmpty()) {
            task.setDueDate(TaskDues.due(its));
        }
        its.stream()
                .filter(each -> each.breachedAt() != null && each.toldAt() == null)
                .forEach(each -> clocks.wake(each.id()));
    }

    @Override
    public void changed(DelegateTask task) {}

    @Override
    public void completed(DelegateTask task) {}

    @Override
    public void withdrawn(DelegateTask task) {}
}
