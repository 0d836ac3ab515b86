package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The deadline passed before it was rectified; said once, however often it is rectified again. */
@UsableInProcesses("markOverdue")
class MarkOverdue implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final StreetClock clock;

    MarkOverdue(StoredCases cases, CaseFacts facts, StreetClock clock) {
        this.cases = cases;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        if (!of.details().has(Rectification.OVERDUE_SINCE)) {
            Map<String, Object> payload = new LinkedHashMap<>(Rectification.violation(of));
            payload.put("dueOn", String.valueOf(of.dueOn()));
            facts.milestone(of, "rectification-overdue", payload);
            ObjectNode details = of.details().deepCopy();
            details.put(Rectification.OVERDUE_SINCE, clock.today().toString());
            cases.change(of, of.dueOn(), of.secret(), details);
        }
        cases.trail(of.id(), null, "overdue", "program", cases.details());
    }
}
