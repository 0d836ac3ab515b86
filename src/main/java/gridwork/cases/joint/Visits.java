package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Results;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a visit found, as facts: of each department, or of all together once the last of them has signed. */
@Component
class Visits {
    private final CaseBook book;
    private final Parts parts;

    Visits(CaseBook book, Parts parts) {
        this.book = book;
        this.parts = parts;
    }

    void signed(Case part) {
        Results.Check check = book.results(part).check();
        if (check == null) {
            return;
        }
        if (!check.ofVisit()) {
            JsonNode record = part.details().path(DepartmentCheck.RECORD);
            Map<String, Object> payload = payload(part, book.officers(part.id()));
            payload.put("department", Parts.department(part).value());
            if (record.hasNonNull("note")) {
                payload.put("note", record.path("note").asText());
            }
            book.record(
                    part,
                    check.kind(),
                    check.category(record.path(DepartmentCheck.CONCLUSION).asText()),
                    "check",
                    recordedAt(part),
                    record.path("findings").size(),
                    payload);
        }
    }

    /** Where the whole visit is one check: as soon as no department is waited for, and at the latest when it closes. */
    void complete(Case inspection, boolean closing) {
        Results.Check check = book.results(inspection).check();
        List<Case> all = parts.of(inspection);
        List<Case> signed = all.stream().filter(Parts::isSigned).toList();
        boolean waiting = all.stream().anyMatch(each -> each.open() && !Parts.isSigned(each));
        if (check == null
                || !check.ofVisit()
                || signed.isEmpty()
                || waiting && !closing
                || inspection.details().path(JointInspection.VISIT_RECORDED).asBoolean(false)) {
            return;
        }
        List<String> inspectors = new ArrayList<>();
        int found = 0;
        Instant last = Instant.MIN;
        String worst = Results.PASS;
        for (Case part : signed) {
            JsonNode record = part.details().path(DepartmentCheck.RECORD);
            inspectors.addAll(book.officers(part.id()));
            found += record.path("findings").size();
            last = recordedAt(part).isAfter(last) ? recordedAt(part) : last;
            if (!record.path("findings").isEmpty()) {
                worst = record.path(DepartmentCheck.CONCLUSION).asText();
            }
        }
        book.record(
                inspection, check.kind(), check.category(worst), "check", last, found, payload(inspection, inspectors));
        ObjectNode details = inspection.details().deepCopy();
        details.put(JointInspection.VISIT_RECORDED, true);
        book.change(inspection, inspection.dueOn(), details);
    }

    static Instant recordedAt(Case part) {
        return Instant.parse(part.details().path(DepartmentCheck.RECORDED_AT).asText());
    }

    private static Map<String, Object> payload(Case of, List<String> inspectors) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("caseId", String.valueOf(of.id().value()));
        payload.put("inspectors", inspectors);
        return payload;
    }
}
