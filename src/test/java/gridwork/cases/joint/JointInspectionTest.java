package gridwork.cases.joint;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.TrailEntry;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.Officers;
import gridwork.street.TimeLimit;
import gridwork.street.catalogue.StoredCatalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who signs what in a joint inspection, and what happens when something is not as it should be. */
@GridworkTest
class JointInspectionTest {
    private static final AreaId D1 = new AreaId("crew-d1");
    private static final AreaId D2 = new AreaId("crew-d2");
    private static final AreaId D3 = new AreaId("crew-d3");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Crew crew;

    @Autowired
    Officers officers;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    Signatures signatures;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    JointInspections inspections;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    List<FormContents> forms;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @BeforeEach
    void crew() {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
    }

    // --- a new matter is data

    @Test
    void a_matter_that_was_only_just_written_into_the_catalogue_is_inspected_by_its_three_departments() {
        crew.hireFor("d3-inspector", D3);
        Matter matter = new Matter(
                "crew-karaoke-" + Ids.next() % 1_000_000,
                new Label("歌舞娱乐场所联合检查", "Joint inspection of karaoke bars"),
                "market",
                D1,
                Set.of(D2, D3),
                List.of(new Label("本街道自拟", "Of the street's own making")),
                JointInspection.PROCESS,
                "merchant",
                Set.of(),
                10,
                false,
                null,
                null,
                List.of(new TimeLimit("rectify", 2, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING)),
                new Checklist(1, List.of(item("exits", D1), item("noise", D2), item("minors", D3))));
        work.run(() -> catalogue.put(matter, 0, "新增事项", "crew-office"));

        SubjectId bar = merchant("金色年华");
        CaseId inspection = inspections.open(
                bar, matter.id(), List.of(), "test-" + Ids.next(), on("2025-03-07"), JSON.createArrayNode());
        arrange("d1-lead", inspection, "2025-03-04");
        assertThat(parts(inspection))
                .extracting(each -> each.details().path("department").asText())
                .containsExactly("crew-d1", "crew-d2", "crew-d3");

        Map<String, String> whoFor = Map.of("crew-d1", "d1-lead", "crew-d2", "d2-inspector", "crew-d3", "d3-inspector");
        for (Case part : parts(inspection)) {
            String department = part.details().path("department").asText();
            JsonNode items = part.details().path("checklist").path("items");
            assertThat(items).hasSize(1);
            ObjectNode record = record("pass");
            String id = items.get(0).path("id").asText();
            boolean minors = id.equals("minors");
            ((ObjectNode) record.path("answers")).put(id, minors ? "no" : "yes");
            if (minors) {
                record.put("conclusion", "conditional");
                record.withArray("findings").addObject().put("item", id).put("description", "未成年人未登记");
            }
            String who = Objects.requireNonNull(whoFor.get(department));
            check(who, part, record);
            sign(who, part);
        }
        assertThat(signatures.about("case/" + inspection.value()))
                .extracting(Signature::part)
                .containsExactlyInAnyOrder("crew-d1", "crew-d2", "crew-d3");
        assertThat(kinds(bar))
                .contains("merchant-check/pass", "merchant-check/conditional", "case-milestone/rectification-due");

        Case part = parts(inspection).get(2);
        Case rectification = cases.cameFrom(part.id()).get(0);
        assertThat(rectification.dueOn()).isEqualTo(on("2025-03-05"));
        assertThat(rectification.matter()).isEqualTo("shop-rectification");
        ObjectNode done = JSON.createObjectNode().put("description", "已补登记");
        done.putArray("photos").add(crewPhoto(rectification, "worker"));
        crew.does("worker", crew.task(rectification.id(), "user_rectify"), done);
        crew.does(
                "d3-inspector",
                crew.task(rectification.id(), "user_recheck"),
                crew.content("{\"passed\": true, \"description\": \"合格\"}"));
        assertThat(kinds(bar)).contains("merchant-rectification/in-time", "case-milestone/case-closed");
        assertThat(cases.find(inspection).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
    }

    private static Checklist.Item item(String id, AreaId department) {
        return new Checklist.Item(id, department, new Label("看" + id, "See " + id), new Label("", ""), null, false);
    }

    // --- signatures

    @Test
    void what_changed_after_it_was_opened_is_not_signed_until_it_was_read_again() {
        CaseId inspection = arranged(D1, D2);
        Case first = part(inspection, D1);
        Case second = part(inspection, D2);
        check("d1-lead", first, record("pass"));
        check("d2-inspector", second, record("pass"));
        String seen = reading(first.id());
        crew.does(
                "d2-inspector", crew.task(second.id(), DepartmentCheck.SIGN), outcome("shared-wrong", second, "地点写错了"));
        crew.does(
                "d1-colleague",
                crew.task(second.id(), DepartmentCheck.AMEND),
                crew.content("{\"description\": \"改在西门\"}"));

        ObjectNode old = JSON.createObjectNode().put("outcome", "signed").put("read", seen);
        String sign = crew.task(first.id(), DepartmentCheck.SIGN);
        assertRefused("part-changed-meanwhile", () -> crew.does("d1-lead", sign, old));
        assertThat(signatures.about("case/" + inspection.value())).isEmpty();
        assertThat(crew.task(first.id(), DepartmentCheck.SIGN))
                .as("nothing is lost")
                .isEqualTo(sign);

        sign("d1-lead", first);
        Signature signature = signatures.about("case/" + inspection.value()).get(0);
        JsonNode signed = tree(signature.signed());
        assertThat(signed.at("/shared/amendments/0/text").asText()).isEqualTo("改在西门");
        assertThat(signed.at("/shared/place").asText()).as("the original stays").isEqualTo("东门");
        assertThat(signed.at("/inspector").asText()).isEqualTo("crew-d1-lead");
        assertThat(signature.part()).isEqualTo("crew-d1");
    }

    @Test
    void who_checked_signs_and_nobody_in_their_place() {
        CaseId inspection = arranged(D1, D2);
        Case part = part(inspection, D1);
        check("d1-lead", part, record("pass"));
        String task = crew.task(part.id(), DepartmentCheck.SIGN);
        assertThatThrownBy(() -> crew.does("d1-colleague", task, outcome("signed", part, "")))
                .isInstanceOf(RuntimeException.class);
        tasks.setAssignee(task, Crew.id("d1-colleague").value());
        assertRefused("part-checked-by-another", () -> crew.does("d1-colleague", task, outcome("signed", part, "")));
        tasks.setAssignee(task, Crew.id("d2-inspector").value());
        assertRefused("part-of-another-department", () -> crew.does("d2-inspector", task, outcome("signed", part, "")));
        assertThat(signatures.about("case/" + inspection.value())).isEmpty();
    }

    @Test
    void a_colleague_who_takes_over_checks_before_signing() {
        CaseId inspection = arranged(D1, D2);
        Case part = part(inspection, D1);
        check("d1-lead", part, record("pass"));
        String task = crew.task(part.id(), DepartmentCheck.SIGN);
        tasks.setAssignee(task, Crew.id("d1-colleague").value());
        crew.does("d1-colleague", task, outcome("own-wrong", part, "由我重新检查"));
        check("d1-colleague", part, record("pass"));
        sign("d1-colleague", part);
        assertThat(signatures.about("case/" + inspection.value()))
                .extracting(Signature::by)
                .containsExactly("crew-d1-colleague");
        assertThat(cases.officers(part.id())).containsExactly("crew-d1-colleague");
    }

    @Test
    void a_record_says_what_is_wrong_where_it_is_not_passed() {
        CaseId inspection = arranged(D1, D2);
        Case part = part(inspection, D1);
        String task = crew.task(part.id(), DepartmentCheck.CHECK);
        assertRefused("part-problem-missing", () -> crew.does("d1-lead", task, record("fail")));
        ObjectNode problem = record("pass");
        problem.withArray("findings").addObject().put("category", "dust").put("description", "裸土未覆盖");
        assertRefused("part-not-passed", () -> crew.does("d1-lead", task, problem));
        ObjectNode unknown = record("fail");
        unknown.withArray("findings").addObject().put("category", "没有这种").put("description", "裸土未覆盖");
        assertRefused("check-category-unknown", () -> crew.does("d1-lead", task, unknown));
    }

    @Test
    void a_visit_is_one_check_of_the_site_however_many_departments_took_part() {
        var site = town.site("一处工地", Crew.GRID);
        CaseId inspection = open(site.id(), D1, D2);
        arrange("d1-lead", inspection, "2025-03-04");
        Case first = part(inspection, D1);
        Case second = part(inspection, D2);
        check("d1-lead", first, record("pass"));
        sign("d1-lead", first);
        assertThat(kinds(site.id())).doesNotContain("check/joint");
        check("d2-inspector", second, record("pass"));
        sign("d2-inspector", second);
        assertThat(kinds(site.id())).containsOnlyOnce("check/joint");
        Fact check = facts.timeline(site.id(), 0, 50).stream()
                .filter(each -> each.kind().equals("check"))
                .findFirst()
                .orElseThrow();
        assertThat(check.payload().get("inspectors")).hasToString("[crew-d1-lead, crew-d2-inspector]");
    }

    // --- days, departments and subjects that are not as expected

    @Test
    void the_day_of_the_visit_lies_between_today_and_the_deadline() {
        CaseId inspection = open(town.site("一处工地", Crew.GRID).id(), D1, D2);
        assertRefused("visit-day-past", () -> arrange("d1-lead", inspection, "2025-03-02"));
        assertRefused("visit-day-late", () -> arrange("d1-lead", inspection, "2025-03-08"));
        arrange("d1-lead", inspection, "2025-03-07");
        assertThat(parts(inspection)).extracting(Case::dueOn).containsOnly(on("2025-03-07"));
    }

    @Test
    void a_department_that_is_no_longer_there_is_left_out_and_said() {
        CaseId inspection = open(town.site("一处工地", Crew.GRID).id(), D1, new AreaId("crew-gone"));
        arrange("d1-lead", inspection, "2025-03-04");
        assertThat(parts(inspection)).hasSize(1);
        assertThat(cases.trail(inspection))
                .filteredOn(each -> each.what().equals("department-gone"))
                .extracting(each -> each.content().path("department").asText())
                .containsExactly("crew-gone");
    }

    @Test
    void a_department_without_inspectors_goes_to_the_street_office_and_is_not_signed_for_by_others() {
        AreaId empty = new AreaId("crew-d4");
        crew.department("crew-d4", "丁部门");
        CaseId inspection = open(town.site("一处工地", Crew.GRID).id(), D1, empty);
        arrange("d1-lead", inspection, "2025-03-04");
        Case part = part(inspection, empty);
        String task = crew.task(part.id(), DepartmentCheck.UNSTAFFED);
        ObjectNode goesOn = crew.content("{\"outcome\": \"staffed\", \"description\": \"已补充人员\"}");
        assertRefused("part-still-unstaffed", () -> crew.does("office", task, goesOn));
        crew.does("office", task, crew.content("{\"outcome\": \"left-out\", \"description\": \"正在撤并\"}"));
        assertThat(cases.find(part.id()).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        Case first = part(inspection, D1);
        check("d1-lead", first, record("pass"));
        sign("d1-lead", first);
        assertThat(cases.find(inspection).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        assertThat(cases.trail(inspection)).extracting(TrailEntry::what).contains("left-out");
    }

    @Test
    void what_nobody_began_ends_with_its_subject_and_what_was_begun_is_finished() {
        var site = town.site("关闭的工地", Crew.GRID);
        CaseId waiting = open(site.id(), D1, D2);
        arrange("d1-lead", waiting, "2025-03-04");
        var other = town.site("开工的工地", Crew.GRID);
        CaseId begun = open(other.id(), D1, D2);
        arrange("d1-lead", begun, "2025-03-04");
        check("d1-lead", part(begun, D1), record("pass"));

        town.close(site, on("2025-03-03"));
        town.close(other, on("2025-03-03"));
        assertThat(cases.find(waiting)
                        .orElseThrow()
                        .details()
                        .at("/withdrawn/code")
                        .asText())
                .isEqualTo("subject-closed");
        assertThat(parts(waiting)).extracting(Case::state).containsOnly(Case.State.CLOSED);
        assertThat(cases.openTasks(waiting)).isEmpty();
        assertThat(parts(waiting))
                .allSatisfy(each -> assertThat(cases.openTasks(each.id())).isEmpty());
        sign("d1-lead", part(begun, D1));
        assertThat(cases.find(begun).orElseThrow().open()).isTrue();
        assertRefused("inspection-subject-closed", () -> open(site.id(), D1, D2));
    }

    // --- words of these tests

    private CaseId arranged(AreaId... departments) {
        CaseId inspection = open(town.site("一处工地", Crew.GRID).id(), departments);
        arrange("d1-lead", inspection, "2025-03-04");
        return inspection;
    }

    private CaseId open(SubjectId site, AreaId... departments) {
        return inspections.open(
                site,
                "site-joint-inspection",
                List.of(departments),
                "test-" + Ids.next(),
                on("2025-03-07"),
                JSON.createArrayNode());
    }

    private SubjectId merchant(String name) {
        var ref = new SubjectRef("merchant", "J" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, null, null, null, null))));
        return subjects.find(ref).orElseThrow().id();
    }

