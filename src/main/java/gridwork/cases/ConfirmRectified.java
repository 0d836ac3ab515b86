package gridwork.cases;

import gridwork.cases.engine.UsableInProcesses;
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
        facts.milestone(of, "rectified", Rectification.violation(of));
        facts.rectified(of, !of.details().has(Rectification.OVERDUE_SINCE));
        closing.close(of);
    }
}
