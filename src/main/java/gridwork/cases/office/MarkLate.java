package gridwork.cases.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.procedure.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The time of whoever carries it was up before it was done: counted once for each time. */
@UsableInProcesses("markLate")
class MarkLate implements JavaDelegate {
    private final CaseBook cases;

    MarkLate(CaseBook cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        int times = values.path(Values.OVERDUE).asInt() + 1;
        values.put(Values.OVERDUE, times);
        cases.change(of, of.dueOn(), details);
        Map<String, Object> more = new LinkedHashMap<>();
        ObjectNode said = details.objectNode();
        if (values.hasNonNull(Values.DEPARTMENT)) {
            more.put(Values.DEPARTMENT, values.path(Values.DEPARTMENT).asText());
            said.put(Values.DEPARTMENT, values.path(Values.DEPARTMENT).asText());
        }
        cases.milestone(of, "work-overdue", "work-overdue-" + times, more);
        cases.trail(of.id(), null, "work-overdue", said);
    }
}