    private void arrange(String by, CaseId inspection, String day) {
        crew.does(
                by,
                crew.task(inspection, JointInspection.ARRANGE),
                JSON.createObjectNode()
                        .put("visitOn", LocalDate.parse(day).toString())
                        .put("place", "东门"));
    }

    private static ObjectNode record(String conclusion) {
        ObjectNode record = JSON.createObjectNode().put("conclusion", conclusion);
        record.putObject("answers");
        record.putArray("findings");
        return record;
    }

    private void check(String by, Case part, ObjectNode record) {
        crew.does(by, crew.task(part.id(), DepartmentCheck.CHECK), record);
    }

    private void sign(String by, Case part) {
        crew.does(by, crew.task(part.id(), DepartmentCheck.SIGN), outcome("signed", part, ""));
    }

    private ObjectNode outcome(String outcome, Case part, String remark) {
        return JSON.createObjectNode()
                .put("outcome", outcome)
                .put("remark", remark)
                .put("read", reading(part.id()));
    }

    private String reading(CaseId part) {
        Case of = cases.find(part).orElseThrow();
        return forms.stream()
                .map(each -> each.of(of, DepartmentCheck.SIGN).get("read"))
                .filter(each -> each != null)
                .map(Object::toString)
                .findFirst()
                .orElseThrow();
    }

    private List<Case> parts(CaseId inspection) {
        return cases.cameFrom(inspection);
    }

    private Case part(CaseId inspection, AreaId department) {
        return parts(inspection).stream()
                .filter(each -> Parts.department(each).equals(department))
                .findFirst()
                .orElseThrow();
    }

    private String crewPhoto(Case of, String by) {
        return crew.photo(of, by);
    }

    private List<String> kinds(SubjectId subject) {
        return facts.timeline(subject, 0, 100).stream()
                .map((Fact each) -> each.kind() + "/" + each.category())
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).satisfies(failure -> {
            Throwable at = failure;
            while (at != null && !(at instanceof Refused)) {
                at = at.getCause();
            }
            assertThat(at)
                    .as("refused, not broken: " + failure)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
        });
    }
}
