package gridwork.cases.spotcheck;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** It was not checked again in time; a fact the first time, on the trail each time. */
@UsableInProcesses("markSpotCheckOverdue")
class MarkSpotCheckOverdue implements JavaDelegate {
    private final CaseBook book;
    private final StreetClock clock;

    MarkSpotCheckOverdue(CaseBook book, StreetClock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(execution.getProcessBusinessKey());
        if (!of.details().has(SpotCheck.OVERDUE_SINCE)) {
            book.milestone(of, "step-overdue", Map.of("step", SpotCheck.CHECK, "dueOn", String.valueOf(of.dueOn())));
            ObjectNode details = of.details().deepCopy();
            details.put(SpotCheck.OVERDUE_SINCE, clock.today().toString());
            book.change(of, of.dueOn(), details);
        }
        book.trail(of.id(), null, "spot-overdue", book.details().put("dueOn", String.valueOf(of.dueOn())));
    }
}
