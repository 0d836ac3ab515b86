package gridwork.cases.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.platform.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The list of work and a task on pages of our own, at a desk and on a phone. */
@GridworkTest
class TaskPagesTest {
    @Autowired
    Crew crew;

    @Autowired
    Work work;

    @Autowired
    TaskService engine;

    @Autowired
    Breaches breaches;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Overdue overdue;
    private Instant before;

    @BeforeEach
    void crew() {
        before = clock.now();
        crew.comesToWork();
        overdue = new Overdue(town, clock, checks, cases, breaches, crew);
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    @Test
    void the_office_finds_two_overdue_rectifications_and_follows_them_up_with_one_form() {
        Case one = overdue.rectification("合办甲工地");
        Case other = overdue.rectification("合办乙工地");
        String first = overdue.supervise(one);
        String second = overdue.supervise(other);
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.open("/tasks").find("#q").sendKeys("合办");
            browser.find("form[role=search] [type=submit]").click();
            browser.until("合办甲工地").until("合办乙工地").until(String.valueOf(one.id().value()));
            browser.screenshot("tasks-list");
            assertThat(browser.unlabelled()).isEmpty();
            browser.phone();
            assertThat(browser.overflow()).isZero();
            browser.screenshot("tasks-list-phone");
            browser.wide();

            browser.find("[data-check-all]").click();
            browser.find("button[formaction$='/tasks/together']").click();
            browser.find(".gw-form[data-ready=true]");
            browser.until("一起填写 2 项任务");
            browser.screenshot("tasks-together");
            assertThat(browser.overflow()).isZero();
            browser.find("[data-field=description]").sendKeys("已约谈施工单位，限三日内整改。");
            browser.toTheMiddle(".gw-send").click();
            browser.find("main .nav-tabs");
        }
        for (Case each : List.of(one, other)) {
            assertThat(cases.trail(each.id())).extracting(TrailEntry::what).endsWith("supervised");
            assertThat(cases.trail(each.id())
                            .get(cases.trail(each.id()).size() - 1)
                            .who())
                    .isEqualTo(Crew.id("office").value());
        }
        var clerk = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        assertThat(clerk.get("/tasks?part=done").body()).contains("合办甲工地").contains("合办乙工地");
        assertThat(clerk.get("/tasks/" + first).body()).contains("已经办结");
        clerk.post("/tasks", "/tasks/claim", Map.of("task", second));
        assertThat(clerk.get("/tasks").body())
                .contains("未认领 1 项")
                .contains("合办乙工地")
                .contains("已经办结");
    }

    @Test
    void beside_the_form_stand_the_subject_and_why_it_has_its_colour() {
        Case of = overdue.rectification("依据卡工地");
        String task = crew.task(of.id(), "user_rectify");
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("worker").value());
            browser.open("/tasks/" + task).until("认领");
            browser.find("form[action$='/claim'] button").click();
            browser.find(".gw-form[data-ready=true]");
            browser.until("依据卡工地").until("为什么");
            assertThat(browser.all(".reason-card")).hasSize(1);
            assertThat(browser.overflow()).isZero();
            browser.screenshot("task-with-reason");
            browser.phone().open("/tasks/" + task).find(".gw-form[data-ready=true]");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("task-with-reason-phone");
            browser.wide().find("form[action$='/give-back'] button").click();
            browser.until("已退回");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(engine.createTaskQuery().taskId(task).taskUnassigned().count())
                .isOne();
    }

    @Test
    void in_the_tasklist_the_form_says_why_the_subject_has_its_colour_and_the_lists_have_counts() {
        Case of = overdue.rectification("待办依据工地");
        String task = crew.task(of.id(), "user_rectify");
        crew.as("worker", () -> engine.claim(task, Crew.id("worker").value()));
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("worker").value());
            browser.open("/camunda/app/tasklist/default/#/?filter=gridwork-mine&task=" + task)
                    .find(".gw-form[data-ready=true]");
            browser.until("今天到期").until("案号").until(String.valueOf(of.id().value()));
            assertThat(browser.find(".gw-reason")
                            .findElement(By.tagName("summary"))
                            .getText())
                    .contains("红色");
            browser.find(".task-filters .item:not(.active) a[data-count]");
            browser.screenshotOfWindow("tasklist-lists");
        }
    }

    @Test
    void nobody_takes_on_for_another_s_group_and_the_page_says_which_task_was_refused() {
        Case of = overdue.rectification("他人网格工地");
        String task = crew.task(of.id(), "user_rectify");
        var clerk = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        clerk.post("/tasks", "/tasks/claim", Map.of("task", task));
        assertThat(engine.createTaskQuery().taskId(task).taskUnassigned().count())
                .isOne();
        assertThat(clerk.get("/tasks/" + task).statusCode()).isEqualTo(422);
        assertThat(clerk.get("/tasks/together").body()).contains("请先选择任务");
        assertThat(clerk.get("/tasks/together?task=" + task).body()).contains("不能一起填写");
    }
}
