package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseTrail;
import gridwork.cases.engine.UsableInProcesses;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A level's time was up before it was done: counted once for each time. */
@UsableInProcesses("markOverdueStep")
class MarkOverdueStep implements JavaDelegate {
    private final CaseBook cases;
    private final CaseTrail trail;

    MarkOverdueStep(CaseBook cases, CaseTrail trail) {
        this.cases = cases;
        this.trail = trail;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        int times = values.path(Values.OVERDUE).asInt() + 1;
        String level = values.path(Values.LEVEL).asText();
        values.put(Values.OVERDUE, times);
        cases.change(of, of.dueOn(), details);
        cases.milestone(of, "step-overdue", "step-overdue-" + times, Map.of("step", level));
        trail.addOfProgram(of.id(), "step-overdue", details.objectNode().put(Values.LEVEL, level));
    }
}
