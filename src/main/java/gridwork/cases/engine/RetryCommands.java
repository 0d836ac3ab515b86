package gridwork.cases.engine;

import gridwork.platform.Collision;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.sql.SQLException;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * A command that nobody else's transaction contains is done again when it collides, and a refusal by one of our own steps
 * leaves the engine as that refusal, not as the engine's wrapping of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RetryCommands extends AbstractProcessEnginePlugin implements Collision {
    private final SpokenRefusals refusals;

    RetryCommands(SpokenRefusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean is(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof OptimisticLockingException
                    || each instanceof ConcurrencyFailureException
                    || (each instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith("40"))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(List.of(new Retry()));
    }

    private final class Retry extends CommandInterceptor {
        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof ExecuteJobsCmd) {
                return next.execute(command);
            }
            boolean ofTask = command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd;
            try {
                // the right to a task ends with it: who was second is asked once more, and told that it is done
                return Work.retrying(
                        () -> next.execute(command),
                        failure -> is(failure) || ofTask && failure instanceof AuthorizationException);
            } catch (RuntimeException failure) {
                for (Throwable each = failure; each != null; each = each.getCause()) {
                    if (each instanceof Refused refused) {
                        throw refusals.toCaller(refused);
                    }
                }
                if (failure instanceof TaskAlreadyClaimedException
                        && refusals.toCaller(new Refused("task-taken")) instanceof SpokenRefusals.Spoken spoken) {
                    throw spoken;
                }
                if (ofTask && failure instanceof NullValueException) {
                    throw refusals.toCaller(new Refused("task-gone"));
                }
                throw failure;
            }
        }
    }
}
