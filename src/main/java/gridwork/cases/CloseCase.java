package gridwork.cases;

import gridwork.cases.engine.UsableInProcesses;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@UsableInProcesses("closeCase")
class CloseCase implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;

    CloseCase(StoredCases cases, CaseFacts facts) {
        this.cases = cases;
        this.facts = facts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        close(cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey()))));
    }

    void close(Case of) {
        facts.milestone(of, "case-closed", Map.of());
        cases.close(of.id());
        cases.trail(of.id(), null, "closed", "program", cases.details());
    }
}
