package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.cases.Doer;
import gridwork.platform.BeforeCommit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks' due dates, as the Tasklist shows and sorts them: those of the clocks. */
@Component
class TaskDues {
    private final StoredClocks clocks;
    private final TaskService tasks;
    private final BeforeCommit beforeCommit;
    private final Doer doer;

    TaskDues(StoredClocks clocks, TaskService tasks, BeforeCommit beforeCommit, Doer doer) {
        this.clocks = clocks;
        this.tasks = tasks;
        this.beforeCommit = beforeCommit;
        this.doer = doer;
    }

    /** The tasks there are follow their clocks, when the engine has finished what it is at. */
    void follow(CaseId of) {
        beforeCommit.run(() -> doer.asProgram(() -> align(of)));
    }

    private void align(CaseId of) {
        List<CaseClock> all = clocks.of(of);
        boolean parts = all.stream().anyMatch(each -> each.part() != null);
        for (Task each : tasks.createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(of.value()))
                .list()) {
            List<CaseClock> its = of(all, each.getTaskDefinitionKey(), parts ? part(each) : Optional.empty());
            Date due = due(its);
            if (!its.isEmpty() && !Objects.equals(due, each.getDueDate())) {
                each.setDueDate(due);
                tasks.saveTask(each);
            }
        }
    }

    private Optional<String> part(Task task) {
        return Optional.ofNullable(tasks.getVariable(task.getId(), Breaches.PART))
                .map(String::valueOf);
    }

    /** The open clocks with which a task is due: those of its step and part, else those of the whole case. */
    static List<CaseClock> of(List<CaseClock> all, String step, Optional<String> part) {
        return of(
                all.stream()
                        .filter(each -> each.part() == null || each.part().equals(part.orElse(null)))
                        .toList(),
                step);
    }

    /** The same, of all parts. */
    static List<CaseClock> of(List<CaseClock> all, String step) {
        List<CaseClock> own = all.stream()
                .filter(CaseClock::open)
                .filter(each -> each.isOf(step))
                .toList();
        return own.isEmpty()
                ? all.stream()
                        .filter(CaseClock::open)
                        .filter(each -> each.step() == null)
                        .toList()
                : own;
    }

    /** Null where all of them are paused. */
    static @Nullable Date due(List<CaseClock> its) {
        return its.stream()
                .map(CaseClock::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(Date::from)
                .orElse(null);
    }
}
