package gridwork.cases.moves;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.Tasklist;
import gridwork.platform.Ids;
import gridwork.street.Officers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The moves as officers find them: on the pages of a case and of a task, and what the Tasklist says of them. */
@GridworkTest
class MovePagesTest {
    @Autowired
    Crew crew;

    @Autowired
    Underway underway;

    @Autowired
    Cases cases;

    @Autowired
    TaskService engine;

    @Autowired
    SiteChecks checks;

    @Autowired
    ReturnCase returning;

    @Autowired
    Officers officers;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Instant before;

    @BeforeEach
    void crew() {
        before = clock.now();
        clock.set(on("2025-03-03"));
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    @Test
    void on_a_phone_the_leader_returns_an_event_and_the_worker_reads_why() {
        CaseId event = underway.event("页面退回路口");
        underway.handles("worker", event, false);
        String task = crew.task(event, "user_leader");
        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("leader").value());
            browser.open("/tasks/" + task).until("其他操作");
            browser.find("[data-move=return] summary").sendKeys(Keys.ENTER);
            browser.find("[data-move=return] select").sendKeys("网格员");
            browser.find("[data-move=return] textarea").sendKeys("请先联系车主");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.unlabelled()).isEmpty();
            browser.screenshot("task-return-phone");
            browser.toTheMiddle("[data-move=return] [type=submit]").click();
            browser.find("#confirm[open] [value=yes]").click();
            browser.until("已退回");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(underway.steps(event)).containsExactly("user_worker");
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("worker").value());
            browser.open("/cases/" + event.value()).until("退回：网格长处置 → 网格员现场处置").until("请先联系车主");
            browser.screenshot("case-returned");
            new Tasklist(browser, crew).take(event, "user_worker");
            browser.until("请先联系车主");
        }
    }

    @Test
    void a_suspended_case_says_so_everywhere_and_the_tasklist_refuses_to_complete_it() {
        CaseId event = underway.event("页面中止路口");
        String task = crew.task(event, "user_worker");
        crew.as("worker", () -> engine.claim(task, Crew.id("worker").value()));
        String page = "/cases/" + event.value();
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        assertThat(office.get(page).body()).contains("data-move=\"suspend\"");
        office.post(page, page + "/moves/suspend", Map.of("reason", "等待鉴定结论"));
        assertThat(office.get(page).body())
                .contains("已中止")
                .contains("等待鉴定结论")
                .contains("已暂停")
                .contains("data-move=\"resume\"")
                .doesNotContain("data-move=\"remind\"");
        assertThat(office.get("/cases?q=页面中止路口").body()).contains("已中止");
        var worker = new Visitor(port)
                .signIn(Crew.id("worker").value(), Crew.id("worker").value());
        assertThat(worker.get("/tasks?q=页面中止").body()).contains("已中止");
        assertThat(worker.get("/tasks/" + task).body()).contains("等待鉴定结论");
        worker.post(page, page + "/moves/resume", Map.of());
        assertThat(worker.get(page).body()).contains("您不能在这一步做这项操作").contains("已中止");
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("worker").value());
            var list = new Tasklist(browser, crew).open(event, "user_worker", "worker");
            browser.find(".gw-form [data-field=solved][value=false]").click();
            browser.find(".gw-form [data-field=description]").sendKeys("到场");
            list.complete();
            browser.until("案件已中止").until("等待鉴定结论");
        }
        assertThat(underway.steps(event)).containsExactly("user_worker");
        office.post(page, page + "/moves/resume", Map.of());
        assertThat(office.get(page).body()).doesNotContain("等待鉴定结论。").contains("恢复办理");
        assertThat(cases.find(event).orElseThrow().suspended()).isFalse();
    }

    @Test
    void a_record_that_is_sent_back_begins_with_what_was_written_and_each_signature_names_its_version() {
        CaseId check = checks.open(
                town.site("页面退回工地", Crew.GRID).id(),
                "key",
                false,
                "moves-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("unsafe-structure"));
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        returning.back(
                check,
                "user_sign",
                crew.taskOf(check, "inspector2"),
                "user_record",
                "漏记塔吊",
                officers.find(Crew.id("inspector2")).orElseThrow());
        var lead = new Visitor(port)
                .signIn(Crew.id("inspector1").value(), Crew.id("inspector1").value());
        String task = crew.task(check, "user_record");
        assertThat(lead.getJson("/cases/tasks/" + task).body())
                .contains("\"content\":{", "现场所见：unsafe-structure", "\"fence\":\"yes\"")
                .doesNotContain("\"earlier\"");
        crew.does("inspector1", task, crew.record("unsafe-structure", "dust"));
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        assertThat(lead.get("/cases/" + check.value()).body())
                .contains("记录第 2 版")
                .containsPattern("检查清单第 [1-9][0-9]* 版");
    }

    @Test
    void the_office_reminds_and_a_colleague_gets_a_task_passed_on() {
        CaseId inspection = underway.inspection("页面转办店");
        underway.arrange(inspection, on("2025-03-04"));
        CaseId part = underway.part(inspection, Underway.D1).id();
        String task = crew.task(part, "user_check_part");
        crew.as("d1-lead", () -> engine.claim(task, Crew.id("d1-lead").value()));
        String page = "/cases/" + part.value();
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        office.post(page, page + "/moves/remind", Map.of("task", task, "reason", "请今天办完"));
        var lead = new Visitor(port)
                .signIn(Crew.id("d1-lead").value(), Crew.id("d1-lead").value());
        assertThat(lead.get("/tasks").body()).contains("已催办 1 次");
        assertThat(lead.get("/tasks/" + task).body()).contains("请今天办完").contains("data-move=\"pass-on\"");
        lead.post(
                "/tasks/" + task,
                page + "/moves/pass-on",
                Map.of("task", task, "to", Crew.id("d1-colleague").value(), "reason", "出差"));
        assertThat(cases.openTasks(part))
                .singleElement()
                .satisfies(each -> assertThat(each.assignee())
                        .isEqualTo(Crew.id("d1-colleague").value()));
        assertThat(office.get(page).body()).contains("转办：检查本部门项目").contains("出差");
    }

    @Test
    void whoever_gets_a_case_to_read_finds_and_reads_it_and_has_nothing_to_do_in_it() {
        CaseId event = underway.event("页面抄送路口");
        String page = "/cases/" + event.value();
        var reader = new Visitor(port)
                .signIn(Crew.id("d2-inspector").value(), Crew.id("d2-inspector").value());
        assertThat(reader.get("/cases?who=copied").body()).doesNotContain("页面抄送路口");
        assertThat(reader.get(page).statusCode()).isEqualTo(422);
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        office.post(
                page, page + "/moves/copy", Map.of("to", Crew.id("d2-inspector").value(), "reason", "请提前了解"));
        assertThat(office.get(page).body()).contains("抄送").contains("请提前了解");
        assertThat(reader.get("/cases?who=copied").body()).contains("页面抄送路口");
        assertThat(reader.get(page).body()).contains("请提前了解").doesNotContain("data-move");
        office.post(
                page, page + "/moves/copy", Map.of("to", Crew.id("d2-inspector").value(), "reason", ""));
        assertThat(office.get(page).body()).contains("不能抄送此人");
    }

    @Test
    void the_office_fixes_a_new_day_from_the_page_of_the_inspection() {
        CaseId inspection = underway.inspection("页面改期店");
        underway.arrange(inspection, on("2025-03-04"));
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.language("en").open("/cases/" + inspection.value()).until("Other acts");
            browser.find("[data-move=return] summary").click();
            assertThat(browser.find("#moves").getText())
                    .contains("Fix the visit")
                    .doesNotContainPattern("\\p{IsHan}");
            browser.find("[data-move=return] select").sendKeys("Fix");
            browser.find("[data-move=return] textarea").sendKeys("The owner is ill");
            browser.screenshot("case-return-en");
            browser.toTheMiddle("[data-move=return] [type=submit]").click();
            browser.find("#confirm[open] [value=yes]").click();
            browser.until("It was returned");
        }
        assertThat(underway.steps(inspection)).containsExactly("user_arrange");
    }
}
