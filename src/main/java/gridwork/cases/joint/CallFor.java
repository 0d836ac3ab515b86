package gridwork.cases.joint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The day of the visit is over and a part is not signed, or no day was fixed in time: said once, as a fact. */
@UsableInProcesses("callFor")
class CallFor implements JavaDelegate {
    private final CaseBook book;
    private final StreetClock clock;

    CallFor(CaseBook book, StreetClock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        ObjectNode said = book.details().put("dueOn", String.valueOf(of.dueOn()));
        if (!of.details().has(DepartmentCheck.MISSING_SINCE)) {
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("dueOn", String.valueOf(of.dueOn()));
            if (Parts.isPart(of)) {
                more.put(DepartmentCheck.DEPARTMENT, Parts.department(of).value());
            }
            book.milestone(of, Parts.isPart(of) ? "part-missing" : "check-overdue", more);
            ObjectNode details = of.details().deepCopy();
            details.put(DepartmentCheck.MISSING_SINCE, clock.today().toString());
            book.change(of, of.dueOn(), details);
        }
        book.trail(of.id(), null, "called-for", said);
    }
}
