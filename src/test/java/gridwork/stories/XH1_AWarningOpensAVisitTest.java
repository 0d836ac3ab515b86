package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Reports;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.cases.opening.WaitingCases;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Reach;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** XH-1, 八必访: a warning is visited by the responsible office; its outcome is recorded, and what comes meanwhile joins it. */
@GridworkTest
class XH1_AWarningOpensAVisitTest {
    private static final String VISIT = "enterprise-visit";

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Cases cases;

    @Autowired
    WaitingCases waiting;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    Breaches breaches;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    TestClock clock;

    @Autowired
    Reports reports;

    private SubjectRef enterprise = new SubjectRef("enterprise", "nobody");

    @BeforeEach
    void an_enterprise_on_a_monday() {
        crew.comesToWork();
        crew.department("shichang", "市场监督管理所");
        clock.set(on("2026-11-02"));
        enterprise = reports.register("enterprise", "杭州走访科技有限公司");
    }

    @AfterEach
    void the_limit_and_the_clock_are_put_back() {
        ShippedCatalogue.limit(catalogue, VISIT, 40);
        clock.set(on("2025-03-03"));
    }

    @Test
    void a_risk_is_visited_a_change_of_address_joins_and_the_outcome_is_a_fact() {
        reports.tell(enterprise, "enterprise-risk", on("2026-11-01"), Map.of("category", "wage-arrears"));
        Case visit = visit();
        assertThat(visit.matter()).isEqualTo(VISIT);
        assertThat(visit.dueOn()).as("five working days").isEqualTo(on("2026-11-09"));
        moves();
        assertThat(visits()).as("one open visit").hasSize(1);
        assertThat(cases.trail(visit.id())).extracting(TrailEntry::what).contains("reason-joined");

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("fazhan").value());
            tasklist.open(visit.id(), "user_visit").claim();
            browser.until("风险企业").until("地址变动").until("办理期间并入").until("研发投入补助");
            browser.screenshotOfWindow("visit-form");
            tasklist.complete();
            browser.until("请填写");
            browser.toTheMiddle("[data-field=outcome][value=solved]").click();
            browser.find("[data-field=description]").sendKeys("工资已经补发，地址变更已登记");
            browser.until("已保存");
            tasklist.complete();
            browser.waitUntil(() -> cases.openTasks(visit.id()).isEmpty());

