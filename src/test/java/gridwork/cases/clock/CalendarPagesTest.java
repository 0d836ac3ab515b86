package gridwork.cases.clock;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.street.Length;
import gridwork.street.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator adds a year to the working calendar, sees what would move, and then it moves. 2030 and later: nobody else's. */
@GridworkTest
class CalendarPagesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Clocks clocks;

    @Autowired
    Moves moves;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    private Instant before;

    @BeforeEach
    void an_administrator() {
        before = clock.now();
        crew.comesToWork();
        staff.officer("calendar-keeper", "administrator");
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    private static Instant at(String moment) {
        return LocalDateTime.parse(moment).atZone(ZONE).toInstant();
    }

    private CaseClock started(String site, Length length) {
        CaseId of = checks.open(
                town.site(site, Crew.GRID).id(),
                "key",
                false,
                "calendar-" + Ids.next(),
                clock.today().plusDays(5),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        clocks.start(
                of,
                List.of(new NewClock(
                        "finish", new Label("办结", "Finish"), "user_record", length, new Because("t", "T-1"))));
        return clocks.of(of).stream()
                .filter(each -> each.item().equals("finish"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_year_is_added_after_a_look_at_what_it_moves() {
        clock.set(at("2030-09-27T10:00"));
        CaseClock days = started("国庆前工地", Length.of(3, "working-day", "working"));
        CaseClock hours = started("国庆前工地二", Length.of(2, "hour", "working"));
        CaseClock running = started("国庆前工地三", Length.of(6, "day", "running"));
        assertThat(days.dueAt()).isEqualTo(at("2030-10-02T17:30"));
        assertThat(days.beyondCalendar()).isTrue();

        try (var browser = Browser.at(port)) {
            browser.signIn("calendar-keeper");
            browser.open("/calendar").until("工作日历").until("2026").until("随程序提供");
            browser.screenshot("calendar");
            browser.open("/calendar/edit?year=2030");
            browser.find("#notices").sendKeys("https://www.gov.cn/zhengce/zhengceku/202911/content_1.htm");
            browser.find("#holidays")
                    .sendKeys(
                            "元旦 2030-01-01\n春节 2030-02-02~2030-02-08\n清明节 2030-04-05\n劳动节 2030-05-01~2030-05-03\n端午节 2030-06-05\n中秋节 2030-09-12\n国庆节 2030-10-01~2030-10-08");
            browser.find("#workdays").sendKeys("国庆节 2030-10-09");
            browser.find("#reason").sendKeys("gov.cn, 2029-11-10");
            browser.run("arguments[0].click()", browser.find("main form button[type=submit]"));
            browser.until("2030-10-09 不是周末");
            browser.run("document.getElementById('workdays').value = '国庆节 2030-09-28, 2030-10-12'");
            browser.run("arguments[0].click()", browser.find("main form button[type=submit]"));
            browser.until("会改动的期限").until("国庆前工地").until("2030-10-02 17:30").until("2030-10-09 17:30");
            browser.screenshot("calendar-preview");
            browser.phone();
            assertThat(browser.overflow()).isZero();
            browser.screenshot("calendar-preview-phone");
            browser.wide();
            assertThat(clocks.find(days.id()).orElseThrow().dueAt())
                    .as("nothing has moved yet")
                    .isEqualTo(at("2030-10-02T17:30"));
            browser.run("arguments[0].click()", browser.find("#preview form button"));
            browser.find("#confirm[open]");
            browser.find("#confirm [value=yes]").click();
            browser.until("工作日历已保存").until("gov.cn, 2029-11-10");
        }
        assertThat(calendar.isWorkingDay(on("2030-10-01"))).isFalse();
        assertThat(calendar.covers(on("2030-10-01"))).isTrue();
        assertThat(moves.left()).isZero();
        assertThat(clocks.find(days.id()).orElseThrow()).satisfies(moved -> {
            // Saturday 28 September is worked, 30 September, then 9 October
            assertThat(moved.dueAt()).isEqualTo(at("2030-10-09T17:30"));
            assertThat(moved.beyondCalendar()).isFalse();
        });
        assertThat(clocks.find(hours.id()).orElseThrow().dueAt()).isEqualTo(hours.dueAt());
        assertThat(clocks.find(running.id()).orElseThrow().dueAt()).isEqualTo(running.dueAt());
        assertThat(cases.trail(days.caseId())).extracting(TrailEntry::what).contains("clock-moved");
        assertThat(cases.trail(hours.caseId())).extracting(TrailEntry::what).doesNotContain("clock-moved");
        assertThat(cases.openTasks(days.caseId()))
                .extracting(each -> each.due())
                .containsExactly(at("2030-10-09T17:30"));
    }

    @Test
    void a_change_that_rests_on_an_old_state_is_refused_and_what_was_written_stays() {
        var keeper = new Visitor(port).signIn("calendar-keeper", "calendar-keeper");
        var refused = keeper.post(
                "/calendar/edit?kind=hours",
                "/calendar/save",
                Map.of(
                        "kind",
                        "hours",
                        "year",
                        "",
                        "notices",
                        "",
                        "holidays",
                        "",
                        "workdays",
                        "",
                        "from",
                        LocalDate.of(2040, 1, 1).toString(),
                        "open",
                        "09:00-16:00",
                        "reason",
                        "试行",
                        "state",
                        "999999"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("刚被他人修改", "09:00-16:00", "试行");
    }

    @Test
    void only_administrators_may_look_and_change() {
        staff.officer("calendar-reader", "manager");
        assertThat(new Visitor(port)
                        .signIn("calendar-reader", "calendar-reader")
                        .get("/calendar")
                        .statusCode())
                .isEqualTo(403);
    }
}
