package gridwork.cases.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.OpenTask;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.cases.own.OwnCodes;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import gridwork.street.Matter;
import gridwork.street.catalogue.StoredCatalogue;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An application on its way through the departments, where things do not go as they should. */
@GridworkTest
class ApplicationsTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 11, 3);

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Applications applications;

    @Autowired
    Permits permits;

    @Autowired
    OwnCodes codes;

    @Autowired
    Subjects subjects;

    @Autowired
    Cases cases;

    @Autowired
    Facts facts;

    @Autowired
    Breaches breaches;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    List<FormContents> forms;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    EventApplications town;
    Approvals approvals;
    Subject shop;

    @BeforeEach
    void four_departments_and_a_shop() {
        crew.comesToWork();
        clock.set(TODAY);
        town = new EventApplications(applications, subjects, crew, clock, work);
        town.departmentsComeToWork();
        approvals = new Approvals(town, crew, cases, facts, forms);
        shop = town.shop("临河夜市经营部");
    }

    private CaseId visited() {
        return approvals.visited(shop);
    }

    private Case part(CaseId id, String department) {
        return approvals.part(id, department);
    }

    private ObjectNode decision(Case part, String outcome) {
        return approvals.decision(part, outcome);
    }

    private void decides(CaseId id, String department, String outcome) {
        approvals.decides(id, department, outcome);
    }

    private List<String> told(Subject of, String kind) {
        return approvals.told(of, kind);
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatThrownBy(act).hasStackTraceContaining(code);
    }

    @Test
    void which_departments_decide_is_the_catalogues_and_needs_no_other_program() {
        String matter = "market-permit";
        Matter event = catalogue.matter(EventApplications.MATTER);
        if (catalogue.find(matter).isEmpty()) {
            catalogue.put(
                    new Matter(
                            matter,
                            event.title(),
                            event.remit(),
                            new AreaId("crew-d1"),
                            new LinkedHashSet<>(List.of(new AreaId("crew-d2"))),
                            event.basis(),
                            event.process(),
                            event.subject(),
                            Set.of(),
                            5,
                            false,
                            null,
                            null,
                            event.limits(),
                            event.checklist()),
                    0,
                    "试验",
                    "admin");
        }
        Application begun = applications.begin(shop, matter);
        applications.write(begun, EventApplications.fields(TODAY.plusDays(9)));
        List.of("plan", "layout", "safety")
                .forEach(each -> applications.attach(begun, each, each + ".pdf", EventApplications.pdf(each)));
        CaseId id = applications.send(applications.find(shop.id(), begun.id()).orElseThrow());
        assertThat(cases.cameFrom(id))
                .extracting(each -> each.details().path("department").asText())
                .containsExactly("crew-d1", "crew-d2");
    }

    @Test
    void whoever_decides_reads_the_application_with_its_files_and_so_does_the_office_and_nobody_else() {
        CaseId id = visited();
        Case part = part(id, "anjian");
        var decider = new Visitor(port)
                .signIn(Crew.id("of-anjian").value(), Crew.id("of-anjian").value());
        String form = decider.getJson("/cases/tasks/" + crew.task(part.id(), Approval.DECIDE))
                .body();
        assertThat(form).contains("临河夜市", "layout.pdf", "\"read\"", "\"visitOn\"");
        String file = form.replaceAll("(?s).*\"id\":\"([0-9]+)\",\"name\":\"layout.pdf\".*", "$1");
        assertThat(decider.download("/evidence/" + file + "/original").statusCode())
                .isEqualTo(200);
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        assertThat(office.get("/cases/" + id.value()).body()).contains("申请内容（第 1 版）", "layout.pdf", "消防救援站", "待决定");
        var stranger = new Visitor(port)
                .signIn(Crew.id("d1-lead").value(), Crew.id("d1-lead").value());
        assertThat(stranger.download("/evidence/" + file + "/original").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void a_second_answer_of_a_department_has_no_effect_and_says_so() {
        CaseId id = visited();
        Case part = part(id, "shichang");
        String task = crew.task(part.id(), Approval.DECIDE);
        ObjectNode content = decision(part, "agree");
        crew.does("of-shichang", task, content);
        assertRefused("task-gone", () -> crew.does("of-shichang", task, content));
        assertThat(part(id, "shichang").details().path("signature").isMissingNode())
                .isTrue();
        assertThat(part(id, "shichang")
                        .details()
                        .path(Approval.DECISION)
                        .path("by")
                        .asText())
                .isEqualTo(Crew.id("of-shichang").value());
    }

    @Test
    void nobody_decides_before_the_visit_for_another_department_or_on_what_changed() {
        CaseId id = town.sent(shop);
        Case part = part(id, "anjian");
        String task = crew.task(part.id(), Approval.DECIDE);
        assertRefused("application-no-visit", () -> crew.does("of-anjian", task, decision(part, "agree")));
        crew.does(
                "of-chengguan",
                crew.task(id, "user_arrange"),
                crew.content("{\"place\": \"现场\"}")
                        .put("visitOn", TODAY.plusDays(1).toString()));
        assertRefused("application-visit-first", () -> crew.does("of-anjian", task, decision(part, "agree")));
        clock.set(TODAY.plusDays(1));
        assertRefused(
                "application-changed-meanwhile",
                () -> crew.does("of-anjian", task, decision(part, "agree").put("read", "0".repeat(64))));
        ObjectNode withoutMend = decision(part, "refuse");
        withoutMend.remove("mend");
        assertRefused("application-mend-missing", () -> crew.does("of-anjian", task, withoutMend));
        assertThatThrownBy(() -> crew.does("of-shichang", task, decision(part, "agree")))
                .as("a department's task is no other's")
                .isNotNull();
        crew.does("of-anjian", task, decision(part, "agree"));
        assertThat(part(id, "anjian").open()).isFalse();
    }

    @Test
    void silence_goes_up_to_the_street_office_and_is_never_consent() {
        CaseId id = visited();
        decides(id, "chengguan", "agree");
        decides(id, "shichang", "agree");
        decides(id, "xiaofang", "agree");
        clock.set(TODAY.plusDays(30));
        breaches.run();
        assertThat(cases.openTasks(part(id, "anjian").id()))
                .extracting(each -> each.step() + " " + each.groups())
                .anySatisfy(each -> assertThat(each).contains("user_chase_part", "office-clerk"));
        assertThat(cases.find(id).orElseThrow().open()).isTrue();
        assertThat(permits.ofCase(id)).isEmpty();
        decides(id, "anjian", "agree");
        assertThat(permits.ofCase(id)).as("late, and its word counts").isPresent();
        assertThat(told(shop, "case-milestone")).contains("part-missing");
    }

    @Test
    void silence_of_everybody_however_long_is_never_consent_and_whoever_is_asked_to_urge_decides_nothing() {
        CaseId id = visited();
        for (int days : List.of(30, 90, 400)) {
            clock.set(TODAY.plusDays(days));
            breaches.run();
        }
        for (String department : EventApplications.DEPARTMENTS.keySet()) {
            CaseId silent = part(id, department).id();
            assertThat(cases.openTasks(silent))
                    .as("up, once, and still with the department")
                    .extracting(OpenTask::step)
                    .containsExactlyInAnyOrder(Approval.DECIDE, "user_chase_part");
            crew.does("office", crew.task(silent, "user_chase_part"), crew.content("{\"description\": \"已督促，本周内决定\"}"));
            assertThat(cases.openTasks(silent)).extracting(OpenTask::step).containsExactly(Approval.DECIDE);
        }
        breaches.run();
        assertThat(cases.find(id).orElseThrow().open()).isTrue();
        assertThat(permits.ofCase(id)).isEmpty();
        assertThat(told(shop, "event-permit")).isEmpty();
        String code = codes.issue(shop.id(), clock.today().plusDays(9), "admin");
        var merchant = new Visitor(port);
        String page = "/own/" + code + "/applications/"
                + applications.ofCase(id).orElseThrow().id();
        assertThat(merchant.get(page).body()).contains("到期未决定，已上交街道").doesNotContain("逾期作出");
        decides(id, "anjian", "agree");
        assertThat(merchant.get(page).body()).as("late, and it says so").contains("逾期作出");
    }

    @Test
    void an_answer_after_the_permit_or_the_withdrawal_has_no_effect_and_says_so() {
        for (String end : List.of("grant", "withdraw")) {
            CaseId id = town.sent(shop);
            crew.does(
                    "of-chengguan",
                    crew.task(id, "user_arrange"),
                    crew.content("{\"place\": \"现场\"}")
                            .put("visitOn", clock.today().toString()));
            Case part = part(id, "anjian");
            String task = crew.task(part.id(), Approval.DECIDE);
            ObjectNode late = decision(part, "refuse");
            if (end.equals("grant")) {
                EventApplications.DEPARTMENTS.keySet().forEach(each -> decides(id, each, "agree"));
            } else {
                town.then(id, shop, "withdraws");
            }
            List<TrailEntry> before = cases.trail(id);
            String kept = part(id, "anjian").details().toString();
            assertRefused("task-gone", () -> crew.does("of-anjian", task, late));
            assertThat(cases.trail(id)).hasSameSizeAs(before);
            assertThat(part(id, "anjian").details().toString()).isEqualTo(kept);
            assertThat(permits.ofCase(id).isPresent()).isEqualTo(end.equals("grant"));
            var person = new Visitor(port)
                    .signIn(Crew.id("of-anjian").value(), Crew.id("of-anjian").value());
            HttpResponse<String> answer = person.getJson("/cases/tasks/" + task);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("这项任务已经办结或已撤销");
        }
    }

    @Test
    void what_is_not_mended_in_time_lapses_and_an_answer_after_that_has_no_effect() {
        CaseId id = visited();
        List.of("chengguan", "shichang", "anjian").forEach(each -> decides(id, each, "agree"));
        decides(id, "xiaofang", "refuse");
        assertThat(cases.trail(id)).extracting(TrailEntry::what).contains("application-returned");
        clock.set(TODAY.plusDays(40));
        breaches.run();
        assertThat(cases.find(id).orElseThrow().open()).isFalse();
        assertThat(told(shop, "event-permit")).containsExactly("refused");
        assertRefused("application-sent", () -> town.then(id, shop, "resubmits"));
        assertRefused("application-over", () -> town.then(id, shop, "withdraws"));
    }

    @Test
    void a_withdrawn_application_ends_every_part_and_can_be_made_anew() {
        CaseId id = visited();
        Case part = part(id, "anjian");
        String task = crew.task(part.id(), Approval.DECIDE);
        decides(id, "shichang", "agree");
        town.then(id, shop, "withdraws");
        assertThat(cases.cameFrom(id)).noneMatch(Case::open);
        assertThat(told(shop, "event-permit")).containsExactly("withdrawn");
        assertRefused("task-gone", () -> crew.does("of-anjian", task, decision(part, "agree")));
        CaseId again = town.sent(shop);
        assertThat(again).isNotEqualTo(id);
        assertThat(applications
                        .ofCase(again)
                        .orElseThrow()
                        .content()
                        .path("fields")
                        .path("contact")
                        .asText())
                .isEqualTo("陈某某");
    }

    @Test
    void what_was_written_before_is_filled_in_and_a_draft_is_one() {
        town.sent(shop);
        Application draft = applications.begin(shop, EventApplications.MATTER);
        assertThat(draft.content().path("fields").path("contact").asText()).isEqualTo("陈某某");
        assertThat(draft.content().path("fields").has("what")).isFalse();
        assertThat(applications.begin(shop, EventApplications.MATTER).id()).isEqualTo(draft.id());
        assertThat(applications.missing(draft)).extracting(each -> each.zh()).contains("活动名称", "活动方案");
        assertRefused("application-incomplete", () -> applications.send(draft));
        assertThat(applications.find(town.shop("另一家").id(), draft.id()))
                .as("nobody else's code opens it")
                .isEmpty();
    }

    @Test
    void wrong_entries_and_hostile_files_are_refused_by_name() {
        Application draft = applications.begin(shop, EventApplications.MATTER);
        Map.of("people", "很多", "from", "2025-13-40", "phone", "<script>", "what", "长".repeat(81))
                .forEach((field, value) -> assertThatThrownBy(() -> applications.write(draft, Map.of(field, value)))
                        .isInstanceOf(Refused.class));
        assertRefused(
                "evidence-unknown-type",
                () -> applications.attach(
                        draft, "plan", "方案.pdf", "MZ program".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertRefused(
                "application-not-offered",
                () -> applications.attach(draft, "none", "a.pdf", EventApplications.pdf("a")));
        for (int i = 0; i < 5; i++) {
            applications.attach(draft, "plan", i + ".pdf", EventApplications.pdf("p" + i));
        }
        assertRefused(
                "application-files", () -> applications.attach(draft, "plan", "6.pdf", EventApplications.pdf("6")));
        assertThat(applications
                        .find(shop.id(), draft.id())
                        .orElseThrow()
                        .content()
                        .path("documents")
                        .path("plan"))
                .hasSize(5);
    }

    @Test
    void a_permit_is_downloaded_with_the_code_and_checked_by_anyone_who_has_its_number() {
        CaseId id = visited();
        String code = codes.issue(shop.id(), TODAY.plusDays(90), "admin");
        String page = "/own/" + code + "/applications/"
                + applications.ofCase(id).orElseThrow().id();
        var merchant = new Visitor(port);
        List.of("chengguan", "shichang", "anjian").forEach(each -> decides(id, each, "agree"));
        decides(id, "xiaofang", "refuse");
        assertThat(merchant.get(page).body()).contains("待补正", "要补正：补交消防平面图", "补正后重新提交");
        town.then(id, shop, "resubmits");
        decides(id, "xiaofang", "agree");
        String number = permits.ofCase(id).orElseThrow().number();
        assertThat(merchant.get(page).body()).contains("已许可", number);
        assertThat(new String(merchant.download(page + "/permit.pdf").body(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF");
        String check = "/permits/" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        var passer = new Visitor(port);
        assertThat(passer.get(check).body()).contains("尚未生效", "临河夜市").doesNotContain("陈某某", "1380000");
        clock.set(TODAY.plusDays(31));
        assertThat(passer.get(check).body()).contains(">有效<");
        clock.set(TODAY.plusDays(60));
        assertThat(passer.get(check).body()).contains("已过期");
        merchant.post(page, page + "/withdraw", Map.of());
        clock.set(TODAY.plusDays(31));
        merchant.post(page, page + "/withdraw", Map.of());
        assertThat(passer.get(check).body()).contains("已撤回");
        assertThat(told(shop, "event-permit")).containsExactlyInAnyOrder("granted", "withdrawn");
        assertThat(passer.get("/permits/none").statusCode()).isEqualTo(404);
        assertThat(passer.get("/permits").statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_applied_for_under_an_entry_that_was_found_to_be_another_is_the_others() {
        CaseId id = visited();
        List.of("chengguan", "shichang", "anjian").forEach(each -> decides(id, each, "agree"));
        decides(id, "xiaofang", "refuse");
        Application draft = town.written(shop, TODAY.plusDays(40));
        Subject other = town.shop("临河夜市经营部（同一家）");
        work.run(() -> subjects.merge(shop.id(), other.id(), "重复登记", "admin", shop.version()));
        String own = "/own/" + codes.issue(other.id(), TODAY.plusDays(90), "admin");
        assertThat(new Visitor(port).get(own).body()).contains("待补正", "草稿");
        town.then(id, other, "resubmits");
        decides(id, "xiaofang", "agree");
        assertThat(new Visitor(port).get(own).body()).contains("已许可");
        assertThat(applications.begin(other, EventApplications.MATTER).id())
                .as("what was begun is gone on with")
                .isEqualTo(draft.id());
        CaseId next =
                applications.send(applications.find(other.id(), draft.id()).orElseThrow());
        assertThat(cases.find(next).orElseThrow().subject()).isEqualTo(other.id());
    }

    @Test
    void one_wrong_field_is_refused_and_every_other_is_kept() {
        Application begun = applications.begin(shop, EventApplications.MATTER);
        Map<String, String> fields = EventApplications.fields(TODAY.plusDays(21));
        for (Map.Entry<String, String> wrong : Map.of(
                        "phone", "请打我电话", "from", "+12026-01-01", "until", "0001-01-01", "people", "很多")
                .entrySet()) {
            Map<String, String> written = new java.util.LinkedHashMap<>(fields);
            written.put(wrong.getKey(), wrong.getValue());
            written.put("what", "夜市 " + wrong.getKey());
            assertThatThrownBy(() -> applications.write(begun, written)).isInstanceOf(Refused.class);
            JsonNode kept = applications
                    .find(shop.id(), begun.id())
                    .orElseThrow()
                    .content()
                    .path(Approval.FIELDS);
            assertThat(kept.path("what").asText()).isEqualTo("夜市 " + wrong.getKey());
            assertThat(kept.path(wrong.getKey()).asText()).isNotEqualTo(wrong.getValue());
        }
    }

    @Test
    void what_cannot_be_begun_or_taken_back_is_said_on_the_page() {
        CaseId id = town.sent(shop);
        String own = "/own/" + codes.issue(shop.id(), TODAY.plusDays(90), "admin");
        String page =
                own + "/applications/" + applications.ofCase(id).orElseThrow().id();
        var merchant = new Visitor(port);
        assertThat(Visitor.sentTo(merchant.post(page, page + "/withdraw", Map.of())))
                .isEqualTo(page);
        assertThat(merchant.get(page).body()).contains("已撤回");
        HttpResponse<String> again = merchant.post(own, page + "/withdraw", Map.of());
        assertThat(Visitor.sentTo(again)).isEqualTo(page);
        assertThat(merchant.get(page).body()).contains("data-refused=\"application-over\"");
        HttpResponse<String> none = merchant.post(own, own + "/applications", Map.of("matter", "no-such-matter"));
        assertThat(Visitor.sentTo(none)).isEqualTo(own);
        assertThat(merchant.get(own).body()).contains("data-refused=\"application-not-offered\"");
    }

    @Test
    void permits_of_a_year_are_numbered_without_a_gap() {
        List<Integer> numbers = List.of(granted(), granted()).stream()
                .map(each -> permits.ofCase(each).orElseThrow().number())
                .map(each -> Integer.parseInt(each.replaceAll(".*〕([0-9]+)号", "$1")))
                .toList();
        assertThat(numbers.get(1)).isEqualTo(numbers.get(0) + 1);
    }

    private CaseId granted() {
        return approvals.granted(shop);
    }
}
