package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.FormContents;
import gridwork.cases.joint.Parts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the forms of applications show: what was applied for, with its documents, and what the departments said so far. */
@Component
class ApplicationContents implements FormContents {
    private final CaseBook book;
    private final ApplicationSheet sheets;

    ApplicationContents(CaseBook book, ApplicationSheet sheets) {
        this.book = book;
        this.sheets = sheets;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        Case application = Parts.isPart(of) && of.parent() != null ? book.get(of.parent()) : of;
        if (!application.details().has(Approval.APPLICATION)) {
            return Map.of();
        }
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("application", sheets.of(application));
        if (step.equals(Approval.DECIDE)) {
            given.put("read", Reading.of(application).sha256());
        }
        return given;
    }
}
