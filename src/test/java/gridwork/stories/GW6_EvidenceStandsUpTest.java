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
import gridwork.cases.spotcheck.Drawn;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.MadePictures;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** GW-6: closed cases are checked again by others; whoever re-checks sees before and after, and that a picture is not from here; what was written cannot be changed unseen. */
@GridworkTest
class GW6_EvidenceStandsUpTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    EvidenceFiles files;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Drawn drawn;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final long seed = Ids.next();

    @Test
    void a_borrowed_picture_is_seen_at_the_re_check_and_a_changed_trail_on_the_case_page() throws IOException {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
        CaseId other = check("别处整改好的工地");
        keep(other, MadePictures.scene(seed + 2, 1200, 900));
        CaseId check = check("借照片的工地");
        var record = crew.record("dust");
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        record.path("findings").get(0))
                .putArray("photos")
                .add(keep(check, MadePictures.scene(seed + 1, 1200, 900)));
        crew.does("inspector1", crew.task(check, "user_record"), record);
        for (String name : List.of("inspector1", "inspector2")) {
            crew.does(name, crew.taskOf(check, name), crew.confirmed());
        }
        Case rectification = cases.cameFrom(check).get(0);
        Path borrowed = folder.resolve("整改后.jpg");
        Files.write(
                borrowed,
                MadePictures.file(MadePictures.scaled(MadePictures.scene(seed + 2, 1200, 900), 800, 600), "jpeg"));
        Path cut = folder.resolve("半张.jpg");
        byte[] whole = Files.readAllBytes(borrowed);
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("worker").value());
            browser.phone();
            tasklist.take(rectification.id(), "user_rectify");
            browser.find("[data-field=description]").sendKeys("已覆盖裸土");
            browser.find("[data-photos] input[type=file]").sendKeys(cut.toString());
            browser.until("不完整或已损坏");
            browser.find("[data-photos] input[type=file]").sendKeys(borrowed.toString());
            browser.until("照片已上传").until("已保存");
            assertThat(browser.find("[data-field=description]").getAttribute("value"))
                    .isEqualTo("已覆盖裸土");
            tasklist.send();
            tasklist.until(rectification.id(), "user_recheck");

            browser.signIn(Crew.id("inspector2").value());
            browser.phone();
            tasklist.take(rectification.id(), "user_recheck");
            browser.until("整改前后对比").until("照片曾用于别处").until("几乎相同").until(String.valueOf(other.value()));
            assertThat(browser.all(".gw-pair img")).hasSize(2);
            assertThat(browser.overflow()).isZero();
            browser.screenshot("recheck-with-borrowed-picture");
            browser.toTheMiddle("[data-field=passed][value=false]").click();
            browser.find("[data-field=description]").sendKeys("照片不是本工地的");
            browser.until("已保存");
            tasklist.send();
            tasklist.until(rectification.id(), "user_rectify");

            browser.wide()
                    .open("/cases/" + rectification.id().value())
                    .until("整改前后对比")
                    .until("照片曾用于别处")
                    .until("与写入时一致");
            browser.screenshot("case-with-borrowed-picture");
            browser.phone();
            assertThat(browser.overflow()).isZero();

            work.run(() -> jdbc.sql(
                            "update case_trail set content = replace(content, '照片不是本工地的', '合格') where case_id = :id and what = 'rechecked'")
                    .param("id", rectification.id().value())
                    .update());
            browser.open("/cases/" + rectification.id().value()).until("被改动").until("条记录的内容与写入时不符");
            browser.screenshot("case-with-changed-trail");
            browser.language("en").open("/cases/" + rectification.id().value()).until("is not what was written");
            assertThat(browser.overflow()).isZero();
        }
    }

    @Test
    void a_closed_check_is_checked_again_by_somebody_else_and_what_does_not_hold_is_marked_on_it() {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
        Town.Site site = town.site("结案后被抽查的工地", Crew.GRID);
        CaseId check = check(site);
        var record = crew.record();
        record.putArray("photos").add(keep(check, MadePictures.scene(seed + 3, 1200, 900)));
        crew.does("inspector1", crew.task(check, "user_record"), record);
        for (String name : List.of("inspector1", "inspector2")) {
            crew.does(name, crew.taskOf(check, name), crew.confirmed());
        }
        for (Officer each : officers.all()) {
            if (each.has("inspector") && !each.id().equals(Crew.id("inspector3"))) {
                accounts.stateConflict(each.id(), site.ref().toString(), "亲属在该工地任职", "test");
            }
        }
        CaseId spot = drawn.now(cases.find(check).orElseThrow());

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("inspector3").value());
            browser.phone().open("/tasks/" + crew.task(spot, "user_spot_check"));
            browser.find(".gw-form[data-ready=true]");
            browser.until("被抽查的案件").until(String.valueOf(check.value())).until("记录检查结果");
            assertThat(browser.all("[data-part=original] img")).isNotEmpty();
            assertThat(browser.overflow()).isZero();
            browser.screenshot("spot-check-form");
            browser.toTheMiddle("[data-item=file] input[value=yes]").click();
            browser.toTheMiddle("[data-item=evidence] input[value=yes]").click();
            browser.toTheMiddle("[data-item=lasting] input[value=no]").click();
            browser.toTheMiddle(".gw-finding textarea").sendKeys("围挡仍然破损，与记录不符");
            browser.toTheMiddle("[data-field=holds][value=false]").click();
            browser.find("[data-field=description]").sendKeys("现场与记录不符");
            browser.until("已保存");
            tasklist.send();
            tasklist.until(spot, "user_spot_follow_up");

            browser.wide().signIn(Crew.id("office").value());
            tasklist.open(spot, "user_spot_follow_up").claim();
            browser.screenshot("spot-check-follow-up");
            browser.until("围挡仍然破损，与记录不符");
            browser.find("[data-field=description]").sendKeys("责令重新检查，约谈经办人");
            browser.until("已保存");
            tasklist.complete();
            browser.waitUntil(() -> !cases.find(spot).orElseThrow().open());

            browser.open("/cases/" + check.value()).until("抽查不成立").until("责令重新检查");
            browser.screenshot("case-that-does-not-hold");
            browser.phone();
            assertThat(browser.overflow()).isZero();
            browser.open("/cases/" + spot.value()).until("结论：不成立").until("被抽查的案件");
            browser.screenshot("spot-check-case");
            assertThat(browser.overflow()).isZero();
            browser.language("en").open("/cases/" + check.value()).until("it does not hold");
            assertThat(browser.overflow()).isZero();
        }
    }

    private CaseId check(String site) {
        return check(town.site(site, Crew.GRID));
    }

    private CaseId check(Town.Site site) {
        return checks.open(
                site.id(),
                "general",
                false,
                "gw6-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private String keep(CaseId of, BufferedImage picture) {
        return String.valueOf(files.keep(
                        "case/" + of.value(),
                        "现场.jpg",
                        MadePictures.file(picture, "jpeg"),
                        null,
                        null,
                        null,
                        "crew-inspector1")
                .id()
                .value());
    }
}
