package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.cases.report.Reports;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * 闭环上报, in a browser: a resident reports a blocked way, the grid worker cannot solve it on the spot and passes it on, the
 * grid leader solves it with a photo, the resident looks with the code, is not content, it is done again and closed.
 */
@GridworkTest
class TX1_AnEventIsHandledToTheEndTest {
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
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void people_of_a_grid() {
        crew.comesToWork();
        clock.set(Instant.parse("2025-03-03T02:00:00Z"));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.of(2025, 3, 3));
    }

    @Test
    void from_the_report_over_two_levels_to_a_resident_who_is_content() throws IOException {
        var gate = new SubjectRef("place", "gate-" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(gate, new SubjectDetails("东门消防通道", Crew.GRID, "一路1号", null, null, null))));
        var platform = new Sender(port, keys, signals);
        platform.send(
                "r1",
                "event-report",
                gate,
                "2025-03-03T09:50:00",
                Map.of("category", "parking", "description", "货车堵住通道"));
        platform.workOff();
        CaseId of = Objects.requireNonNull(
                reports.find(platform.source(), "r1").orElseThrow().of());
        String code = platform.codeOf("r1");

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("worker").value());
            tasklist.open(of, "user_worker").claim();
            browser.until("货车堵住通道").until("还没有办理记录");
            browser.find("[data-field=solved][value=false]").click();
            browser.find("[data-field=description]").sendKeys("车主联系不上，需要网格长协调");
            browser.until("已保存");
            browser.screenshotOfWindow("event-form");
            tasklist.complete();
            tasklist.until(of, "user_leader");

            browser.signIn(Crew.id("leader").value());
            tasklist.open(of, "user_leader").claim();
            browser.until("车主联系不上");
            browser.find("[data-field=solved][value=true]").click();
            browser.find("[data-field=description]").sendKeys("联系到车主，已驶离");
            tasklist.complete();
            browser.until("请填写");
            assertThat(cases.openTasks(of))
                    .as("solved needs an answer and a photo")
                    .hasSize(1);
            browser.find("[data-field=answer]").sendKeys("货车已驶离，通道畅通");
            browser.find("[data-photos] input[type=file]").sendKeys(photo());
            browser.until("照片已上传").until("已保存");
            tasklist.complete();
            browser.waitUntil(() -> cases.openTasks(of).isEmpty());

            browser.phone().open("/follow/" + code).until("货车已驶离，通道畅通").until("没有解决，退回重办");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("follow-phone");
            browser.find("#why").sendKeys("只挪开了一点");
            browser.find("form:has(#why) [type=submit]").click();
            browser.until("已退回重办");
            tasklist.until(of, "user_leader");

            browser.wide().signIn(Crew.id("leader").value());
            tasklist.open(of, "user_leader").claim();
            browser.until("只挪开了一点");
            browser.find("[data-field=solved][value=true]").click();
            browser.find("[data-field=description]").sendKeys("已完全驶离");
            browser.find("[data-field=answer]").sendKeys("已完全驶离，今后加强巡查");
            browser.find("[data-photos] input[type=file]").sendKeys(photo());
            browser.until("照片已上传").until("已保存");
            tasklist.complete();
            browser.waitUntil(() -> cases.openTasks(of).isEmpty());

            browser.phone().open("/follow/" + code).until("已完全驶离");
            browser.find("form:not(:has(#why)) .btn-primary").click();
            browser.until("已结案");
            browser.screenshot("follow-closed-phone");
            assertThat(cases.find(of).orElseThrow().state()).isEqualTo(Case.State.CLOSED);

            browser.wide().signIn(Crew.id("office").value());
            browser.open("/cases/" + of.value()).until("退回重办").until("已结案");
            browser.screenshot("event-case");
            browser.phone().open("/cases/" + of.value()).until("结案");
            assertThat(browser.overflow()).isZero();
        }
    }

    private String photo() throws IOException {
        Path file = folder.resolve("现场-" + Ids.next() + ".jpg");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
        return file.toString();
    }
}
