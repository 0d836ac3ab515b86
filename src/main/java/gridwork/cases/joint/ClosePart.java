package gridwork.cases.joint;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.facts.Subjects;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** One department has done its part, or takes no part; the inspection goes on. */
@UsableInProcesses("closePart")
class ClosePart implements JavaDelegate {
    private final CaseBook book;
    private final Parts parts;
    private final Visits visits;
    private final Subjects subjects;

    ClosePart(CaseBook book, Parts parts, Visits visits, Subjects subjects) {
        this.book = book;
        this.parts = parts;
        this.visits = visits;
        this.subjects = subjects;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseId id = new CaseId(Long.parseLong(execution.getProcessBusinessKey()));
        subjects.lock(List.of(book.get(id).subject()));
        Case part = book.get(id);
        book.close(id);
        visits.complete(parts.inspection(part), false);
    }
}
