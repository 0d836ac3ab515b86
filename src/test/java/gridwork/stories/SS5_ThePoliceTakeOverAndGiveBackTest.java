package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.cases.TrailEntry;
import gridwork.cases.report.Reports;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SS-5, 双脑联动: handed over to the police station and back, with a receipt for each step. */
@GridworkTest
class SS5_ThePoliceTakeOverAndGiveBackTest {
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
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    TestClock clock;

    private SubjectRef square = new SubjectRef("place", "nowhere");
    private CaseId of = new CaseId(0);
    private CaseId squad = new CaseId(0);
    private String code = "";

    @BeforeEach
    void a_squad_is_at_a_fire() {
        crew.comesToWork();
        clock.set(Instant.parse("2025-03-03T02:00:00Z"));
        square = new SubjectRef("place", "police-" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(square, new SubjectDetails("小河公园", Crew.GRID, "二路2号", null, null, null))));
        var platform = new Sender(port, keys, signals);
        platform.send(
                "r1",
                "event-report",
                square,
                "2025-03-03T09:59:58",
                Map.of("category", "waste", "description", "有人在草地点火，起火了"));
        platform.workOff();
        of = Objects.requireNonNull(
                reports.find(platform.source(), "r1").orElseThrow().of());
        code = platform.codeOf("r1");
        squad = cases.cameFrom(of).get(0).id();
        crew.does("department", crew.task(squad, "user_respond"), crew.content("{}"));
        crew.does("department", crew.task(squad, "user_arrive"), crew.content("{}"));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(on("2025-03-03"));
    }

    private void asks() {
        crew.does(
                "department",
                crew.task(squad, "user_handle"),
                crew.content("{\"outcome\": \"police\", \"description\": \"疑似故意点火\"}"));
    }

    private void settles() {
        crew.does(
                "department",
                crew.task(squad, "user_handle"),
                crew.content("{\"outcome\": \"settled\", \"description\": \"已扑灭\"}"));
    }

    @Test
    void request_acceptance_way_and_outcome_each_leave_a_receipt_and_the_reporter_sees_them() {
        asks();
        asks();
        settles();
        String mediate = crew.task(of, "user_mediate");
        var done = crew.content("{\"settled\": true, \"description\": \"已回访\", \"answer\": \"已扑灭\"}");
        assertThatThrownBy(() -> crew.does("department", mediate, done))
                .as("the police have it")
                .isInstanceOf(Refused.class)
                .hasMessageContaining("form-not-alone");

        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("police").value());
            var page = new Tasklist(browser, crew).take(of, "user_police_accept");
            browser.until("有人在草地点火");
            browser.toTheMiddle("[data-field=accepted][value=true]").click();
            browser.find("[data-field=description]").sendKeys("已受理，派民警前往");
            browser.until("已保存");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("police-accept-phone");
            page.send().until(of, "user_police_way");
            page.take(of, "user_police_way").send().until(of, "user_police_outcome");
            page.take(of, "user_police_outcome");
            browser.find("[data-field=description]").sendKeys("已查明，系烟头引燃，已教育");
            browser.until("已保存");
            page.send();
            browser.waitUntil(
                    () -> cases.trail(of).stream().anyMatch(each -> each.what().equals("police-outcome")));

            browser.open("/follow/" + code).until("派出所已受理").until("派出所已出警").until("派出所已反馈结果");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("follow-police-phone");
        }
        assertThat(cases.trail(of))
                .extracting(TrailEntry::what)
                .containsSubsequence("handover-requested", "police-accepted", "police-on-way", "police-outcome");
        assertThat(cases.trail(of).stream()
                        .filter(each -> Crew.id("police").value().equals(each.who()))
                        .map(each -> each.content().path("description").asText("")))
                .as("who said what")
                .contains("已受理，派民警前往", "已查明，系烟头引燃，已教育");
        assertThat(facts.timeline(subjects.find(square).orElseThrow().id(), 0, 100))
                .extracting(each -> String.valueOf(each.category()))
                .contains("handover-requested", "police-accepted", "police-on-way", "police-outcome");
        crew.does("department", mediate, done);
        assertThat(cases.find(of).orElseThrow().open()).isFalse();
    }

    @Test
    void what_the_police_do_not_accept_goes_back_and_can_be_asked_again() {
        asks();
        crew.does(
                "police",
                crew.task(of, "user_police_accept"),
                crew.content("{\"accepted\": false, \"description\": \"不属于治安案件\"}"));
        assertThat(cases.trail(of)).extracting(TrailEntry::what).contains("police-refused");
        asks();
        crew.does(
                "police",
                crew.task(of, "user_police_accept"),
                crew.content("{\"accepted\": true, \"description\": \"受理\"}"));
        crew.does("police", crew.task(of, "user_police_way"), crew.content("{}"));
        crew.does("police", crew.task(of, "user_police_outcome"), crew.content("{\"description\": \"已处理\"}"));
        settles();
        crew.does(
                "department",
                crew.task(of, "user_mediate"),
                crew.content("{\"settled\": true, \"description\": \"已回访\", \"answer\": \"已扑灭\"}"));
        assertThat(cases.find(of).orElseThrow().open()).isFalse();
    }
}
