package gridwork.cases.spotcheck;

import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@UsableInProcesses("drawSpotChecker")
class DrawSpotChecker implements JavaDelegate {
    private final CaseBook book;
    private final Checkers checkers;

    DrawSpotChecker(CaseBook book, Checkers checkers) {
        this.book = book;
        this.checkers = checkers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checkers.draw(book.get(execution.getProcessBusinessKey()));
    }
}
