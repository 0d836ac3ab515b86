package gridwork.cases.application;

import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** One department has decided; the application waits for the others. */
@UsableInProcesses("closeDecision")
class CloseDecision implements JavaDelegate {
    private final CaseBook book;

    CloseDecision(CaseBook book) {
        this.book = book;
    }

    @Override
    public void execute(DelegateExecution execution) {
        book.close(book.get(execution.getProcessBusinessKey()).id());
    }
}
