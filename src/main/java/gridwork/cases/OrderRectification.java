package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** 责令限期改正: the deadline is asked of the rules. */
@UsableInProcesses("orderRectification")
class OrderRectification implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Deadlines deadlines;

    OrderRectification(StoredCases cases, CaseFacts facts, Deadlines deadlines) {
        this.cases = cases;
        this.facts = facts;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        LocalDate dueOn = deadlines.rectify(of);
        Map<String, Object> payload = new LinkedHashMap<>(Rectification.violation(of));
        payload.put("dueOn", dueOn.toString());
        facts.milestone(of, "case-opened", payload);
        facts.milestone(of, "rectification-due", payload);
        cases.change(of, dueOn, of.secret(), of.details());
        cases.started(Map.of(of.id(), execution.getProcessInstanceId()));
        ObjectNode said = cases.details();
        said.put("dueOn", dueOn.toString());
        cases.trail(of.id(), null, "ordered", "program", said);
    }
}
