package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

@Component
class KeptTaskContents implements TaskContents {
    private static final int LARGEST = 400_000;
    private final StoredCases cases;
    private final TaskService tasks;
    private final RuntimeService processes;
    private final Work work;
    private final Doer doer;

    KeptTaskContents(StoredCases cases, TaskService tasks, RuntimeService processes, Work work, Doer doer) {
        this.cases = cases;
        this.tasks = tasks;
        this.processes = processes;
        this.work = work;
        this.doer = doer;
    }

    @Override
    public Optional<JsonNode> find(String task) {
        return cases.content(task);
    }

    @Override
    public void save(String task, JsonNode content, String by) {
        if (!content.isObject() || content.toString().length() > LARGEST) {
            throw new Refused("form-too-large");
        }
        work.run(() -> doer.asProgram(() -> {
            Task open = tasks.createTaskQuery().taskId(task).singleResult();
            if (open == null) {
                throw new Refused("task-gone");
            }
            if (!by.equals(open.getAssignee())) {
                throw new Refused("task-of-another");
            }
            String businessKey = processes
                    .createProcessInstanceQuery()
                    .processInstanceId(open.getProcessInstanceId())
                    .singleResult()
                    .getBusinessKey();
            cases.saveContent(task, new CaseId(Long.parseLong(businessKey)), content, by);
        }));
    }
}
