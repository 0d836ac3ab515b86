package gridwork.app.web;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every page that the navigation offers to a role, in a real browser, on a phone in Chinese and at a desk in English. */
@GridworkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final String PASSWORD = "pages-Test-9274";
    private static final Map<String, String> AREA_OF_ROLE = Map.of(
            "grid-worker", "pages-c1-g1",
            "grid-leader", "pages-c1-g1",
            "community-secretary", "pages-c1",
            "department-officer", "chengguan");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Areas areas;

    @Autowired
    Accounts accounts;

    private Browser browser;
    private Town.Site red;
    private Town.Site elsewhere;
    private Instant before;

    @BeforeAll
    void a_street_with_two_grids_and_an_officer_of_each_role() {
        before = clock.now();
        town.today("2025-03-03");
        if (areas.find(new AreaId("street")).isEmpty()) {
            areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
        }
        area("chengguan", Area.Kind.DEPARTMENT, "城管执法队", "street");
        area("pages-c1", Area.Kind.COMMUNITY, "朝阳门社区", "street");
        area("pages-c1-g1", Area.Kind.GRID, "第一网格", "pages-c1");
        area("pages-c1-g2", Area.Kind.GRID, "第二网格", "pages-c1");
        red = town.site("朝内大街南侧 12 号危旧楼加固改造工程（二期）施工现场", new AreaId("pages-c1-g1"))
                .violation("maintenance", on("2024-05-06"))
                .check("general", 0, on("2024-08-12"))
                .violation("unsafe-structure", on("2025-02-10"))
                .complaint("noise", on("2025-02-20"))
                .violation("dangerous-work", on("2025-02-26"));
        town.site("竹竿胡同管线改造", new AreaId("pages-c1-g1")).violation("maintenance", on("2025-02-17"));
        town.site("南小街围挡修缮", new AreaId("pages-c1-g1"));
        elsewhere = town.site("第二网格的工地", new AreaId("pages-c1-g2"));
        browser = Browser.at(port);
    }

    private void area(String id, Area.Kind kind, String name, String parent) {
        areas.put(new Area(new AreaId(id), kind, name, new AreaId(parent)));
    }

    @AfterAll
    void goodbye() {
        clock.set(before);
        if (browser != null) {
            browser.close();
        }
    }

    private void signIn(String role) {
        String name = "pages-" + role;
        OfficerId id = new OfficerId(name);
        if (accounts.state(id).isEmpty()) {
            accounts.create(
                    id, "王小明", Set.of(new Duty(role, AREA_OF_ROLE.getOrDefault(role, "street"))), PASSWORD, "test");
        }
        browser.signIn(name, PASSWORD);
    }

    private Set<String> offered() {
        Set<String> paths = new LinkedHashSet<>();
        browser.all("#side nav a").forEach(link -> paths.add(String.valueOf(link.getDomAttribute("href"))));
        paths.removeIf(path -> path.startsWith("/camunda/"));
        return paths;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grid-worker",
                "grid-leader",
                "community-secretary",
                "office-clerk",
                "inspector",
                "manager",
                "policy-officer",
                "approver",
                "administrator",
                "department-officer"
            })
    void every_page_that_a_role_is_offered_fits_a_phone_and_speaks_both_languages(String role) {
        browser.wide().language("zh");
        signIn(role);
        Set<String> paths = offered();
        assertThat(paths).contains("/", "/subjects");
        paths.add(Links.to(red.ref()));
        paths.add(Links.to(red.ref()) + "/decisions");
        paths.add("/subjects?kind=&q=%E7%AB%B9%E7%AB%BF");
        paths.add("/account/password");
        paths.add("/catalogue/matters/site-check");
        if (role.equals("administrator")) {
            paths.add("/catalogue/new?like=site-check");
            paths.add("/catalogue/remits");
            paths.add("/catalogue/files");
        }
        if (role.equals("office-clerk")) {
            paths.add("/subjects/new");
            paths.add("/subjects/edit?subject=" + red.ref());
            paths.add("/facts/" + red.lastFact().value() + "/void");
        }
        SoftAssertions all = new SoftAssertions();
        browser.phone();
        paths.forEach(path -> look(path, "zh", role + "-phone", all));
        browser.wide().open("/?lang=en");
        paths.forEach(path -> look(path, "en", role + "-desk", all));
        browser.open("/?lang=zh");
        all.assertAll();
    }

    /** What officers wrote of people, places and subjects, this test's and others': it stays as it is in every language. */
    private List<String> written() {
        return jdbc.sql("""
                        select name from subject union select name from area union select name from officer
                        union select address from subject where address is not null
                        union select code from subject
                        """).query(String.class).list();
    }

    private void look(String path, String language, String shot, SoftAssertions all) {
        browser.complaints();
        browser.open(path);
        browser.screenshot(shot
                + (path.equals("/")
                        ? "-home"
                        : path.replace(red.ref().code(), "red").replaceAll("[^a-zA-Z]+", "-")));
        String page = language + " " + path;
        all.assertThat(browser.complaints()).as("complaints of %s", page).isEmpty();
        all.assertThat(browser.title()).as("title of %s", page).isNotBlank().doesNotContain("??");
        all.assertThat(browser.all("main")).as("main of %s", page).hasSize(1);
        all.assertThat(browser.all("h1")).as("h1 of %s", page).hasSize(1);
        all.assertThat(browser.overflow()).as("overflow of %s", page).isZero();
        all.assertThat(browser.unlabelled())
                .as("inputs without a name on %s", page)
                .isEmpty();
        all.assertThat(browser.text()).as("texts of %s", page).doesNotContain("??");
        if (Browser.seesBarriers()) {
            all.assertThat(browser.barriers()).as("barriers on %s", page).isEmpty();
        }
        if (language.equals("en")) {
            all.assertThat(browser.chinese())
                    .as("Chinese in English %s", page)
                    .filteredOn(text -> written().stream().noneMatch(text::contains))
                    .isEmpty();
        }
    }

    @Test
    void a_subject_outside_the_areas_of_an_officer_is_not_there() {
        signIn("grid-worker");
        assertThat(browser.open("/subjects").text()).contains("竹竿胡同").doesNotContain("第二网格的工地");
        assertThat(browser.open(Links.to(elsewhere.ref())).text())
                .contains("404")
                .doesNotContain("第二网格的工地");
        assertThat(browser.open(Links.to(elsewhere.ref()) + "/decisions").text())
                .doesNotContain("第二网格的工地");
        assertThat(browser.open("/search?q=" + elsewhere.ref().code()).text()).doesNotContain("第二网格的工地");
        signIn("community-secretary");
        assertThat(browser.open("/subjects").text()).contains("第二网格的工地");
    }

    @Test
    void home_shows_each_role_what_awaits_it() {
        browser.wide().language("zh");
        signIn("inspector");
        assertThat(browser.open("/").text()).contains("我的检查", "我经办的案件").doesNotContain("最近的数据导入");
        signIn("office-clerk");
        assertThat(browser.open("/").text()).contains("逾期案件", "最近的数据导入").doesNotContain("我的检查");
        signIn("manager");
        assertThat(browser.open("/").text()).contains("2025-02 通报", "当前为红色的");
        signIn("administrator");
        assertThat(browser.open("/").text()).contains("系统状态", "各部分运行正常");
    }

    @Test
    void a_barrier_on_a_page_is_seen() {
        assumeThat(Browser.seesBarriers())
                .as("axe-core is laid by a build with browser modules (without -Dquick)")
                .isTrue();
        browser.wide().language("zh").open("/login");
        assertThat(browser.barriers()).isEmpty();
        browser.run("document.querySelector('main label').style.color = '#bbb'");
        assertThat(browser.barriers())
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith("color-contrast"));
    }

    @Test
    void a_keyboard_goes_past_the_menu_and_shows_where_it_is() {
        browser.wide().language("zh");
        signIn("office-clerk");
        browser.open("/subjects").press(Keys.TAB);
        assertThat(browser.find(".skip").equals(browser.focused())).isTrue();
        assertThat(browser.run("return document.activeElement.getBoundingClientRect().left >= 0"))
                .isEqualTo(true);
        browser.press(Keys.ENTER).press(Keys.TAB);
        assertThat(browser.run("return !!document.activeElement.closest('main')"))
                .isEqualTo(true);
        for (int stop = 0; stop < 12; stop++) {
            browser.press(Keys.TAB);
            assertThat(browser.run("""
                            const s = getComputedStyle(document.activeElement);
                            return s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow != 'none'"""))
                    .as("focus is seen on %s", browser.run("return document.activeElement.outerHTML.slice(0, 200)"))
                    .isEqualTo(true);
        }
    }

    @Test
    void a_slash_goes_to_the_search_and_a_code_leads_to_its_subject() {
        browser.wide();
        signIn("office-clerk");
        browser.run(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true}))");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("find");
        browser.find("#find").sendKeys(red.ref().code() + "\n");
        browser.until("危旧楼加固");
        assertThat(browser.path()).isEqualTo(Links.to(red.ref()));
        assertThat(browser.find("h1").getText()).contains("危旧楼加固");
    }
}
