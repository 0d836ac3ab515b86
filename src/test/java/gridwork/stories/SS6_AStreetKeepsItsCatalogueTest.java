package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SS-6: one catalogue (一张清单) that the street keeps by itself, with its history. */
@GridworkTest
class SS6_AStreetKeepsItsCatalogueTest {
    @Autowired
    Matters matters;

    @Autowired
    Areas areas;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Instant before;

    @BeforeEach
    void a_street_with_departments() {
        before = clock.now();
        clock.set(on("2025-03-03"));
        staff.officer("ss6-admin", "administrator");
        staff.officer("ss6-clerk", "office-clerk");
        department("chengguan", "城管执法队");
        department("shichang", "市场监督管理所");
        department("xiaofang", "消防工作站");
        department("anjian", "应急管理站");
    }

    private void department(String id, String name) {
        areas.put(new Area(new AreaId(id), Area.Kind.DEPARTMENT, name, Staff.STREET));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(before);
    }

    @Test
    void an_administrator_enters_a_matter_of_three_departments_and_everybody_finds_it() {
        try (Browser browser = Browser.at(port)) {
            browser.wide().language("zh").signIn("ss6-admin");
            browser.open("/catalogue").until("建筑工地现场检查");
            browser.screenshot("catalogue");
            browser.find("a[href='/catalogue/new']").click();
            fill(browser, "id", "ss6-night-market");
            fill(browser, "title", "夜市联合检查");
            fill(browser, "basis", "《中华人民共和国食品安全法》 | Food Safety Law\n《中华人民共和国消防法》");
            choose(browser, "remit", "market");
            choose(browser, "lead", "shichang");
            browser.run("arguments[0].click()", browser.find("#helping-xiaofang"));
            browser.run("arguments[0].click()", browser.find("#helping-chengguan"));
            choose(browser, "subject", "merchant");
            browser.find("#opensPerDay").clear();
            fill(browser, "opensPerDay", "很多");
            fill(browser, "limit-finish", "5");
            choose(browser, "[name='unit.limit.finish']", "working.day");
            fill(browser, "limit-arrive", "2");
            fill(browser, "reason", "街道办公会决定");
            item(browser, 1, "shichang", "证照齐全");
            item(browser, 2, "xiaofang", "灭火器在位");
            item(browser, 3, "chengguan", "不占道");
            browser.run("arguments[0].click()", browser.find("#save"));

            browser.until("没有保存").until("“很多”不是整数");
            assertThat(browser.find("#title").getDomProperty("value")).isEqualTo("夜市联合检查");
            assertThat(browser.find("#zh-3").getDomProperty("value")).isEqualTo("不占道");
            assertThat(matters.find("ss6-night-market")).isEmpty();
            browser.screenshot("matter-wrong");

            browser.find("#opensPerDay").clear();
            fill(browser, "opensPerDay", "12");
            browser.run("arguments[0].click()", browser.find("#save"));
            browser.until("已保存").until("夜市联合检查").until("5 工作日");
            browser.screenshot("matter");
            browser.phone().open("/catalogue/matters/ss6-night-market").until("灭火器在位");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("matter-phone");
            browser.open("/catalogue/matters/ss6-night-market/edit").until("检查表");
            assertThat(browser.overflow()).isZero();
            browser.screenshot("matter-edit-phone");
        }
        Matter matter = matters.matter("ss6-night-market");
        assertThat(matter.checklist().departments())
                .containsExactly(new AreaId("shichang"), new AreaId("xiaofang"), new AreaId("chengguan"));
        assertThat(matter.limit("finish"))
                .contains(new TimeLimit("finish", 5, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING));
        assertThat(matter.limit("arrive"))
                .contains(new TimeLimit("arrive", 2, TimeLimit.Unit.MINUTE, TimeLimit.Counting.RUNNING));
        assertThat(matter.basis()).hasSize(2);

        Visitor clerk = new Visitor(port).signIn("ss6-clerk", "ss6-clerk");
        assertThat(clerk.get("/catalogue?q=%E5%A4%9C%E5%B8%82").body())
                .contains("夜市联合检查")
                .doesNotContain("建筑工地现场检查")
                .doesNotContain("/catalogue/new");
        assertThat(clerk.get("/catalogue?department=xiaofang&remit=market").body())
                .contains("夜市联合检查");
        assertThat(clerk.get("/catalogue?process=site-check").body()).doesNotContain("夜市联合检查");
        assertThat(clerk.get("/catalogue/new").statusCode()).isEqualTo(403);
        assertThat(clerk.post(
                                "/catalogue",
                                "/catalogue/matters/ss6-night-market/retire",
                                Map.of("last", "2025-03-03", "reason", "x"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static void fill(Browser browser, String id, String text) {
        browser.toTheMiddle("#" + id).sendKeys(text);
    }

    private static void choose(Browser browser, String which, String value) {
        new Select(browser.toTheMiddle(which.startsWith("[") ? which : "#" + which)).selectByValue(value);
    }

    private static void item(Browser browser, int number, String department, String text) {
        new Select(browser.toTheMiddle("#item-department-" + number)).selectByValue(department);
        browser.toTheMiddle("#zh-" + number).sendKeys(text);
    }

    @Test
    void what_was_changed_stays_visible_and_a_day_in_the_past_shows_its_own_catalogue() {
        Visitor admin = new Visitor(port).signIn("ss6-admin", "ss6-admin");
        create(admin, "ss6-history", "垃圾分类指导");
        clock.set(on("2025-03-10"));
        var form = new java.util.LinkedHashMap<>(fields("ss6-history", "生活垃圾分类指导"));
        form.put("revision", "1");
        form.put("reason", "更名〔2025〕3号");
        assertThat(admin.post("/catalogue/matters/ss6-history/edit", "/catalogue/matters/ss6-history/edit", form)
                        .statusCode())
                .isEqualTo(302);

        String page = admin.get("/catalogue/matters/ss6-history").body();
        assertThat(page).contains("生活垃圾分类指导", "更名〔2025〕3号", "ss6-admin", "列入清单");
        assertThat(admin.get("/catalogue?state=all&on=2025-03-05&q=ss6-history").body())
                .contains("垃圾分类指导")
                .doesNotContain("生活垃圾分类指导");
        assertThat(admin.get("/catalogue/matters/ss6-history?on=2025-03-05").body())
                .contains("这是 2025-03-05 日终时的清单");
        assertThat(admin.get("/catalogue/matters/ss6-history?on=2025-03-02").statusCode())
                .isEqualTo(404);

        // somebody who had opened the form before is told, and finds what was written
        form.put("title", "另一个名字");
        var late = admin.post("/catalogue/matters/ss6-history/edit", "/catalogue/matters/ss6-history/edit", form);
        assertThat(late.body()).contains("刚被他人修改过", "另一个名字");
        assertThat(matters.matter("ss6-history").title().zh()).isEqualTo("生活垃圾分类指导");
    }

    @Test
    void what_is_retired_is_not_valid_any_more_and_stays_where_it_can_be_found() {
        Visitor admin = new Visitor(port).signIn("ss6-admin", "ss6-admin");
        create(admin, "ss6-retired", "旧事项");
        assertThat(admin.post(
                                "/catalogue/matters/ss6-retired",
                                "/catalogue/matters/ss6-retired/retire",
                                Map.of("last", "2025-03-04", "reason", "收回"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(matters.matter("ss6-retired").validOn(on("2025-03-04"))).isTrue();
        clock.set(on("2025-03-05"));
        assertThat(matters.matter("ss6-retired").validOn(on("2025-03-05"))).isFalse();
        assertThat(admin.get("/catalogue?q=ss6-retired").body()).contains("没有符合条件的事项");
        assertThat(admin.get("/catalogue?q=ss6-retired&state=ended").body()).contains("旧事项");

        var program = admin.post(
                "/catalogue/matters/site-check",
                "/catalogue/matters/site-check/retire",
                Map.of("last", "2025-03-04", "reason", "不要了"));
        assertThat(program.statusCode()).isIn(302, 422);
        assertThat(matters.matter("site-check").validUntil()).isNull();
        assertThat(admin.get("/catalogue/matters/nothing").statusCode()).isEqualTo(404);
        assertThat(matters.matter("site-check").checklist()).isNotEqualTo(Checklist.NONE);
    }

    @Test
    void a_list_from_a_spreadsheet_is_looked_through_before_it_counts(@TempDir Path folder) throws IOException {
        Path list = folder.resolve("区里的清单.csv");
        Files.writeString(list, """
                编号,事项名称,职责,牵头部门,协同部门,依据,对象类别,每日立案上限,时限：办结
                ss6-file-1,对“占用盲道”的查处,market,城管执法队,消防工作站,本街道自拟,merchant,20,5 工作日
                ss6-file-2,对“无证经营”的查处,market,质监所,,本街道自拟,merchant,20,五天
                """);
        try (Browser browser = Browser.at(port)) {
            browser.wide().language("zh").signIn("ss6-admin");
            browser.open("/catalogue/files").until("用文件修改清单");
            browser.find("#file").sendKeys(list.toAbsolutePath().toString());
            browser.find("main form [type=submit]").click();
            browser.until("没有部门“质监所”。可填：").until("“五天”不是时限").until("新增 1").until("不合规 1");
            browser.screenshot("catalogue-file");
            assertThat(matters.find("ss6-file-1")).isEmpty();
            browser.phone();
            assertThat(browser.overflow()).isZero();
            browser.screenshot("catalogue-file-phone");
            browser.find("#reason").sendKeys("区里下放");
            browser.run("arguments[0].click()", browser.find("#take"));
            browser.until("已写入清单");
            if (Browser.seesBarriers()) {
                assertThat(browser.barriers()).isEmpty();
            }
            assertThat(browser.complaints()).isEmpty();
            browser.wide().language("en").open("/catalogue/files").until("Written");
            assertThat(browser.chinese()).isEmpty();
        }
        assertThat(matters.matter("ss6-file-1").lead()).isEqualTo(new AreaId("chengguan"));
        assertThat(matters.find("ss6-file-2")).isEmpty();
    }

    private static Map<String, String> fields(String id, String title) {
        return Map.of(
                "id",
                id,
                "title",
                title,
                "remit",
                "market",
                "lead",
                "shichang",
                "basis",
                "本街道自拟的演示事项",
                "subject",
                "merchant",
                "opensPerDay",
                "5",
                "reason",
                "第一次");
    }

    private static void create(Visitor admin, String id, String title) {
        assertThat(admin.post("/catalogue/new", "/catalogue/new", fields(id, title))
                        .statusCode())
                .isEqualTo(302);
    }
}
