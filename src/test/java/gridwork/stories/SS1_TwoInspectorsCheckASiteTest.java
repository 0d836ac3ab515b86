package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.Tasklist;
import gridwork.platform.Ids;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * SS-1, the middle of it, in a browser: two inspectors check a site in the Tasklist, each signs, the violation becomes a
 * fact, the colour follows, it is rectified and re-checked.
 */
@GridworkTest
class SS1_TwoInspectorsCheckASiteTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    TaskService tasks;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void crew() {
        crew.comesToWork();
    }

    @Test
    void what_two_inspectors_sign_changes_the_colour_and_is_rectified() throws IOException {
        clock.set(on("2025-03-03"));
        var site = town.site("河坊街改造工地", Crew.GRID).check("general", 0, on("2025-02-10"));
        CaseId check = checks.open(
                site.id(),
                "general",
                false,
                "story-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("inspector1").value());
            tasklist.open(check, "user_record", "inspector1");
            browser.until("河坊街改造工地").until("逐项检查");
            for (var yes : browser.all(".gw-item input[value=yes]")) {
                yes.click();
            }
            browser.find(".gw-item[data-item=dust] input[value=no]").click();
            browser.find(".gw-item[data-item=structure] input[value=no]").click();
            browser.screenshotOfWindow("record-form");
            for (var text : browser.all(".gw-finding textarea")) {
                text.sendKeys("现场所见，见照片");
            }
            browser.find(".gw-finding input[type=file]").sendKeys(photo());
            browser.until("照片已上传").until("已保存");
            browser.screenshot("record-form-filled");
            tasklist.complete();
            tasklist.until(check, "user_sign");

            tasklist.open(check, "user_sign", "inspector1");
            browser.until("结构不安全").until("尚未签字");
            tasklist.complete();
            browser.until("请填写");
            browser.find("[data-field=confirmed]").click();
            browser.screenshotOfWindow("sign-form");
            tasklist.complete();
            browser.waitUntil(() -> cases.openTasks(check).size() == 1);
            assertThat(site.colour()).as("one signature is not enough").isEqualTo("white");

            browser.signIn(Crew.id("inspector2").value());
            tasklist.open(check, "user_sign", "inspector2");
            browser.until("inspector1 已签字");
            browser.find("[data-field=confirmed]").click();
            tasklist.complete();
            browser.waitUntil(() -> cases.openTasks(check).isEmpty());
            assertThat(site.colour()).isEqualTo("red");
            browser.open("/subjects/site/" + site.ref().code()).until("红");
            browser.screenshot("site-after-check");

            Case rectification = cases.cameFrom(check).get(0);
            browser.signIn(Crew.id("worker").value());
            tasklist.open(rectification.id(), "user_rectify", "worker");
            tasklist.claim();
            browser.find("[data-field=description]").sendKeys("已覆盖裸土");
            browser.find("[data-photos] input[type=file]").sendKeys(photo());
            browser.until("照片已上传").until("已保存");
            browser.screenshotOfWindow("rectify-form");
            tasklist.complete();
            tasklist.until(rectification.id(), "user_recheck");

            browser.signIn(Crew.id("inspector2").value());
            browser.phone()
                    .open("/tasks?part=grid&q=" + rectification.id().value())
                    .until("待认领")
                    .until("复查");
            browser.screenshot("tasks-phone");
            tasklist.take(rectification.id(), "user_recheck");
            browser.toTheMiddle("[data-field=passed][value=true]").click();
            tasklist.send();
            browser.until("请填写");
            browser.find("[data-field=description]").sendKeys("合格");
            browser.until("已保存");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("recheck-phone");
            tasklist.send();
            browser.waitUntil(() -> cases.find(rectification.id()).orElseThrow().state() == Case.State.CLOSED);

            browser.wide().open("/cases/" + check.value()).until("签字").until("整改");
            browser.screenshot("case-page");
            browser.open("/cases?q=" + site.ref().code()).until("河坊街改造工地");
            browser.screenshot("cases");
            browser.phone().open("/cases/" + check.value()).until("签字");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("case-page-phone");
        }
    }

    private String photo() throws IOException {
        Path file = folder.resolve("现场-" + Ids.next() + ".jpg");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
        return file.toString();
    }
}
