package gridwork.cases.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.stereotype.Component;

/**
 * What the engine lets everybody do: open the Tasklist, use its lists and see how a process looks. A task itself is seen by
 * its assignee and candidates only, which the engine grants by itself. Administrators may everything.
 */
@Component
class EngineRights {
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;

    EngineRights(AuthorizationService authorizations, FilterService filters, TaskService tasks) {
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
    }

    void grant() {
        everybody(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        everybody(Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
        for (Resources each : Resources.values()) {
            administrators(each);
        }
        list("我的任务 · My tasks", 0, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        list(
                "我小组的任务 · My groups' tasks",
                10,
                tasks.createTaskQuery()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .taskUnassigned());
        list(
                "已逾期 · Overdue",
                20,
                tasks.createTaskQuery()
                        .taskAssigneeExpression("${currentUser()}")
                        .dueBeforeExpression("${now()}"));
    }

    private void everybody(Resource resource, String id, Permission permission) {
        if (authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                == 0) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            grant.setResource(resource);
            grant.setResourceId(id);
            grant.addPermission(permission);
            authorizations.saveAuthorization(grant);
        }
    }

    private void administrators(Resource resource) {
        if (authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(Groups.CAMUNDA_ADMIN)
                        .resourceType(resource)
                        .resourceId(Authorization.ANY)
                        .count()
                == 0) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(Groups.CAMUNDA_ADMIN);
            grant.setResource(resource);
            grant.setResourceId(Authorization.ANY);
            grant.addPermission(Permissions.ALL);
            authorizations.saveAuthorization(grant);
        }
    }

    private void list(String name, int place, org.camunda.bpm.engine.task.TaskQuery query) {
        List<Filter> there = filters.createTaskFilterQuery().filterName(name).list();
        if (there.isEmpty()) {
            Filter filter = filters.newTaskFilter(name).setQuery(query);
            filter.setProperties(Map.of(
                    "priority",
                    place,
                    "refresh",
                    true,
                    "showUndefinedVariable",
                    false,
                    "variables",
                    List.of(Map.of("name", "subject", "label", "对象"))));
            everybody(Resources.FILTER, filters.saveFilter(filter).getId(), Permissions.READ);
        }
    }
}
