package gridwork.cases.squad;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.procedure.Values;
import gridwork.platform.BeforeCommit;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * What a squad asks for goes to the event that called it, before the commit: the engine sends no message while it is at a
 * step. Asked for twice, it is on its way once.
 */
@UsableInProcesses("tellParent")
class TellParent implements JavaDelegate {
    private static final String OUTCOME = "outcome";
    private static final String REINFORCE = "reinforce";
    private static final String POLICE = "police";
    private static final String WITH_POLICE = "withPolice";
    private final CaseBook cases;
    private final BeforeCommit beforeCommit;

    TellParent(CaseBook cases, BeforeCommit beforeCommit) {
        this.cases = cases;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case part = cases.get(execution.getProcessBusinessKey());
        CaseId event = Objects.requireNonNull(part.parent());
        String asked = Values.of(part).path(OUTCOME).asText();
        String to = Values.of(part).path(Values.TO).asText("");
        beforeCommit.run(() -> {
            Case of = cases.get(event);
            ObjectNode details = of.details().deepCopy();
            ObjectNode values = Values.in(details);
            if (asked.equals(POLICE) && values.path(WITH_POLICE).asBoolean(false)) {
                return;
            }
            if (asked.equals(POLICE)) {
                values.put(WITH_POLICE, true);
            } else if (!to.isEmpty()) {
                values.withArray("/" + CallSquads.WANTED).add(to);
            }
            cases.change(of, of.dueOn(), details);
            cases.tell(event, asked.equals(POLICE) ? POLICE : REINFORCE);
        });
    }
}
