package gridwork.cases.engine;

import gridwork.street.Matters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the engine lets everybody do: open the Tasklist, use its lists and see how a process looks. A task itself is seen by
 * its assignee and candidates only, which the engine grants by itself. Administrators may use its tools, on the processes
 * of matters that keep no secrets: of the others even a number tells that something began today, and Cockpit numbers
 * whatever process may be looked at. Whatever else was granted to all or to a group is taken back; so is what denies somebody
 * a right, of which nothing here asks.
 */
@Component
class EngineRights {
    private final AuthorizationService authorizations;
    private final TasklistFilters lists;
    private final Matters matters;

    EngineRights(AuthorizationService authorizations, TasklistFilters lists, Matters matters) {
        this.authorizations = authorizations;
        this.lists = lists;
        this.matters = matters;
    }

    /** @param group null = everybody */
    private record Right(@Nullable String group, Resources resource, String id, Permission permission) {
        int type() {
            return group == null ? Authorization.AUTH_TYPE_GLOBAL : Authorization.AUTH_TYPE_GRANT;
        }

        boolean is(Authorization there) {
            return there.getAuthorizationType() == type()
                    && there.getResourceType() == resource.resourceType()
                    && id.equals(there.getResourceId())
                    && (group == null ? there.getGroupId() == null : group.equals(there.getGroupId()))
                    && there.isPermissionGranted(permission)
                    && there.isPermissionGranted(Permissions.ALL) == (permission == Permissions.ALL);
        }
    }

    private Stream<Authorization> there() {
        return Stream.of(
                        authorizations.createAuthorizationQuery().authorizationType(Authorization.AUTH_TYPE_GLOBAL),
                        authorizations.createAuthorizationQuery().authorizationType(Authorization.AUTH_TYPE_REVOKE),
                        authorizations
                                .createAuthorizationQuery()
                                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                                .groupIdIn(Groups.CAMUNDA_ADMIN, StreetIdentity.OFFICERS))
                .flatMap(each -> each.list().stream());
    }

    void grant() {
        Set<Right> wanted = new HashSet<>();
        wanted.add(new Right(null, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        wanted.add(administrators(Resources.APPLICATION, Authorization.ANY, Permissions.ALL));
        wanted.add(administrators(Resources.FILTER, Authorization.ANY, Permissions.ALL));
        wanted.add(administrators(Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ));
        Set<String> secret = processes(true);
        for (String process : secret) {
            wanted.add(new Right(StreetIdentity.OFFICERS, Resources.PROCESS_DEFINITION, process, Permissions.READ));
        }
        for (String process : processes(false)) {
            if (!secret.contains(process)) {
                wanted.add(new Right(null, Resources.PROCESS_DEFINITION, process, Permissions.READ));
                wanted.add(administrators(Resources.PROCESS_DEFINITION, process, Permissions.ALL));
            }
        }
        for (String list : lists.made()) {
            wanted.add(new Right(null, Resources.FILTER, list, Permissions.READ));
        }
        List<Authorization> there = there().toList();
        there.stream()
                .filter(each -> wanted.stream().noneMatch(right -> right.is(each)))
                .forEach(each -> authorizations.deleteAuthorization(each.getId()));
        wanted.stream().filter(right -> there.stream().noneMatch(right::is)).forEach(this::save);
    }

    private static Right administrators(Resources resource, String id, Permission permission) {
        return new Right(Groups.CAMUNDA_ADMIN, resource, id, permission);
    }

    private Set<String> processes(boolean secret) {
        return matters.all().stream()
                .filter(each -> each.secret() == secret)
                .flatMap(each -> Stream.ofNullable(each.process()))
                .collect(Collectors.toSet());
    }

    private void save(Right right) {
        Authorization grant = authorizations.createNewAuthorization(right.type());
        if (right.group() != null) {
            grant.setGroupId(right.group());
        }
        grant.setResource(right.resource());
        grant.setResourceId(right.id());
        grant.addPermission(right.permission());
        authorizations.saveAuthorization(grant);
    }
}
