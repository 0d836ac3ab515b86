package gridwork.cases.joint;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.facts.Subjects;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@UsableInProcesses("closeInspection")
class CloseInspection implements JavaDelegate {
    private final CaseBook book;
    private final Visits visits;
    private final Subjects subjects;

    CloseInspection(CaseBook book, Visits visits, Subjects subjects) {
        this.book = book;
        this.visits = visits;
        this.subjects = subjects;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseId id = new CaseId(Long.parseLong(execution.getProcessBusinessKey()));
        subjects.lock(List.of(book.get(id).subject()));
        Case inspection = book.get(id);
        visits.complete(inspection, true);
        book.milestone(inspection, "case-closed", Map.of());
        book.close(id);
    }
}
