package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What was rectified is not re-checked in time; a fact the first time, on the trail each time. */
@UsableInProcesses("markRecheckOverdue")
class MarkRecheckOverdue implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final StreetClock clock;

    MarkRecheckOverdue(StoredCases cases, CaseFacts facts, StreetClock clock) {
        this.cases = cases;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        String dueOn = of.details().path(Rectification.RECHECK_DUE_ON).asText();
        if (!of.details().has(Rectification.RECHECK_OVERDUE_SINCE)) {
            Map<String, Object> payload = new LinkedHashMap<>(Rectification.violation(of));
            payload.put("dueOn", dueOn);
            facts.milestone(of, "recheck-overdue", payload);
            ObjectNode details = of.details().deepCopy();
            details.put(Rectification.RECHECK_OVERDUE_SINCE, clock.today().toString());
            cases.change(of, of.dueOn(), of.secret(), details);
        }
        cases.trail(
                of.id(), null, "recheck-overdue", "program", cases.details().put(Rectification.RECHECK_DUE_ON, dueOn));
    }
}
