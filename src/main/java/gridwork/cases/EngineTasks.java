package gridwork.cases;

import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Duty;
import gridwork.street.Officer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

@Component
class EngineTasks implements Tasks {
    private static final int MANY = 200;
    private final TaskService tasks;
    private final RuntimeService processes;
    private final FormService forms;
    private final IdentityService identity;
    private final Work work;

    EngineTasks(TaskService tasks, RuntimeService processes, FormService forms, IdentityService identity, Work work) {
        this.tasks = tasks;
        this.processes = processes;
        this.forms = forms;
        this.identity = identity;
        this.work = work;
    }

    @Override
    public List<OpenTask> of(Officer officer) {
        List<Task> all = new ArrayList<>(
                urgent(tasks.createTaskQuery().taskAssignee(officer.id().value())));
        List<String> groups = groups(officer);
        if (!groups.isEmpty()) {
            all.addAll(
                    urgent(tasks.createTaskQuery().taskCandidateGroupIn(groups).taskUnassigned()));
        }
        Set<String> instances =
                all.stream().map(Task::getProcessInstanceId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> businessKeys = instances.isEmpty()
                ? Map.of()
                : processes.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(each -> each.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return all.stream()
                .filter(each -> businessKeys.containsKey(each.getProcessInstanceId()))
                .map(each -> new OpenTask(
                        each.getId(),
                        new CaseId(Long.parseLong(businessKeys.get(each.getProcessInstanceId()))),
                        each.getTaskDefinitionKey(),
                        each.getName(),
                        each.getAssignee(),
                        Set.of(),
                        each.getDueDate() == null ? null : each.getDueDate().toInstant()))
                .toList();
    }

    private static List<Task> urgent(TaskQuery query) {
        return query.orderByDueDate().asc().orderByTaskCreateTime().asc().listPage(0, MANY);
    }

    @Override
    public void claim(String task, Officer officer) {
        as(officer, () -> tasks.claim(task, officer.id().value()));
    }

    @Override
    public void complete(String task, Officer officer) {
        as(officer, () -> tasks.complete(task));
    }

    /** In the officer's name, with what the engine grants it; done again when another transaction is in the way. */
    private void as(Officer officer, Runnable act) {
        identity.setAuthentication(officer.id().value(), groups(officer));
        try {
            work.run(act);
        } catch (AuthorizationException notTheirs) {
            throw new Refused("task-of-another");
        } finally {
            identity.clearAuthentication();
        }
    }

    @Override
    public String form(String task) {
        try (InputStream form = forms.getDeployedTaskForm(task)) {
            return new String(form.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> groups(Officer officer) {
        return officer.duties().stream().map(Duty::group).toList();
    }
}
