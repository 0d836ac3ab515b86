package gridwork.cases.web;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.FormContents;
import gridwork.cases.OpenTask;
import gridwork.cases.TaskContents;
import gridwork.decisions.Decisions;
import gridwork.evidence.Signatures;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a form in the Tasklist shows beside its own fields, and where it keeps what is being written. */
@RestController
@RequestMapping("/cases/tasks/{task}")
class TaskForms {
    private final TaskContents contents;
    private final Cases cases;
    private final CaseReaders readers;
    private final Subjects subjects;
    private final Officers officers;
    private final Matters matters;
    private final FactKinds kinds;
    private final Decisions decisions;
    private final Signatures signatures;
    private final ShownReports reports;
    private final StreetClock clock;
    private final List<FormContents> more;

    TaskForms(
            TaskContents contents,
            Cases cases,
            CaseReaders readers,
            Subjects subjects,
            Officers officers,
            Matters matters,
            FactKinds kinds,
            Decisions decisions,
            Signatures signatures,
            ShownReports reports,
            StreetClock clock,
            List<FormContents> more) {
        this.contents = contents;
        this.cases = cases;
        this.readers = readers;
        this.subjects = subjects;
        this.officers = officers;
        this.matters = matters;
        this.kinds = kinds;
        this.decisions = decisions;
        this.signatures = signatures;
        this.reports = reports;
        this.clock = clock;
        this.more = more;
    }

    @GetMapping
    Map<String, Object> form(@PathVariable String task, CsrfToken token) {
        OpenTask open = contents.open(task).filter(readers::mayDo).orElseThrow(() -> new Refused("task-gone"));
        Case of = cases.find(open.caseId()).orElseThrow(() -> new Refused("task-gone"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", Map.of("header", token.getHeaderName(), "value", token.getToken()));
        answer.put("step", open.step());
        answer.put("zone", clock.zone().getId());
        answer.put("case", caseOf(of));
        reason(of).ifPresent(said -> answer.put("reason", said));
        contents.find(task).ifPresent(content -> answer.put("content", content));
        matters.find(of.matter()).ifPresent(matter -> answer.put("checklist", checklist(matter)));
        answer.put("categories", categories("violation"));
        answer.put("checkTypes", categories("check"));
        answer.put("reports", reports.of(of));
        answer.put(
                "signatures",
                signatures.about(of.about()).stream()
                        .map(each -> Map.of("by", name(each.by()), "at", each.signedAt(), "sha256", each.sha256()))
                        .toList());
        answer.put(
                "trail",
                cases.trail(of.id()).stream()
                        .map(each -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("at", each.at());
                            entry.put("who", each.who() == null ? "" : name(each.who()));
                            entry.put("what", each.what());
                            entry.put("content", each.content());
                            return entry;
                        })
                        .toList());
        more.forEach(each -> answer.putAll(each.of(of, open.step())));
        Object earlier = answer.remove("earlier");
        if (earlier != null) {
            answer.putIfAbsent("content", earlier);
        }
        return answer;
    }

    @PutMapping("/content")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void save(@PathVariable String task, @RequestBody JsonNode content, Principal officer) {
        contents.save(task, content, officer.getName());
    }

    /** Why the subject stands as it does, in short: the result and the rows of the rules that made it. */
    private Optional<Map<String, Object>> reason(Case of) {
        return subjects.find(of.subject())
                .flatMap(subject -> decisions.ruleSetsFor(subject.ref().kind()).stream()
                        .findFirst()
                        .map(each -> decisions.explain(subject.ref(), each, clock.today(), clock.now()))
                        .map(why -> Map.of(
                                "about", why.ruleSet().title(),
                                "grade", why.grade().label(),
                                "rows",
                                        why.decisive().stream()
                                                .map(row -> Map.of(
                                                        "id", row.id(), "text", row.text(), "basis", row.basis()))
                                                .toList())));
    }

    private Map<String, Object> caseOf(Case of) {
        Subject subject = subjects.find(of.subject())
                .orElseThrow(() -> new Refused("subject-unknown", of.subject().value()));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", String.valueOf(of.id().value()));
        said.put("about", of.about());
        said.put("matter", matters.find(of.matter()).map(Matter::title).orElseGet(() -> new Label(of.matter(), "")));
        said.put("subject", subject.name());
        said.put("code", subject.ref().code());
        said.put("address", subject.address() == null ? "" : subject.address());
        said.put("dueOn", of.dueOn() == null ? "" : of.dueOn());
        said.put("details", of.details());
        said.put(
                "inspectors",
                cases.officers(of.parent() == null ? of.id() : of.parent()).stream()
                        .map(this::name)
                        .toList());
        return said;
    }

    private static Map<String, Object> checklist(Matter matter) {
        return Map.of(
                "version",
                matter.checklist().version(),
                "items",
                matter.checklist().items().stream()
                        .map(each -> Map.of(
                                "id", each.id(),
                                "title", each.title(),
                                "photoPair", each.photoPair(),
                                "category", each.category() == null ? "" : each.category()))
                        .toList());
    }

    private List<FactKind.Category> categories(String kind) {
        return kinds.find(kind).map(FactKind::categories).orElse(List.of());
    }

    private String name(String officer) {
        return officers.find(new OfficerId(officer)).map(each -> each.name()).orElse(officer);
    }
}
