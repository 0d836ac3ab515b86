package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.platform.DailyWork;
import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 检查台账: two checks a year and department; the third waits until somebody gives a reason, and the ledger keeps it. */
@GridworkTest
class GW3_AShopIsNotCheckedWithoutEndTest {
    private static final String MATTER = "shop-joint-check";

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Cases cases;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    TestClock clock;

    private final Shops shops = new Shops();

    @BeforeEach
    void departments() {
        beans.autowireBean(shops);
        shops.at(port);
        clock.set(on("2025-06-30"));
        crew.comesToWork();
        crew.department("shichang", "市场监管所");
        crew.department("xiaofang", "消防救援站");
        crew.hireFor("market", new AreaId("shichang"));
        crew.hireFor("fire", new AreaId("xiaofang"));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(on("2025-03-03"));
    }

    @Test
    void a_third_check_of_the_year_waits_for_a_reason_and_then_everybody_reads_why_it_was_made() {
        Shops.Shop shop = shops.open("三查茶馆", Crew.GRID);
        checked(shop, "shichang", "fail", on("2025-01-20"));
        checked(shop, "shichang", "fail", on("2025-04-02"));
        checked(shop, "xiaofang", "pass", on("2025-04-03"));
        assertThat(shop.stands()).as("checked every ninety days").startsWith("yellow");
        plan();
        assertThat(visits(shop)).as("the market department was there twice").isEmpty();

        try (var browser = Browser.at(port)) {
            browser.signIn(Crew.id("office").value());
            browser.open("/cases/waiting").until("三查茶馆").until("超出频次").until("写明理由后才立案");
            browser.screenshot("ledger-waiting");
            browser.open(shop.page()).until("检查台账").until("市场监管所本年的检查已到上限").until("已到上限");
            browser.find("[name=reason]").sendKeys("上次不合格的消毒问题须在旺季前复核");
            browser.toTheMiddle("section[aria-labelledby=ledger] form [type=submit]")
                    .click();
            browser.find("#confirm[open] [value=yes]").click();
            browser.until("案件已立").until("准予超出年度检查频次").until("上次不合格的消毒问题");
            CaseId visit = visits(shop).get(0).id();

            browser.signIn(Crew.id("market").value());
            var tasklist = new Tasklist(browser, crew);
            tasklist.open(visit, "user_arrange");
            tasklist.claim();
            browser.run(
                    "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                    browser.find("[data-field=visitOn]"),
                    "2025-07-01");
            browser.find("[data-field=place]").sendKeys("店门口");
            browser.until("已保存");
            tasklist.complete();
            browser.waitUntil(() -> cases.cameFrom(visit).size() == 2);

            clock.set(on("2025-07-01"));
            check(browser, tasklist, part(visit, "shichang"));
            browser.signIn(Crew.id("fire").value());
            check(browser, tasklist, part(visit, "xiaofang"));
            browser.waitUntil(() -> cases.find(visit).orElseThrow().state() == Case.State.CLOSED);

            browser.signIn(Crew.id("office").value());
            browser.wide().open(shop.page()).until("全年上门 4 次");
            browser.toTheMiddle("section[aria-labelledby=ledger] details summary")
                    .click();
            browser.until("2 个部门一同上门")
                    .until("准予超出频次：上次不合格的消毒问题须在旺季前复核")
                    .until("IQ-210")
                    .until("《优化营商环境条例》");
            String ledger = browser.find("section[aria-labelledby=ledger]").getText();
            assertThat(ledger).contains("2025-07-01", "超出频次", "频繁检查");
            browser.screenshot("ledger-subject");
            browser.phone().open(shop.page()).until("检查台账");
            browser.toTheMiddle("section[aria-labelledby=ledger] details summary")
                    .click();
            browser.screenshot("ledger-subject-phone");
            assertThat(browser.overflow()).isZero();

            browser.wide()
                    .open("/ledger?year=2025&only=over&q=" + shop.ref().code())
                    .until("三查茶馆")
                    .until("超出频次");
            browser.screenshot("ledger-street");
            browser.phone().open("/ledger?year=2025&q=" + shop.ref().code()).until("三查茶馆");
            browser.screenshot("ledger-street-phone");
            assertThat(browser.overflow()).isZero();
        }
        String table = new Visitor(port)
                .signIn("crew-office", "crew-office")
                .get("/ledger.csv?year=2025&q=" + shop.ref().code())
                .body();
        assertThat(table).contains("三查茶馆,市场监管所,计入频次,3,0,2,4,").contains("三查茶馆,消防救援站,计入频次,2,0,2,4,");
    }

    // --- words of this story

    private void check(Browser browser, Tasklist tasklist, Case part) {
        browser.wide();
        tasklist.open(part.id(), "user_check_part");
        tasklist.claim();
        for (var yes : browser.all(".gw-item input[value=yes]")) {
            browser.run("arguments[0].click()", yes);
        }
        browser.toTheMiddle("[data-field=conclusion][value=pass]").click();
        browser.until("已保存");
        tasklist.complete();
        tasklist.until(part.id(), "user_sign_part");
        tasklist.open(part.id(), "user_sign_part");
        browser.toTheMiddle("[data-field=outcome][value=signed]").click();
        browser.until("已保存");
        tasklist.complete();
        browser.waitUntil(() -> cases.find(part.id()).orElseThrow().details().has("factsRecorded"));
    }

    private static void checked(Shops.Shop shop, String department, String result, LocalDate on) {
        shop.told("merchant-check", on, Map.of("category", result, "department", department), null);
    }

    private void plan() {
        daily.stream().filter(each -> each.name().equals("merge-due-checks")).forEach(each -> each.run(clock.today()));
    }

    private List<Case> visits(Shops.Shop shop) {
        return cases.of(shop.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.matter().equals(MATTER) && each.parent() == null)
                .toList();
    }

    private Case part(CaseId visit, String department) {
        return cases.cameFrom(visit).stream()
                .filter(each -> {
                    JsonNode its = each.details().path("department");
                    return its.asText().equals(department);
                })
                .findFirst()
                .orElseThrow();
    }
}
