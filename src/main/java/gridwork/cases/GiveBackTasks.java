package gridwork.cases;

import gridwork.platform.BeforeCommit;
import gridwork.street.Acting;
import gridwork.street.Officer;
import gridwork.street.OfficerChanged;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What somebody took on as one of a group goes back to the group when they are none of it any more; what they wrote stays in it. */
@Component
class GiveBackTasks {
    private static final Logger log = LoggerFactory.getLogger(GiveBackTasks.class);
    private final Officers officers;
    private final Acting acting;
    private final TaskService tasks;
    private final TaskGroups taskGroups;
    private final BeforeCommit beforeCommit;
    private final Doer doer;

    GiveBackTasks(
            Officers officers,
            Acting acting,
            TaskService tasks,
            TaskGroups taskGroups,
            BeforeCommit beforeCommit,
            Doer doer) {
        this.officers = officers;
        this.acting = acting;
        this.tasks = tasks;
        this.taskGroups = taskGroups;
        this.beforeCommit = beforeCommit;
        this.doer = doer;
    }

    @EventListener
    void on(OfficerChanged changed) {
        beforeCommit.run(() -> doer.asProgram(() -> giveBack(changed.id())));
    }

    private void giveBack(OfficerId id) {
        Set<String> held =
                officers.find(id).filter(Officer::active).map(acting::groups).orElse(Set.of());
        List<Task> its = tasks.createTaskQuery().taskAssignee(id.value()).list();
        Map<String, Set<String>> all =
                taskGroups.of(its.stream().map(Task::getId).toList());
        for (Task task : its) {
            Set<String> groups = all.getOrDefault(task.getId(), Set.of());
            if (!groups.isEmpty() && groups.stream().noneMatch(held::contains)) {
                tasks.setAssignee(task.getId(), null);
                log.info("task {} goes back to {}", task.getId(), groups);
            }
        }
    }
}
