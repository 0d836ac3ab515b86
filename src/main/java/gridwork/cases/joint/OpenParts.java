package gridwork.cases.joint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.street.AreaId;
import gridwork.street.Checklist;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Each department that is there gets its part, with its own items as the catalogue has them now. Where a new day was fixed,
 * parts that are signed or left out stay as they are, and the others are asked anew.
 */
@UsableInProcesses("openParts")
class OpenParts implements JavaDelegate {
    private final CaseBook book;
    private final Parts parts;

    OpenParts(CaseBook book, Parts parts) {
        this.book = book;
        this.parts = parts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case inspection = book.get(new CaseId(Long.parseLong(execution.getProcessBusinessKey())));
        LocalDate visitOn = LocalDate.parse(inspection
                .details()
                .path(JointInspection.SHARED)
                .path(JointInspection.VISIT_ON)
                .asText());
        Checklist checklist = parts.checklist(inspection);
        List<AreaId> gone = new ArrayList<>();
        ObjectNode told = book.details();
        ArrayNode departments = told.putArray(JointInspection.DEPARTMENTS);
        for (AreaId department : parts.departments(inspection)) {
            if (!parts.isThere(department)) {
                gone.add(department);
                continue;
            }
            Optional<Case> there = parts.of(inspection, department);
            if (there.filter(each -> !each.open() || Parts.isSigned(each)).isPresent()) {
                continue;
            }
            departments.add(department.value());
            ObjectNode details = book.details();
            details.put(DepartmentCheck.DEPARTMENT, department.value());
            ObjectNode items = details.putObject(DepartmentCheck.CHECKLIST);
            items.put("version", checklist.version());
            ArrayNode own = items.putArray("items");
            for (Checklist.Item each : checklist.of(department)) {
                ObjectNode item = own.addObject();
                item.put("id", each.id());
                item.put("category", each.category() == null ? "" : each.category());
                item.put("photoPair", each.photoPair());
                item.putObject("title")
                        .put("zh", each.title().zh())
                        .put("en", each.title().en());
            }
            Case part = there.isPresent()
                    ? again(there.get(), visitOn, details)
                    : book.add(
                            inspection.matter(),
                            inspection.subject(),
                            inspection.area(),
                            inspection.id().value() + "/" + department.value(),
                            inspection.id(),
                            visitOn,
                            details);
            book.trail(
                    part.id(),
                    null,
                    there.isPresent() ? "asked-again" : "opened",
                    book.details().put("dueOn", visitOn.toString()));
            book.until(part, DepartmentCheck.CHECK_BY, DepartmentCheck.IN_TIME, visitOn, "visit");
        }
        book.trail(inspection.id(), null, "departments-told", told);
        for (AreaId each : gone) {
            book.trail(
                    inspection.id(),
                    null,
                    "department-gone",
                    book.details().put(DepartmentCheck.DEPARTMENT, each.value()));
        }
    }

    /** What was written before it was signed stays on its trail only. */
    private Case again(Case part, LocalDate visitOn, ObjectNode details) {
        book.change(part, visitOn, details);
        book.responsible(part.id(), null);
        return book.get(part.id());
    }
}
