package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.OpenTask;
import gridwork.cases.Tasklist;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SS-4, “30515”: squads respond, arrive, are reinforced and mediate on the clocks of the rules, at night and on holidays. */
@GridworkTest
class SS4_SquadsGoOnTheClockTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Work work;

    @Autowired
    Cases cases;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    TestClock clock;

    private SubjectRef square = new SubjectRef("place", "nowhere");

    @BeforeEach
    void three_in_the_morning_of_the_national_day() {
        crew.comesToWork();
        clock.set(Instant.parse("2025-09-30T19:00:00Z"));
        square = new SubjectRef("place", "urgent-" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(square, new SubjectDetails("夜市广场", Crew.GRID, "一路1号", null, null, null))));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(on("2025-03-03"));
    }

    private Sender told(String category, String description) {
        var platform = new Sender(port, keys, signals);
        platform.send(
                "r1",
                "event-report",
                square,
                "2025-10-01T02:59:58",
                Map.of("category", category, "description", description));
        platform.workOff();
        return platform;
    }

    private CaseId of(Sender platform) {
        return Objects.requireNonNull(
                reports.find(platform.source(), "r1").orElseThrow().of());
    }

    private Case squad(CaseId of, String department) {
        return cases.cameFrom(of).stream()
                .filter(each -> each.details()
                        .path("values")
                        .path("department")
                        .asText()
                        .equals(department))
                .findFirst()
                .orElseThrow();
    }

    private CaseClock clock(CaseId of, String item) {
        return clocks.of(of).stream()
                .filter(each -> each.item().equals(item))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void two_squads_respond_arrive_and_settle_and_the_reporter_sees_it() {
        Sender platform = told("dispute", "摊主打起来了");
        CaseId of = of(platform);
        assertThat(cases.find(of).orElseThrow().matter()).isEqualTo("urgent-event");
        assertThat(cases.cameFrom(of))
                .as("the police and the lead of the matter")
                .hasSize(2);
        CaseId chengguan = squad(of, "chengguan").id();
        CaseId police = squad(of, "police").id();
        assertThat(clock(chengguan, "respond").dueAt())
                .isCloseTo(clock.now().plusSeconds(30), org.assertj.core.api.Assertions.within(A_SECOND));
        assertThat(clock(police, "arrive").dueAt())
                .isCloseTo(clock.now().plusSeconds(300), org.assertj.core.api.Assertions.within(A_SECOND));
        assertThat(clock(of, "mediate").dueAt())
                .isCloseTo(clock.now().plus(Duration.ofHours(24)), org.assertj.core.api.Assertions.within(A_SECOND));
        String code = platform.codeOf("r1");

        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("department").value());
            var phone = new Tasklist(browser, crew).take(chengguan, "user_respond");
            browser.until("摊主打起来了");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("squad-respond-phone");
            phone.send().until(chengguan, "user_arrive");
            phone.take(chengguan, "user_arrive").send().until(chengguan, "user_handle");
            assertThat(clock(chengguan, "respond").breachedAt()).isNull();
            assertThat(clock(chengguan, "arrive").open()).isFalse();
            phone.take(chengguan, "user_handle");
            browser.toTheMiddle("[data-field=outcome][value=settled]").click();
            browser.find("[data-field=description]").sendKeys("已经劝开");
            browser.until("已保存");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("squad-handle-phone");
            phone.send();
            browser.waitUntil(() -> !cases.find(chengguan).orElseThrow().open());
            assertThat(cases.openTasks(of)).as("the police are still at it").isEmpty();

            crew.does("police", crew.task(police, "user_respond"), crew.content("{}"));
            crew.does("police", crew.task(police, "user_arrive"), crew.content("{\"description\": \"两人\"}"));
            crew.does(
                    "police",
                    crew.task(police, "user_handle"),
                    crew.content("{\"outcome\": \"settled\", \"description\": \"已经带离\"}"));

            phone.take(of, "user_mediate");
            browser.toTheMiddle("[data-field=settled][value=true]").click();
            browser.find("[data-field=description]").sendKeys("双方和解");
            phone.send();
            browser.until("请填写");
            assertThat(cases.openTasks(of)).hasSize(1);
            browser.find("[data-field=answer]").sendKeys("双方已和解，秩序恢复");
            browser.until("已保存");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("mediate-phone");
            phone.send();
            browser.waitUntil(() -> !cases.find(of).orElseThrow().open());

            browser.phone()
                    .open("/follow/" + code)
                    .until("双方已和解")
                    .until("已到达现场")
                    .until("已结案");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("follow-urgent-phone");
            browser.wide().signIn(Crew.id("office").value());
            browser.open("/cases/" + of.value()).until("到达现场：派出所");
            browser.screenshot("urgent-case");
        }
        assertThat(facts.timeline(subjects.find(square).orElseThrow().id(), 0, 100))
                .filteredOn(each -> "squad-arrived".equals(each.category()))
                .hasSize(2);
    }

    @Test
    void what_is_late_is_followed_up_at_once_and_counted_once() {
        CaseId of = of(told("waste", "垃圾堆着火"));
        CaseId squad = squad(of, "chengguan").id();
        clock.set(clock.now().plusSeconds(31));
        breaches.run();
        breaches.run();
        assertThat(cases.openTasks(squad))
                .extracting(OpenTask::step)
                .containsExactlyInAnyOrder("user_respond", "user_squad_escalate");
        assertThat(facts.timeline(subjects.find(square).orElseThrow().id(), 0, 100))
                .filteredOn(each -> "work-overdue".equals(each.category()))
                .hasSize(1);
        crew.does("department", crew.task(squad, "user_respond"), crew.content("{}"));
        clock.set(clock.now().plusSeconds(300));
        breaches.run();
        assertThat(facts.timeline(subjects.find(square).orElseThrow().id(), 0, 100))
                .filteredOn(each -> "work-overdue".equals(each.category()))
                .as("and late on the scene too")
                .hasSize(2);
    }

    @Test
    void reinforcement_is_a_squad_of_its_own_on_a_clock_of_its_own_and_is_called_once() {
        CaseId of = of(told("waste", "垃圾堆着火"));
        CaseId first = squad(of, "chengguan").id();
        crew.does("department", crew.task(first, "user_respond"), crew.content("{}"));
        crew.does("department", crew.task(first, "user_arrive"), crew.content("{}"));
        for (int i = 0; i < 2; i++) {
            crew.does(
                    "department",
                    crew.task(first, "user_handle"),
                    crew.content("{\"outcome\": \"reinforce\", \"to\": \"crew-d1\", \"description\": \"水不够\"}"));
        }
        assertThat(cases.cameFrom(of)).hasSize(2);
        assertThat(cases.trail(of)).extracting(TrailEntry::what).contains("squad-reinforces", "squad-there");
        CaseId second = squad(of, "crew-d1").id();
        assertThat(clock(second, "reinforce").dueAt())
                .isCloseTo(clock.now().plusSeconds(900), org.assertj.core.api.Assertions.within(A_SECOND));
        assertThatThrownBy(() -> crew.does(
                        "department",
                        crew.task(first, "user_handle"),
                        crew.content("{\"outcome\": \"reinforce\", \"to\": \"nobody-knows\", \"description\": \"x\"}")))
                .isInstanceOf(Refused.class);

        crew.does(
                "department",
                crew.task(first, "user_handle"),
                crew.content("{\"outcome\": \"settled\", \"description\": \"扑灭\"}"));
        String mediate = crew.task(of, "user_mediate");
        var done = crew.content("{\"settled\": true, \"description\": \"已回访\", \"answer\": \"已扑灭\"}");
        assertThatThrownBy(() -> crew.does("department", mediate, done))
                .as("somebody is still at it")
                .isInstanceOf(Refused.class)
                .hasMessageContaining("form-not-alone");
        crew.does("d1-lead", crew.task(second, "user_respond"), crew.content("{}"));
        crew.does("d1-lead", crew.task(second, "user_arrive"), crew.content("{}"));
        assertThat(clock(second, "reinforce").open()).isFalse();
        crew.does(
                "d1-lead",
                crew.task(second, "user_handle"),
                crew.content("{\"outcome\": \"settled\", \"description\": \"清理\"}"));
        crew.does("department", mediate, done);
        assertThat(cases.find(of).orElseThrow().open()).isFalse();
    }

    @Test
    void what_becomes_urgent_later_is_raised_where_it_is_and_what_is_reported_anew_has_squads() {
        Sender platform = told("noise", "音响太吵");
        CaseId handled = of(platform);
        Report was = reports.find(platform.source(), "r1").orElseThrow();
        var worse = new NewFact(
                square,
                "event-report",
                was.category(),
                was.reportedAt(),
                null,
                was.source(),
                was.reference(),
                null,
                null,
                Map.of("description", "音响冒烟了"));
        work.run(() -> facts.record(List.of(worse), Facts.How.NOW));
        assertThat(of(platform)).as("a correction stays with its case").isEqualTo(handled);
        assertThat(cases.trail(handled)).extracting(TrailEntry::what).contains("raised");
        platform.send(
                "r2",
                "event-report",
                square,
                "2025-10-01T03:00:00",
                Map.of("category", "dispute", "description", "有人受伤"));
        platform.workOff();
        CaseId urgent = Objects.requireNonNull(
                reports.find(platform.source(), "r2").orElseThrow().of());
        assertThat(cases.find(urgent).orElseThrow().matter()).isEqualTo("urgent-event");
        assertThat(urgent).isNotEqualTo(handled);
    }
}
