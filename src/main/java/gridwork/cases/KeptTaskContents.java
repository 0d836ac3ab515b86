package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

@Component
class KeptTaskContents implements TaskContents {
    private static final int LARGEST = 400_000;
    private final StoredCases kept;
    private final Cases cases;
    private final TaskService tasks;
    private final RuntimeService processes;
    private final Work work;
    private final Doer doer;

    KeptTaskContents(StoredCases kept, Cases cases, TaskService tasks, RuntimeService processes, Work work, Doer doer) {
        this.kept = kept;
        this.cases = cases;
        this.tasks = tasks;
        this.processes = processes;
        this.work = work;
        this.doer = doer;
    }

    @Override
    public Optional<OpenTask> open(String task) {
        Task open = tasks.createTaskQuery().taskId(task).singleResult();
        if (open == null) {
            return Optional.empty();
        }
        ProcessInstance its = processes
                .createProcessInstanceQuery()
                .processInstanceId(open.getProcessInstanceId())
                .singleResult();
        if (its == null) { // it ended in between
            return Optional.empty();
        }
        CaseId id = new CaseId(Long.parseLong(its.getBusinessKey()));
        return cases.openTasks(id).stream()
                .filter(each -> each.id().equals(task))
                .findFirst();
    }

    @Override
    public Optional<JsonNode> find(String task) {
        return kept.content(task);
    }

    @Override
    public void save(String task, JsonNode content, String by) {
        if (!content.isObject() || content.toString().length() > LARGEST) {
            throw new Refused("form-too-large");
        }
        work.run(() -> doer.asProgram(() -> {
            OpenTask open = open(task).orElseThrow(() -> new Refused("task-gone"));
            if (!by.equals(open.assignee())) {
                throw new Refused("task-of-another");
            }
            kept.saveContent(task, open.caseId(), content, by);
        }));
    }
}
