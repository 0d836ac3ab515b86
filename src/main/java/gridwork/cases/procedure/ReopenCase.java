package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Whoever reported it is not content: it goes back to the level that the rules say. */
@UsableInProcesses("reopenCase")
class ReopenCase implements JavaDelegate {
    private final CaseBook cases;

    ReopenCase(CaseBook cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        int times = values.path(Values.REOPENED).asInt() + 1;
        values.put(Values.REOPENED, times);
        values.put(Values.SENT_BACK, true);
        cases.change(of, of.dueOn(), details);
        cases.milestone(
                of,
                "reopened",
                "reopened-" + times,
                Map.of("step", values.path(Values.LEVEL).asText()));
    }
}
