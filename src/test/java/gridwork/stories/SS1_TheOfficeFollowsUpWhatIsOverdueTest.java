package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.platform.Ids;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SS-1: what was rectified is re-checked in time, or the street office follows it up, in either language and on a phone. */
@GridworkTest
class SS1_TheOfficeFollowsUpWhatIsOverdueTest {
    @Autowired
    Crew crew;

    @Autowired
    TaskService tasks;

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
    void a_rectification_that_nobody_re_checks_comes_to_the_street_office() {
        var site = town.site("河坊街改造工地", Crew.GRID);
        CaseId check = checks.open(
                site.id(),
                "key",
                false,
                "follow-up-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("unsafe-structure"));
        for (OpenTask each : cases.openTasks(check)) {
            crew.does(String.valueOf(each.assignee()).replaceFirst("crew-", ""), each.id(), crew.confirmed());
        }
        var rectification = cases.cameFrom(check).get(0);
        var rectified = crew.content("{\"description\": \"已加固\"}");
        rectified.putArray("photos").add(crew.photo(rectification, "worker"));
        crew.does("worker", crew.task(rectification.id(), "user_rectify"), rectified);
        assertThat(clock.dayOf(java.util.Objects.requireNonNull(
                        cases.openTasks(rectification.id()).get(0).due())))
                .as("two days, by the rules for a red site")
                .isEqualTo("2025-03-05");

        clock.set(on("2025-03-06"));
        breaches.run();
        assertThat(cases.trail(rectification.id())).extracting(TrailEntry::what).contains("recheck-overdue");
        String supervise = crew.task(rectification.id(), "user_supervise");

        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.phone().open("/tasks").until("督办");
            crew.as("office", () -> tasks.claim(supervise, Crew.id("office").value()));
            for (String language : List.of("zh", "en")) {
                browser.language(language);
                browser.phone().open("/tasks/" + supervise).find(".gw-form[data-ready=true]");
                browser.until(language.equals("zh") ? "复查逾期" : "Re-check overdue")
                        .until("2025-03-05");
                assertThat(browser.overflow()).isZero();
                browser.screenshot("supervise-phone-" + language);
                browser.wide().open("/tasks/" + supervise).find(".gw-form[data-ready=true]");
                browser.until(language.equals("zh") ? "督办" : "Follow up");
                browser.screenshot("supervise-" + language);
                browser.open("/cases/" + rectification.id().value())
                        .until(language.equals("zh") ? "复查逾期" : "Re-check overdue");
                browser.screenshot("rectification-case-" + language);
                browser.phone().open("/cases/" + rectification.id().value());
                assertThat(browser.overflow()).isZero();
                browser.screenshot("rectification-case-phone-" + language);
            }
            browser.phone().open("/tasks/" + supervise).find(".gw-form[data-ready=true]");
            browser.find("[data-field=description]").sendKeys("约谈检查组");
            browser.until("Saved");
            browser.run("arguments[0].click()", browser.find(".gw-send"));
            browser.until("My tasks");
            browser.language("zh");
        }
        assertThat(cases.trail(rectification.id())).extracting(TrailEntry::what).endsWith("supervised");
        assertThat(cases.openTasks(rectification.id()))
                .extracting(OpenTask::step)
                .containsExactly("user_recheck");
    }
}
