package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.Reach;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** A secret case is not there for a reader who was not named for it. */
@Component
class ReadCases implements Cases {
    private static final int MANY = 500;
    private final StoredCases cases;
    private final TaskService tasks;
    private final TaskGroups taskGroups;
    private final Doer doer;

    ReadCases(StoredCases cases, TaskService tasks, TaskGroups taskGroups, Doer doer) {
        this.cases = cases;
        this.tasks = tasks;
        this.taskGroups = taskGroups;
        this.doer = doer;
    }

    @Override
    public Optional<Case> find(CaseId id) {
        return cases.find(id).filter(each -> !each.secret() || named(each.id()));
    }

    private boolean named(CaseId id) {
        String reader = doer.officer();
        return reader != null && cases.officers(id).contains(reader);
    }

    @Override
    public CasePage page(CaseFilter filter) {
        return cases.page(filter, doer.officer());
    }

    @Override
    public List<Case> of(SubjectId subject, Reach reach) {
        return page(new CaseFilter(null, null, reach, java.util.Set.of(subject), null, null, 0, MANY))
                .cases();
    }

    @Override
    public Set<CaseId> resting(Collection<CaseId> ids) {
        return cases.find(ids).stream().filter(Case::suspended).map(Case::id).collect(Collectors.toSet());
    }

    @Override
    public List<Case> cameFrom(CaseId parent) {
        return cases.cameFrom(parent);
    }

    @Override
    public List<String> officers(CaseId id) {
        return cases.officers(id);
    }

    @Override
    public Map<CaseId, List<String>> officers(Collection<CaseId> ids) {
        return cases.officers(ids);
    }

    @Override
    public List<TrailEntry> trail(CaseId id) {
        return cases.trail(id);
    }

    @Override
    public List<OpenTask> openTasks(CaseId id) {
        List<Task> open = tasks.createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(id.value()))
                .orderByTaskCreateTime()
                .asc()
                .list();
        Map<String, Set<String>> groups =
                taskGroups.of(open.stream().map(Task::getId).toList());
        return open.stream()
                .map(each -> open(id, each, groups.getOrDefault(each.getId(), Set.of())))
                .toList();
    }

    private static OpenTask open(CaseId id, Task task, Set<String> groups) {
        Instant due = task.getDueDate() == null ? null : task.getDueDate().toInstant();
        return new OpenTask(
                task.getId(), id, task.getTaskDefinitionKey(), task.getName(), task.getAssignee(), groups, due);
    }
}
