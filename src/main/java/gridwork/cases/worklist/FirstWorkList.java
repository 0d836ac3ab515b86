package gridwork.cases.worklist;

import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseSubjects;
import gridwork.cases.TaskGroups;
import gridwork.platform.AtStart;
import gridwork.platform.Work;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tasks that were open before there was a list of them come onto it at the first start, all or none. */
@Component
class FirstWorkList extends AtStart {
    private static final Logger log = LoggerFactory.getLogger(FirstWorkList.class);
    private static final int CHUNK = 500;
    private final StoredWorkList list;
    private final CaseBook cases;
    private final CaseSubjects about;
    private final TaskService tasks;
    private final TaskGroups taskGroups;
    private final RuntimeService processes;
    private final Work work;

    FirstWorkList(
            StoredWorkList list,
            CaseBook cases,
            CaseSubjects about,
            TaskService tasks,
            TaskGroups taskGroups,
            RuntimeService processes,
            Work work) {
        this.list = list;
        this.cases = cases;
        this.about = about;
        this.tasks = tasks;
        this.taskGroups = taskGroups;
        this.processes = processes;
        this.work = work;
    }

    @Override
    protected void prepare() {
        if (list.isEmpty() && tasks.createTaskQuery().count() > 0) {
            work.run(this::fill);
        }
    }

    private void fill() {
        int from = 0;
        List<Task> some = some(from);
        for (; !some.isEmpty(); some = some(from)) {
            var keys = processes
                    .createProcessInstanceQuery()
                    .processInstanceIds(
                            some.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(ProcessInstance::getId, each -> CaseId.ofKey(each.getBusinessKey())));
            Map<String, Set<String>> groups =
                    taskGroups.of(some.stream().map(Task::getId).toList());
            for (Task each : some) {
                keys.getOrDefault(each.getProcessInstanceId(), Optional.empty())
                        .ifPresent(id -> put(each, id, groups.getOrDefault(each.getId(), Set.of())));
            }
            list.write();
            from += some.size();
        }
        log.info("{} open tasks looked at for the list of work", from);
    }

    private List<Task> some(int from) {
        return tasks.createTaskQuery().orderByTaskId().asc().listPage(from, CHUNK);
    }

    private void put(Task task, CaseId id, Set<String> groups) {
        Instant due = task.getDueDate() == null ? null : task.getDueDate().toInstant();
        cases.find(id)
                .ifPresent(of -> about.of(of).ifPresent(subject -> {
                    OfficerId assignee = task.getAssignee() == null ? null : new OfficerId(task.getAssignee());
                    list.add(new StoredWorkList.New(
                            task.getId(),
                            id,
                            of.matter(),
                            subject.id(),
                            KeepWorkList.about(subject),
                            task.getTaskDefinitionKey(),
                            task.getName(),
                            new StoredWorkList.Kept(assignee, null, StoredWorkList.moment(due), groups),
                            task.getCreateTime().toInstant()));
                }));
    }
}
