package gridwork.cases.moves;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.NewCase;
import gridwork.cases.OpenTask;
import gridwork.cases.joint.JointInspections;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;

/** Cases of the crew that are under way, without the reports and rules that usually bring them up. */
@Lazy
public class Underway {
    public static final AreaId D1 = new AreaId("crew-d1");
    public static final AreaId D2 = new AreaId("crew-d2");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Crew crew;
    private final Work work;
    private final CaseBook book;
    private final Cases cases;
    private final Subjects subjects;
    private final JointInspections inspections;
    private final List<FormContents> forms;
    private final TestClock clock;

    Underway(
            Crew crew,
            Work work,
            CaseBook book,
            Cases cases,
            Subjects subjects,
            JointInspections inspections,
            List<FormContents> forms,
            TestClock clock) {
        this.crew = crew;
        this.work = work;
        this.book = book;
        this.cases = cases;
        this.subjects = subjects;
        this.inspections = inspections;
        this.forms = forms;
        this.clock = clock;
    }

    private SubjectId subject(String kind, String name) {
        var found = new AtomicReference<SubjectId>();
        work.run(() -> {
            var ref = new SubjectRef(kind, "mv-" + Ids.next());
            subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, "一路1号", null, null, null)));
            found.set(subjects.find(ref).orElseThrow().id());
        });
        return Objects.requireNonNull(found.get());
    }

    /** Where events can happen. */
    public SubjectId place(String name) {
        return subject("place", name);
    }

    /** An ordinary event, with the grid worker of the crew. */
    public CaseId event(String place) {
        return event(place(place), "ordinary");
    }

    /** One more at the same place. */
    public CaseId event(SubjectId at, String grade) {
        var opened = new AtomicReference<CaseId>();
        work.run(() -> {
            ObjectNode details = JSON.createObjectNode();
            details.putObject("about").put("kind", "event-report").put("category", "parking");
            details.putObject("values").put("grade", grade).put("first", "grid-worker");
            Case of = book.add("event", at, Crew.GRID, "test-" + Ids.next(), null, null, details);
            book.trail(of.id(), null, "opened", details);
            book.milestone(of, "case-opened", Map.of());
            book.start(of, "event-handling");
            opened.set(of.id());
        });
        return Objects.requireNonNull(opened.get());
    }

    /** What a case was opened for is a warning of this kind. */
    public CaseId visit(SubjectId enterprise, String matter, String warning) {
        ObjectNode details = JSON.createObjectNode();
        details.putArray("reasons")
                .addObject()
                .put("ruleSet", "enterprise-warning")
                .put("item", warning)
                .put("decision", String.valueOf(Ids.next()))
                .put("on", clock.today().toString());
        return opened(enterprise, matter, details, NewCase.Time.within("arrive", "user_visit"), "enterprise-visit");
    }

    public SubjectId enterprise(String name) {
        return subject("enterprise", name);
    }

    /** Squads are on their way to it. */
    public CaseId urgent(SubjectId at) {
        ObjectNode details = JSON.createObjectNode();
        details.putObject("about").put("kind", "event-report").put("category", "dispute");
        details.putObject("values").put("grade", "urgent").put("first", "street");
        return opened(at, "urgent-event", details, null, "urgent-response");
    }

    private CaseId opened(
            SubjectId at, String matter, ObjectNode details, NewCase.@Nullable Time time, String process) {
        var opened = new AtomicReference<CaseId>();
        work.run(() -> {
            subjects.lock(List.of(at));
            opened.set(book.open(List.of(new NewCase(
                            matter,
                            subjects.find(at).orElseThrow(),
                            "test-" + Ids.next(),
                            time == null ? null : book.lastDay(matter, time.clock()),
                            false,
                            details,
                            List.of(),
                            details,
                            time,
                            process)))
                    .get(0)
                    .id());
        });
        return Objects.requireNonNull(opened.get());
    }

    /** The first open task of an event is done by somebody. */
    public void handles(String who, CaseId event, boolean solved) {
        Case of = cases.find(event).orElseThrow();
        ObjectNode content = JSON.createObjectNode().put("solved", solved).put("description", "到场处理");
        if (solved) {
            content.put("answer", "已经处理").putArray("photos").add(crew.photo(of, who));
        }
        crew.does(who, cases.openTasks(event).get(0).id(), content);
    }

    /** Of a shop by two departments, not arranged yet; due in four days. */
    public CaseId inspection(String shop) {
        return inspections.open(
                subject("merchant", shop),
                "shop-joint-check",
                List.of(D1, D2),
                "test-" + Ids.next(),
                clock.today().plusDays(4),
                JSON.createArrayNode());
    }

    public void arrange(CaseId inspection, LocalDate day) {
        crew.does(
                "d1-lead",
                crew.task(inspection, "user_arrange"),
                JSON.createObjectNode().put("visitOn", day.toString()).put("place", "九点，店门口"));
    }

    public Case part(CaseId inspection, AreaId department) {
        return cases.cameFrom(inspection).stream()
                .filter(each -> each.details().path("department").asText().equals(department.value()))
                .findFirst()
                .orElseThrow();
    }

    public void checks(String who, CaseId part, boolean clean) {
        crew.does(
                who, crew.task(part, "user_check_part"), record(cases.find(part).orElseThrow(), clean));
    }

    public ObjectNode record(Case part, boolean clean) {
        ObjectNode record = JSON.createObjectNode();
        ObjectNode answers = record.putObject("answers");
        part.details()
                .path("checklist")
                .path("items")
                .forEach(each -> answers.put(each.path("id").asText(), "yes"));
        record.put("conclusion", clean ? "pass" : "conditional");
        var findings = record.putArray("findings");
        if (!clean) {
            findings.addObject().put("description", "灭火器过期");
        }
        return record;
    }

    public void signs(String who, CaseId part) {
        crew.does(who, crew.task(part, "user_sign_part"), signature(part));
    }

    public ObjectNode signature(CaseId part) {
        Case of = cases.find(part).orElseThrow();
        String read = forms.stream()
                .map(each -> each.of(of, "user_sign_part").get("read"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElseThrow();
        return JSON.createObjectNode()
                .put("outcome", "signed")
                .put("remark", "")
                .put("read", read);
    }

    public List<String> steps(CaseId of) {
        return cases.openTasks(of).stream().map(OpenTask::step).toList();
    }
}
