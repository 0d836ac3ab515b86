package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Not all agreed: it goes back to the applicant, who has as long as the catalogue says to mend what was named. */
@UsableInProcesses("returnApplication")
class ReturnApplication implements JavaDelegate {
    private final CaseBook book;
    private final Verdicts verdicts;

    ReturnApplication(CaseBook book, Verdicts verdicts) {
        this.book = book;
        this.verdicts = verdicts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(execution.getProcessBusinessKey());
        LocalDate until = book.within(of, Approval.MEND_BY, null);
        Case now = book.get(of.id());
        ObjectNode details = now.details().deepCopy();
        details.put(Approval.RETURNED, true);
        details.put(Approval.MEND_UNTIL, until.toString());
        book.change(now, until, details);
        ObjectNode said = book.details().put("dueOn", until.toString());
        verdicts.last(now).forEach((department, part) -> {
            if (!Verdicts.agreed(part)) {
                said.withArray("departments").add(department.value());
            }
        });
        book.trail(of.id(), null, "application-returned", said);
    }
}
