package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Every department agreed: the permit is issued, as a document and as a fact. */
@UsableInProcesses("grantPermit")
class GrantPermit implements JavaDelegate {
    private final CaseBook book;
    private final Permits permits;
    private final Verdicts verdicts;

    GrantPermit(CaseBook book, Permits permits, Verdicts verdicts) {
        this.book = book;
        this.permits = permits;
        this.verdicts = verdicts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(execution.getProcessBusinessKey());
        if (!verdicts.allAgreed(of)) {
            throw new IllegalStateException(
                    "not every department agreed to case " + of.id().value());
        }
        ObjectNode details = of.details().deepCopy();
        details.put(Approval.ENDED, Approval.GRANTED);
        book.change(of, of.dueOn(), details);
        Permit permit = permits.issue(of);
        book.trail(of.id(), null, "permit-issued", book.details().put("description", permit.number()));
        book.milestone(of, "case-closed", Map.of());
        book.close(of.id());
    }
}
