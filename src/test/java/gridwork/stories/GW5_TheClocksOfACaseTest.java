package gridwork.stories;

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
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.NewClock;
import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.street.Length;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** GW-5: two kinds of clock, paused and extended with a reason, breached in sight, predicted from like cases. */
@GridworkTest
class GW5_TheClocksOfACaseTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    TaskService tasks;

    private Instant before;

    @BeforeEach
    void a_monday_at_ten() {
        before = clock.now();
        clock.set(at("2025-03-03T10:00"));
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_as_before() {
        breaches.run();
        clock.set(before);
    }

    private static Instant at(String moment) {
        return LocalDateTime.parse(moment).atZone(ZONE).toInstant();
    }

    private CaseId open(String site) {
        return checks.open(
                town.site(site, Crew.GRID).id(),
                "key",
                false,
                "gw5-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private static NewClock clock(String item, String zh, String en, String step, Length length) {
        return new NewClock(item, new Label(zh, en), step, length, new Because("response-clocks", "RC-220"));
    }

    @Test
    void a_clock_is_paused_extended_and_seen_to_run_out_where_people_work() {
        CaseId of = open("时限演示工地");
        clocks.start(
                of,
                List.of(
                        clock("respond", "响应", "Respond", "user_record", Length.of(30, "second", "running")),
                        clock("finish", "办结", "Finish", null, Length.of(5, "working-day", "working"))));
        CaseClock finish = clocks.of(of).stream()
                .filter(each -> each.item().equals("finish"))
                .findFirst()
                .orElseThrow();
        String page = "/cases/" + of.value();
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.open(page)
                    .until("办结")
                    .until("5 个工作日")
                    .until("2025-03-10 17:30")
                    .until("计时中");
            browser.screenshot("gw5-case-running");

            press(browser, "pause", finish, "等待鉴定机构出具报告");
            browser.until("已暂停计时");
            browser.until("已暂停").until("等待鉴定机构出具报告");
            browser.screenshot("gw5-case-paused");
            clock.set(at("2025-03-05T10:00"));
            browser.open(page);
            browser.run("arguments[0].click()", browser.find("#clocks form[action$=resume] button"));
            confirm(browser);
            browser.until("已恢复计时").until("2025-03-11 17:30");

            extend(browser, finish, "3", "案情复杂，经科室负责人批准");
            browser.until("已延期 3").until("2025-03-14 17:30").until("经科室负责人批准");
            browser.screenshot("gw5-case-extended");

            browser.open(page).until("已超期");
            browser.open("/cases?q=时限演示工地").until("已超期");
            browser.screenshot("gw5-list");
            browser.phone().open(page).until("已超期");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("gw5-case-phone");
            browser.language("en")
                    .open(page)
                    .until("Time is up")
                    .until("5 working days")
                    .until("Extended by 3");
            browser.language("zh");
        }
        clock.set(at("2025-03-14T17:30:01"));
        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("inspector1").value());
            browser.open("/tasks").until("已超期");
            browser.screenshot("gw5-tasks");
        }
        breaches.run();
        assertThat(cases.trail(of))
                .extracting(TrailEntry::what)
                .contains("clock-paused", "clock-resumed", "clock-extended", "clock-breached");
        assertThat(clocks.find(finish.id()).orElseThrow().breachedAt()).isEqualTo(at("2025-03-14T17:30"));
    }

    private void press(Browser browser, String act, CaseClock which, String reason) {
        var field = browser.find("#" + act + "-" + which.id().value());
        browser.run("arguments[0].closest('details').open = true", field);
        field.sendKeys(reason);
        browser.run("arguments[0].form.requestSubmit()", field);
        confirm(browser);
    }

    private void confirm(Browser browser) {
        browser.find("#confirm[open]");
        browser.find("#confirm [value=yes]").click();
    }

    private void extend(Browser browser, CaseClock which, String amount, String reason) {
        var field = browser.find("#amount-" + which.id().value());
        browser.run("arguments[0].closest('details').open = true", field);
        field.sendKeys(amount);
        press(browser, "extend", which, reason);
    }

    @Test
    void who_may_not_change_a_clock_is_not_offered_to_and_cannot() {
        CaseId of = open("无权调整工地");
        clocks.start(of, List.of(clock("finish", "办结", "Finish", null, Length.of(5, "working-day", "working"))));
        CaseClock finish = clocks.of(of).stream()
                .filter(each -> each.item().equals("finish"))
                .findFirst()
                .orElseThrow();
        var inspector = new Visitor(port)
                .signIn(Crew.id("inspector1").value(), Crew.id("inspector1").value());
        String page = inspector.get("/cases/" + of.value()).body();
        assertThat(page).contains("5 个工作日").doesNotContain("/pause").doesNotContain("/extend");
        var refused = inspector.post(
                "/cases/" + of.value(),
                "/cases/" + of.value() + "/clocks/" + finish.id().value() + "/extend",
                Map.of("amount", "3", "reason", "想延期"));
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(inspector.get(Visitor.sentTo(refused)).body()).contains("您的职责不包括调整时限");
        assertThat(clocks.find(finish.id()).orElseThrow().extendedBy()).isZero();
    }

    @Test
    void a_breach_is_predicted_from_what_like_clocks_took_and_from_no_fewer_than_the_policy_asks() {
        Length twoHours = Length.of(2, "hour", "working");
        String item = "gw5-" + Ids.next();
        clock.set(at("2025-02-24T09:00"));
        for (int i = 0; i < 19; i++) {
            took(item, twoHours);
        }
        assertThat(prediction(item, twoHours)).as("nineteen are too few").doesNotContain("同类");
        clock.set(at("2025-02-24T09:00"));
        took(item, twoHours);
        assertThat(prediction(item, twoHours))
                .contains("同类 20 件")
                .contains("预计超期")
                .contains("2025-03-03 14:30");
        assertThat(prediction(item, Length.of(4, "hour", "working")))
                .contains("同类 20 件")
                .doesNotContain("预计超期");
    }

    /** Three working hours, a morning. */
    private void took(String item, Length length) {
        clock.set(at("2025-02-24T09:00"));
        CaseId of = open("同类工地");
        clocks.start(of, List.of(clock(item, "办结", "Finish", null, length)));
        clock.set(at("2025-02-24T12:00"));
        clocks.stop(of, item);
    }

    private String prediction(String item, Length length) {
        clock.set(at("2025-03-03T10:00"));
        daily.stream().filter(each -> each.name().equals("clock-norms")).forEach(each -> each.run(on("2025-03-03")));
        CaseId of = open("预计工地");
        clocks.stop(of, "check");
        clocks.start(of, List.of(clock(item, "办结", "Finish", null, length)));
        return new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value())
                .get("/cases/" + of.value())
                .body();
    }
}
