package gridwork.cases.engine;

import gridwork.platform.Refused;
import java.util.List;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.NullUnmarked;

/**
 * The same rights with fewer questions. Before each the engine reads every group that has any right at all, which with
 * tasks in many grids are all of them, only to leave out groups that would match nothing anyway; and for a task that it
 * has just made it looks for rights that can only come after it. No right is written to be taken back from somebody: whoever shall not
 * do a thing has no duty that lets it, and so nobody need ask for such rows at every step.
 */
@NullUnmarked
class RightsAskedOnce extends AuthorizationManager {
    static final SessionFactory MADE = new SessionFactory() {
        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new RightsAskedOnce();
        }
    };

    @Override
    public void insert(DbEntity right) {
        refuseToTakeBack(right);
        super.insert(right);
    }

    @Override
    public void update(AuthorizationEntity right) {
        refuseToTakeBack(right);
        super.update(right);
    }

    private static void refuseToTakeBack(DbEntity right) {
        if (right instanceof AuthorizationEntity written
                && written.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE) {
            throw new Refused("right-taken-back");
        }
    }

    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    @Override
    public AuthorizationEntity findAuthorizationByUserIdAndResourceId(
            int type, String user, Resource resource, String id) {
        return isNewTask(resource, id) ? null : super.findAuthorizationByUserIdAndResourceId(type, user, resource, id);
    }

    @Override
    public AuthorizationEntity findAuthorizationByGroupIdAndResourceId(
            int type, String group, Resource resource, String id) {
        return isNewTask(resource, id)
                ? null
                : super.findAuthorizationByGroupIdAndResourceId(type, group, resource, id);
    }

    /** Made by the running command and not yet written, so that no row can speak of it. */
    private boolean isNewTask(Resource resource, String id) {
        if (resource != Resources.TASK) {
            return false;
        }
        TaskEntity task = getDbEntityManager().getCachedEntity(TaskEntity.class, id);
        return task != null && task.getRevision() == 0;
    }
}
