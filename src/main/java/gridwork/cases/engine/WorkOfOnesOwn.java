package gridwork.cases.engine;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.NullUnmarked;

/**
 * Whoever has a task, or is named as who may take it on, may work on it: the task itself says so, and no table of rights is
 * asked. The engine writes the same into that table, for its lists; whoever is not named in the task is looked up there.
 */
@NullUnmarked
class WorkOfOnesOwn extends AuthorizationCommandChecker {
    @Override
    public void checkTaskWork(TaskEntity task) {
        if (!isOwn(task)) {
            super.checkTaskWork(task);
        }
    }

    private boolean isOwn(TaskEntity task) {
        Authentication asking = Context.getCommandContext().getAuthentication();
        return asking != null
                && asking.getUserId() != null
                && (asking.getUserId().equals(task.getAssignee()) || isCandidate(asking, task));
    }

    private static boolean isCandidate(Authentication asking, TaskEntity task) {
        return task.getCandidates().stream()
                .filter(each -> IdentityLinkType.CANDIDATE.equals(each.getType()))
                .anyMatch(each -> asking.getUserId().equals(each.getUserId())
                        || (asking.getGroupIds() != null && asking.getGroupIds().contains(each.getGroupId())));
    }
}
