package gridwork.cases;

import gridwork.cases.engine.UsableInProcesses;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@UsableInProcesses("confirmRectified")
class ConfirmRectified implements JavaDelegate {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final CloseCase closing;

    ConfirmRectified(StoredCases cases, CaseFacts facts, CloseCase closing) {
        this.cases = cases;
        this.facts = facts;
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        facts.milestone(
                of,
                "rectified",
                Map.of("violation", of.details().path(Rectification.CATEGORY).asText()));
        closing.close(of);
    }
}
