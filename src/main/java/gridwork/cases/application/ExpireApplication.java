package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.clock.Clocks;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** It was not mended in time: the refusal stands. */
@UsableInProcesses("expireApplication")
class ExpireApplication implements JavaDelegate {
    private final CaseBook book;
    private final ApplicationForms forms;
    private final Clocks clocks;
    private final StreetClock clock;

    ExpireApplication(CaseBook book, ApplicationForms forms, Clocks clocks, StreetClock clock) {
        this.book = book;
        this.forms = forms;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        details.put(Approval.RETURNED, false);
        details.put(Approval.ENDED, Approval.REFUSED);
        book.change(of, of.dueOn(), details);
        book.record(
                of,
                forms.must(of.matter()).permit().fact(),
                Approval.REFUSED,
                Approval.REFUSED,
                clock.now(),
                null,
                Map.of("caseId", String.valueOf(of.id().value()), "matter", of.matter()));
        clocks.stopAll(of.id());
        book.trail(of.id(), null, "application-expired", book.details());
        book.milestone(of, "case-closed", Map.of());
        book.close(of.id());
    }
}
