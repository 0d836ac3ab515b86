package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Taken;
import gridwork.cases.joint.Parts;
import gridwork.cases.trail.Anchors;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * A department's decision: by one of its own, after the visit, over the application as it was read. It is signed with it, and
 * stays as it is.
 */
@Component
class TakeDecision implements Taken {
    private final CaseBook book;
    private final Parts parts;
    private final ApplicationForms forms;
    private final Officers officers;
    private final Signatures signatures;
    private final Subjects subjects;
    private final StreetClock clock;

    TakeDecision(
            CaseBook book,
            Parts parts,
            ApplicationForms forms,
            Officers officers,
            Signatures signatures,
            Subjects subjects,
            StreetClock clock) {
        this.book = book;
        this.parts = parts;
        this.forms = forms;
        this.officers = officers;
        this.signatures = signatures;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public String step() {
        return Approval.DECIDE;
    }

    @Override
    public String what() {
        return "part-decided";
    }

    @Override
    public void take(Case of, ObjectNode content, String by) {
        subjects.lock(List.of(of.subject()));
        Case part = book.get(of.id());
        Case application = parts.inspection(part);
        mustBeOfTheDepartment(part, by);
        if (Verdicts.isDecided(part) || !part.open() || !application.open()) {
            throw new Refused("application-part-over");
        }
        mustBeVisited(application);
        Reading reading = Reading.of(application);
        if (!reading.sha256().equals(content.path("read").asText())) {
            throw new Refused("application-changed-meanwhile");
        }
        boolean agrees = content.path(Approval.OUTCOME).asText().equals(Approval.AGREE);
        if (!agrees && content.path(Approval.MEND).asText("").isBlank()) {
            throw new Refused("application-mend-missing");
        }
        String department = Parts.department(part).value();
        ObjectNode signed = content.deepCopy();
        signed.put(Parts.DEPARTMENT, department);
        signed.set(Approval.APPLICATION, reading.content());
        Signature signature = signatures.sign(part.about(), department, signed, by);
        ObjectNode decision = content.deepCopy();
        decision.put("at", signature.signedAt().toString()).put("by", by).put("sha256", signature.sha256());
        content.put(Anchors.SIGNATURE, signature.sha256())
                .put(Anchors.SIGNED_AT, signature.signedAt().toString());
        ObjectNode details = part.details().deepCopy();
        details.set(Approval.DECISION, decision);
        book.done(part, Approval.DECIDE_BY);
        book.change(book.get(part.id()), part.dueOn(), details);
        book.responsible(part.id(), new OfficerId(by));
        book.milestone(part, "part-signed", Map.of(Parts.DEPARTMENT, department));
        book.trail(
                application.id(),
                by,
                agrees ? "part-agreed" : "part-refused",
                book.details()
                        .put(Parts.DEPARTMENT, department)
                        .put(
                                "description",
                                content.path(agrees ? Approval.REASON : Approval.MEND)
                                        .asText()));
    }

    private void mustBeOfTheDepartment(Case part, String by) {
        List<Duty> duties = forms.must(part.matter()).deciders().stream()
                .map(role -> new Duty(role, Parts.department(part).value()))
                .toList();
        if (officers.find(new OfficerId(by))
                .filter(each -> each.active() && each.duties().stream().anyMatch(duties::contains))
                .isEmpty()) {
            throw new Refused("part-of-another-department");
        }
    }

    private void mustBeVisited(Case application) {
        String on = application.details().path("shared").path("visitOn").asText("");
        if (on.isEmpty()) {
            throw new Refused("application-no-visit");
        }
        if (LocalDate.parse(on).isAfter(clock.today())) {
            throw new Refused("application-visit-first", on);
        }
    }
}
