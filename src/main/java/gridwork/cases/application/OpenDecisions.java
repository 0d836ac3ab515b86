package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.joint.Parts;
import gridwork.street.AreaId;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;

/** Every department that has not agreed gets a part: at first all of them, later only those who refused. */
@UsableInProcesses("openDecisions")
class OpenDecisions implements JavaDelegate {
    private final CaseBook book;
    private final Parts parts;
    private final Verdicts verdicts;

    OpenDecisions(CaseBook book, Parts parts, Verdicts verdicts) {
        this.book = book;
        this.parts = parts;
        this.verdicts = verdicts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = book.get(execution.getProcessBusinessKey());
        Map<AreaId, Case> last = verdicts.last(of);
        ObjectNode told = book.details();
        ArrayNode departments = told.putArray("departments");
        for (AreaId department : parts.departments(of)) {
            Case before = last.get(department);
            if (before == null || !Verdicts.agreed(before)) {
                departments.add(department.value());
                open(of, department, before);
            }
        }
        book.trail(of.id(), null, "departments-told", told);
    }

    private void open(Case of, AreaId department, @Nullable Case before) {
        int round = before == null ? 1 : before.details().path(Approval.ROUND).asInt(1) + 1;
        LocalDate due = book.lastDay(of.matter(), Approval.DECIDE_BY);
        Case part = book.add(
                of.matter(),
                of.subject(),
                of.area(),
                of.id().value() + "/" + department.value() + "/" + round,
                of.id(),
                due,
                book.details().put(Parts.DEPARTMENT, department.value()).put(Approval.ROUND, round));
        book.trail(part.id(), null, "opened", book.details().put("dueOn", due.toString()));
        book.within(part, Approval.DECIDE_BY, Approval.DECIDE);
    }
}