            assertThat(new Visitor(port)
                            .signIn(Crew.id("office").value(), Crew.id("office").value())
                            .get("/cases/" + visit.id().value())
                            .body())
                    .contains("风险企业", "办理期间并入", "又有预警，并入本案：地址变动", "解决了问题 · 工资已经补发");
            browser.signIn(Crew.id("office").value());
            browser.open("/cases/" + visit.id().value())
                    .until("风险企业")
                    .until("办理期间并入")
                    .until("又有预警，并入本案：地址变动");
            browser.screenshot("visit-case");
            browser.phone().open("/cases/" + visit.id().value()).until("已结案");
            assertThat(browser.overflow()).isZero();
        }
        assertThat(cases.find(visit.id()).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        assertThat(outcomes()).singleElement().satisfies(fact -> {
            assertThat(fact.category()).isEqualTo("solved");
            assertThat(fact.payload())
                    .containsEntry("department", "fazhan")
                    .containsEntry("reasons", List.of("risk", "address-change"))
                    .doesNotContainKey("description");
        });

        reports.tell(enterprise, "enterprise-risk", on("2026-11-02"), Map.of("category", "penalty"));
        assertThat(visits())
                .as("after it was closed another warning is another visit")
                .hasSize(2);
    }

    @Test
    void nobody_was_there_then_another_department_has_it_with_time_of_its_own_on_a_phone() {
        reports.tell(enterprise, "enterprise-risk", on("2026-11-01"), Map.of("category", "penalty"));
        CaseId visit = visit().id();
        crew.does(
                "fazhan",
                crew.task(visit, "user_visit"),
                crew.content("{\"outcome\": \"nobody\", \"description\": \"大门锁着\"}"));
        assertThat(visit().dueOn()).as("the same time runs on").isEqualTo(on("2026-11-09"));
        clock.set(on("2026-11-04"));
        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("fazhan").value());
            var page = new Tasklist(browser, crew).take(visit, "user_visit");
            browser.until("没有见到人").until("大门锁着");
            assertThat(browser.overflow()).isZero();
            browser.toTheMiddle("[data-field=outcome][value=handed]").click();
            browser.find("[data-field=description]").sendKeys("门前占道，请执法队处理");
            page.send();
            browser.until("请填写");
            assertThat(cases.openTasks(visit)).hasSize(1);
            browser.toTheMiddle("[data-field=to] option[value=chengguan]").click();
            browser.until("已保存");
            assertThat(browser.all("[data-field=to] option[value=fazhan]"))
                    .as("not to itself")
                    .isEmpty();
            browser.screenshot("visit-form-phone");
            page.send();
            browser.waitUntil(() -> cases.trail(visit).stream()
                    .anyMatch(each -> each.content().path("department").asText().equals("chengguan")));
        }
        assertThat(cases.find(visit).orElseThrow().dueOn()).isEqualTo(on("2026-11-11"));
        crew.does(
                "department",
                crew.task(visit, "user_visit"),
                crew.content("{\"outcome\": \"helped\", \"description\": \"已清理\"}"));
        assertThat(outcomes()).extracting(Fact::category).containsExactlyInAnyOrder("nobody", "handed", "helped");
        assertThat(outcomes().stream()
                        .filter(each -> "handed".equals(each.category()))
                        .findFirst()
                        .orElseThrow()
                        .payload())
                .containsEntry("to", "chengguan")
                .containsEntry("department", "fazhan");
    }

    @Test
    void what_a_form_may_not_say_is_refused_and_stays_to_be_done() {
        reports.tell(enterprise, "enterprise-risk", on("2026-11-01"), Map.of("category", "penalty"));
        CaseId visit = visit().id();
        String task = crew.task(visit, "user_visit");
        for (String content : List.of(
                "{}",
                "{\"outcome\": \"solved\"}",
                "{\"outcome\": \"<script>\", \"description\": \"x\"}",
                "{\"outcome\": \"solved\", \"description\": \" \"}",
                "{\"outcome\": \"solved\", \"description\": \"x\", \"ended\": true}",
                "{\"outcome\": \"solved\", \"description\": \"x\", \"to\": \"chengguan\"}",
                "{\"outcome\": \"handed\", \"description\": \"x\"}",
                "{\"outcome\": \"handed\", \"description\": \"x\", \"to\": \"fazhan\"}",
                "{\"outcome\": \"handed\", \"description\": \"x\", \"to\": \"no-such-department\"}",
                "{\"outcome\": \"handed\", \"description\": \"x\", \"to\": \"crew-g1\"}",
                "{\"outcome\": \"applied\", \"description\": \"x\", \"programme\": \"PM-010\"}",
                "{\"outcome\": \"applied\", \"description\": \"x\", \"programme\": \"PM-999\", \"amount\": 5}",
                "{\"outcome\": \"applied\", \"description\": \"x\", \"programme\": \"PM-010\", \"amount\": -5}",
                "{\"outcome\": \"applied\", \"description\": \"x\", \"programme\": \"PM-010\", \"amount\": 1.5}",
                "{\"outcome\": \"applied\", \"description\": \"x\", \"programme\": \"PM-010\", \"amount\": 1e30}",
                "{\"outcome\": \"solved\", \"description\": \"x\", \"photos\": [\"1\"]}")) {
            assertThatThrownBy(() -> crew.does("fazhan", task, crew.content(content)))
                    .as(content)
                    .isInstanceOf(Refused.class);
        }
        assertThat(crew.task(visit, "user_visit")).isEqualTo(task);
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void what_is_over_the_limit_of_the_day_waits_with_all_its_warnings_and_opens_in_its_turn() {
        clock.set(on("2031-06-02"));
        ShippedCatalogue.limit(catalogue, VISIT, 1);
        SubjectRef before = reports.register("enterprise", "当日已满的公司");
        reports.tell(before, "enterprise-risk", on("2031-06-01"), Map.of("category", "penalty"));
        reports.tell(enterprise, "enterprise-risk", on("2031-06-01"), Map.of("category", "penalty"));
        reports.tell(
                enterprise,
                "enterprise-registration",
                on("2030-03-01"),
                Map.of("category", "registered", "address", "甲路1号"));
        reports.tell(
                enterprise,
                "enterprise-registration",
                on("2031-06-01"),
                Map.of("category", "changed", "address", "乙路2号"));
        assertThat(visits()).isEmpty();
        SubjectRef gone = reports.register("enterprise", "排队后注销的公司");
        reports.tell(gone, "enterprise-risk", on("2031-06-01"), Map.of("category", "penalty"));
        assertThat(waiting.count()).containsEntry(VISIT, 2L);
        SubjectId goneId = subjects.find(gone).orElseThrow().id();
        work.run(() -> subjects.close(
                goneId,
                on("2031-06-02"),
                "cancelled",
                "town",
                subjects.find(goneId).orElseThrow().version()));

        clock.set(on("2031-06-03"));
        daily.stream()
                .filter(each -> each.name().equals("waiting-cases"))
                .findFirst()
                .orElseThrow()
                .run(on("2031-06-03"));
        assertThat(visit().details().path("reasons").findValuesAsText("item"))
                .containsExactly("risk", "address-change");
        assertThat(visit().dueOn()).as("its time begins as it opens").isEqualTo(on("2031-06-10"));
        assertThat(cases.of(goneId, Reach.EVERYTHING))
                .as("what closed meanwhile is not visited")
                .isEmpty();
        assertThat(waiting.count()).doesNotContainKey(VISIT);
    }

    @Test
    void an_enterprise_that_closes_meanwhile_is_shown_as_closed_and_the_visit_ends_with_that() {
        reports.tell(enterprise, "enterprise-risk", on("2026-11-01"), Map.of("category", "penalty"));
        CaseId visit = visit().id();
        work.run(() -> subjects.close(
                id(),
                on("2026-11-02"),
                "cancelled",
                "town",
                subjects.find(id()).orElseThrow().version()));
        assertThat(cases.trail(visit)).extracting(TrailEntry::what).contains("subject-closed");
        String task = crew.task(visit, "user_visit");
        assertThat(new Visitor(port)
                        .signIn(Crew.id("fazhan").value(), Crew.id("fazhan").value())
                        .getJson("/cases/tasks/" + task)
                        .body())
                .contains("\"subjectClosed\":true");
        crew.does("fazhan", task, crew.content("{\"outcome\": \"gone\", \"description\": \"已注销\"}"));
        assertThat(cases.find(visit).orElseThrow().open()).isFalse();
    }

    @Test
    void a_department_without_anybody_leaves_it_to_the_street_office_on_the_trail_and_a_late_visit_is_followed_up() {
        crew.department("crew-empty", "空缺部门");
        reports.tell(enterprise, "enterprise-risk", on("2026-11-01"), Map.of("category", "penalty"));
        CaseId visit = visit().id();
        crew.does(
                "fazhan",
                crew.task(visit, "user_visit"),
                crew.content("{\"outcome\": \"handed\", \"to\": \"crew-empty\", \"description\": \"请办理\"}"));
        assertThat(cases.trail(visit).stream()
                        .filter(each -> each.what().equals("department-assigned"))
                        .map(each -> each.content().path("missing").asText("")))
                .containsExactly("", "nobody");
        String task = crew.task(visit, "user_visit");

        clock.set(on("2026-11-20"));
        breaches.run();
        assertThat(facts.timeline(id(), 0, 50))
                .filteredOn(each -> "work-overdue".equals(each.category()))
                .as("counted once")
                .hasSize(1);
        crew.does("office", crew.task(visit, "user_visit_chase"), crew.content("{\"description\": \"已催办\"}"));
        assertThat(cases.find(visit).orElseThrow().open()).isTrue();
        crew.does("office", task, crew.content("{\"outcome\": \"fine\", \"description\": \"已经缴清\"}"));
        assertThat(cases.find(visit).orElseThrow().open()).isFalse();
    }

    // --- words of this story

    private void moves() {
        reports.tell(
                enterprise,
                "enterprise-registration",
                on("2025-03-01"),
                Map.of("category", "registered", "address", "甲路1号"));
        reports.tell(
                enterprise,
                "enterprise-registration",
                on("2026-11-01"),
                Map.of("category", "changed", "address", "乙路2号"));
    }

    private SubjectId id() {
        return subjects.find(enterprise).orElseThrow().id();
    }

    private List<Case> visits() {
        return cases.of(id(), Reach.EVERYTHING);
    }

    private Case visit() {
        return visits().stream().filter(Case::open).findFirst().orElseThrow();
    }

    private List<Fact> outcomes() {
        return facts.timeline(id(), 0, 50).stream()
                .filter(each -> each.kind().equals("visit-outcome"))
                .toList();
    }
}
