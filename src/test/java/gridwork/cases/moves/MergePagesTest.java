package gridwork.cases.moves;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.follow.FollowCodes;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two reports of one square are handled together and apart again; whoever reported them follows where they went. */
@GridworkTest
class MergePagesTest {
    @Autowired
    Crew crew;

    @Autowired
    Underway underway;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Subjects subjects;

    @Autowired
    Cases cases;

    @Autowired
    Reports reports;

    @Autowired
    FollowCodes codes;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Instant before;
    private SubjectRef square = new SubjectRef("place", "nowhere");

    @BeforeEach
    void a_square() {
        before = clock.now();
        clock.set(on("2025-03-03"));
        crew.comesToWork();
        square = new SubjectRef("place", "merge-" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(square, new SubjectDetails("并案广场", Crew.GRID, "一路1号", null, null, null))));
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    private Sender told(String... categories) {
        var platform = new Sender(port, keys, signals);
        for (String each : categories) {
            platform.send(
                    each, "event-report", square, "2025-03-03T08:50:00", Map.of("category", each, "description", each));
            platform.workOff();
        }
        return platform;
    }

    private Report report(Sender platform, String category) {
        return reports.find(platform.source(), category).orElseThrow();
    }

    private CaseId of(Sender platform, String category) {
        return Objects.requireNonNull(report(platform, category).of());
    }

    @Test
    void on_a_phone_the_office_merges_two_events_and_splits_them_again_and_the_reporter_follows() {
        Sender platform = told("parking", "waste");
        CaseId parking = of(platform, "parking");
        CaseId waste = of(platform, "waste");
        assertThat(parking).isNotEqualTo(waste);
        String code = codes.make(report(platform, "waste"), "test");
        try (var browser = Browser.at(port)) {
            browser.phone().signIn(Crew.id("office").value());
            browser.open("/cases/" + waste.value()).until("其他操作");
            browser.find("[data-move=merge] summary").sendKeys(Keys.ENTER);
            browser.find("[data-move=merge] select").sendKeys(String.valueOf(parking.value()));
            browser.find("[data-move=merge] textarea").sendKeys("同一个广场，一并处理");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.unlabelled()).isEmpty();
            browser.screenshot("case-merge-phone");
            browser.toTheMiddle("[data-move=merge] [type=submit]").click();
            browser.find("#confirm[open] [value=yes]").click();
            browser.until("已并案").until("已并入案件").until("并入案件 " + parking.value());
            assertThat(browser.find("#clocks").getText())
                    .as("what goes on elsewhere is not done in time")
                    .contains("并入另一案件后继续")
                    .doesNotContain("按时完成");
            assertThat(browser.find("body").getText()).doesNotContain("其他操作");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("case-merged-phone");

            browser.open("/cases/" + parking.value()).until("并入了案件").until("同一个广场，一并处理");
            assertThat(browser.find("body").getText()).contains("案件 " + waste.value() + " 并入");
            browser.find("[data-move=split] summary").sendKeys(Keys.ENTER);
            long back = report(platform, "waste").id();
            browser.toTheMiddle("[data-move=split] [value='report-" + back + "']")
                    .click();
            browser.find("[data-move=split] textarea").sendKeys("垃圾另行清运");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.unlabelled()).isEmpty();
            browser.screenshot("case-split-phone");
        }
        assertThat(of(platform, "waste")).isEqualTo(parking);
        var reporter = new Visitor(port);
        assertThat(reporter.get("/follow/" + code).body()).contains("合并办理").contains("办理中");

        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.language("en").open("/cases/" + parking.value()).until("Other acts");
            browser.toTheMiddle("[data-move=split] summary").click();
            assertThat(browser.find("#ties").getText()).doesNotContainPattern("\\p{IsHan}");
            browser.toTheMiddle("[data-move=split] [value='report-"
                            + report(platform, "waste").id() + "']")
                    .click();
            browser.find("[data-move=split] textarea").sendKeys("The waste is another matter");
            browser.toTheMiddle("[data-move=split] [type=submit]").click();
            browser.find("#confirm[open] [value=yes]").click();
            browser.until("It was split").until("Split from case").until("The waste is another matter");
            assertThat(browser.complaints()).isEmpty();
        }
        CaseId own = of(platform, "waste");
        assertThat(own).isNotEqualTo(parking).isNotEqualTo(waste);
        assertThat(cases.find(own)
                        .orElseThrow()
                        .details()
                        .path("about")
                        .path("category")
                        .asText())
                .isEqualTo("waste");
        assertThat(cases.find(parking)
                        .orElseThrow()
                        .details()
                        .path("about")
                        .path("category")
                        .asText())
                .isEqualTo("parking");
        assertThat(reporter.get("/follow/" + code).body()).contains("合并办理").contains("单独办理");
        assertThat(cases.trail(own)).extracting(each -> each.what()).contains("split-from");
    }

    @Test
    void what_is_merged_says_so_in_the_list_and_wrong_choices_are_answered_clearly() {
        Sender platform = told("parking", "waste");
        CaseId parking = of(platform, "parking");
        CaseId waste = of(platform, "waste");
        String page = "/cases/" + waste.value();
        var office = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
        office.post(page, page + "/moves/merge", Map.of("to", "x", "reason", "一并"));
        assertThat(office.get(page).body()).contains("请选择并入哪个案件");
        office.post(page, page + "/moves/merge", Map.of("to", String.valueOf(waste.value()), "reason", "一并"));
        assertThat(office.get(page).body()).contains("案件不能并入自己");
        CaseId elsewhere = underway.event("并案别处路口");
        office.post(page, page + "/moves/merge", Map.of("to", String.valueOf(elsewhere.value()), "reason", "一并"));
        assertThat(office.get(page).body()).contains("只能并入同一对象的案件");
        office.post(page, page + "/moves/split", Map.of("take", "report-1", "reason", "另办"));
        assertThat(office.get(page).body()).contains("所选的内容已经不在本案");
        assertThat(cases.find(waste).orElseThrow().open()).isTrue();

        office.post(page, page + "/moves/merge", Map.of("to", String.valueOf(parking.value()), "reason", "一并"));
        assertThat(cases.find(waste))
                .hasValueSatisfying(each -> assertThat(each.open()).isFalse());
        assertThat(office.get("/cases?state=closed&q=并案广场").body()).contains("已并案");
        office.post(page, page + "/moves/merge", Map.of("to", String.valueOf(parking.value()), "reason", "再并"));
        assertThat(office.get(page).body()).contains("这个案件已并入案件 " + parking.value());
        Case leading = cases.find(parking).orElseThrow();
        assertThat(reports.of(leading.id())).hasSize(2);
    }
}
