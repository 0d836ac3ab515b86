package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Results;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.facts.Subjects;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A signed part becomes facts, and every problem in it a rectification of its own. */
@UsableInProcesses("recordPart")
class RecordPart implements JavaDelegate {
    private final CaseBook book;
    private final Parts parts;
    private final Visits visits;
    private final Subjects subjects;

    RecordPart(CaseBook book, Parts parts, Visits visits, Subjects subjects) {
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
        JsonNode findings = part.details().path(DepartmentCheck.RECORD).path("findings");
        book.milestone(
                part,
                "part-signed",
                Map.of(DepartmentCheck.DEPARTMENT, Parts.department(part).value()));
        visits.signed(part);
        Results.Named told = book.results(part).finding();
        for (int i = 0; i < findings.size(); i++) {
            JsonNode finding = findings.get(i);
            String category = finding.path("category").asText();
            if (told != null) {
                book.record(
                        part,
                        told.kind(),
                        told.category(category),
                        "finding/" + (i + 1),
                        Visits.recordedAt(part),
                        null,
                        Map.of(
                                "description",
                                finding.path("description").asText(),
                                "caseId",
                                String.valueOf(id.value())));
            }
            book.rectify(part, i + 1, category, finding.path("description").asText(), finding.path("photos"));
        }
        ObjectNode details = part.details().deepCopy();
        details.put(DepartmentCheck.FACTS_RECORDED, true);
        book.change(part, part.dueOn(), details);
        book.trail(id, null, "facts-recorded", book.details().put("violations", findings.size()));
        visits.complete(parts.inspection(part), false);
    }
}
