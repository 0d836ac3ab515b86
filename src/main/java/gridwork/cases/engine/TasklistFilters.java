package gridwork.cases.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The Tasklist's lists, made where they are missing, with ids that never change; what an administrator changed in one stays.
 * None asks for a variable: what is shown beside a task is read for the tasks of one page only, and case number and subject
 * are searched by business key and description.
 */
@Component
class TasklistFilters {
    /** Before this version they had no ids of their own. */
    private static final List<String> FORMER = List.of("我的任务 · My tasks", "我小组的任务 · My groups' tasks", "已逾期 · Overdue");

    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "caseNumber", "label", "案号 · Case"), Map.of("name", "subject", "label", "对象 · Subject"));
    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final FilterService filters;
    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;

    TasklistFilters(FilterService filters, TaskService tasks, ProcessEngineConfigurationImpl engine) {
        this.filters = filters;
        this.tasks = tasks;
        this.engine = engine;
    }

    /** Their ids. */
    List<String> made() {
        filters.createFilterQuery().list().stream()
                .filter(each -> FORMER.contains(each.getName()) && !each.getId().startsWith("gridwork-"))
                .forEach(each -> filters.deleteFilter(each.getId()));
        return List.of(
                list(
                        "gridwork-mine",
                        "我的任务 · My tasks",
                        0,
                        tasks.createTaskQuery().taskAssigneeExpression(ME)),
                list(
                        "gridwork-grid",
                        "我的网格 · My grid",
                        10,
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression(MY_GROUPS)
                                .taskUnassigned()),
                list("gridwork-overdue", "已逾期 · Overdue", 20, toDo().dueBeforeExpression("${startOfToday}")),
                list(
                        "gridwork-today",
                        "今天到期 · Due today",
                        30,
                        toDo().dueAfterExpression("${startOfToday}").dueBeforeExpression("${startOfTomorrow}")));
    }

    private TaskQuery toDo() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(ME)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }

    private String list(String id, String name, int place, TaskQuery query) {
        if (filters.createFilterQuery().filterId(id).count() == 0) {
            Filter filter = filters.newTaskFilter(name).setQuery(query);
            filter.setProperties(
                    Map.of("priority", place, "refresh", true, "showUndefinedVariable", false, "variables", COLUMNS));
            ((FilterEntity) filter).setId(id);
            // saving a filter that has an id would look for one that is there
            engine.getCommandExecutorTxRequired().execute(context -> {
                context.getDbEntityManager().insert((FilterEntity) filter);
                return null;
            });
        }
        return id;
    }
}
