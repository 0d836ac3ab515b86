package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasklist;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.platform.DailyWork;
import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 综合查一次: checks of several departments that fall due near in time are one visit, and each department signs its own part. */
@GridworkTest
class SS2_DueChecksAreOneVisitTest {
    private static final String MATTER = "shop-joint-check";

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    TaskService tasks;

    @Autowired
    Signatures signatures;

    @Autowired
    Cases cases;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    TestClock clock;

    private final Shops shops = new Shops();

    @BeforeEach
    void three_departments() {
        beans.autowireBean(shops);
        shops.at(port);
        clock.set(on("2025-06-30"));
        crew.comesToWork();
        crew.department("shichang", "市场监管所");
        crew.department("xiaofang", "消防救援站");
        crew.department("chengguan", "综合行政执法中队");
        crew.hireFor("market", new AreaId("shichang"));
        crew.hireFor("fire", new AreaId("xiaofang"));
        crew.hireFor("fire-colleague", new AreaId("xiaofang"));
    }

    @Test
    void two_departments_whose_checks_are_due_within_a_fortnight_come_together_and_a_third_later() {
        Shops.Shop shop = teahouse("小河茶馆");
        CaseId visit = visit(shop);
        JsonNode merged = cases.find(visit).orElseThrow().details().path("merged");
        assertThat(merged).hasSize(2);
        assertThat(merged.findValuesAsText("department")).containsExactly("shichang", "xiaofang");
        assertThat(merged.findValuesAsText("dueOn")).containsExactly("2025-07-03", "2025-07-10");
        plan();
        assertThat(visits(shop)).as("looking again opens nothing more").hasSize(1);

        try (var browser = Browser.at(port)) {
            var tasklist = new Tasklist(browser, crew);
            browser.signIn(Crew.id("market").value());
            tasklist.open(visit, "user_arrange");
            browser.until("小河茶馆").until("合并的到期检查").until("消防救援站");
            tasklist.claim();
            set(browser, "[data-field=visitOn]", "2025-07-02");
            browser.find("[data-field=place]").sendKeys("上午九点，店门口");
            browser.until("已保存");
            browser.screenshotOfWindow("joint-arrange");
            tasklist.complete();
            browser.waitUntil(() -> cases.cameFrom(visit).size() == 2);

            Case market = part(visit, "shichang");
            tasklist.open(market.id(), "user_check_part");
            browser.until("上午九点，店门口").until("市场监管所");
            tasklist.claim();
            browser.find(".gw-item[data-item=licence] input[value=yes]").click();
            browser.toTheMiddle(".gw-item[data-item=food] input[value=no]").click();
            assertThat(browser.all(".gw-item"))
                    .as("only the department's own items")
                    .hasSize(2);
            tasklist.complete();
            browser.until("请写明违法情况");
            browser.find(".gw-finding textarea").sendKeys("餐具没有消毒");
            browser.toTheMiddle("[data-field=conclusion][value=conditional]").click();
            browser.until("已保存");
            browser.screenshot("joint-check");
            tasklist.complete();
            tasklist.until(market.id(), "user_sign_part");

            tasklist.open(market.id(), "user_sign_part");
            browser.until("餐具没有消毒").until("责令改正").until("尚未签字");
            browser.toTheMiddle("[data-field=outcome][value=signed]").click();
            browser.screenshotOfWindow("joint-sign");
            tasklist.complete();
            browser.waitUntil(() -> !signatures.about("case/" + visit.value()).isEmpty());

            browser.signIn(Crew.id("fire").value());
            Case fire = part(visit, "xiaofang");
            browser.phone().open("/tasks").until("检查本部门项目");
            tasklist.take(fire.id(), "user_check_part");
            for (var yes : browser.all(".gw-item input[value=yes]")) {
                browser.run("arguments[0].click()", yes);
            }
            browser.toTheMiddle("[data-field=conclusion][value=pass]").click();
            browser.until("已保存");
            browser.screenshot("joint-check-phone");
            tasklist.send();
            tasklist.until(fire.id(), "user_sign_part");
            browser.open("/tasks/" + crew.task(fire.id(), "user_sign_part"));
            browser.find(".gw-form[data-ready=true]");
            browser.until("市场监管所");
            browser.toTheMiddle("[data-field=outcome][value=signed]").click();
            tasklist.send();
            browser.waitUntil(() -> signatures.about("case/" + visit.value()).size() == 2);
            assertThat(signatures.about("case/" + visit.value()))
                    .extracting(Signature::part)
                    .containsExactly("shichang", "xiaofang");

            String before = shop.stands();
            Case rectification = cases.cameFrom(market.id()).get(0);
            assertThat(rectification.dueOn()).as("seven working days").isEqualTo(on("2025-07-09"));
            ObjectNode done = new ObjectMapper().createObjectNode().put("description", "已更换消毒柜");
            done.putArray("photos").add(crew.photo(rectification, "worker"));
            crew.does("worker", crew.task(rectification.id(), "user_rectify"), done);
            crew.does(
                    "market",
                    crew.task(rectification.id(), "user_recheck"),
                    crew.content("{\"passed\": true, \"description\": \"合格\"}"));
            assertThat(cases.find(visit).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
            assertThat(score(shop.stands()))
                    .as("putting it right in time raises the credit")
                    .isGreaterThan(score(before));

            browser.signIn(Crew.id("office").value());
            browser.wide()
                    .open("/cases/" + visit.value())
                    .until("各部门")
                    .until("市场监管所")
                    .until("已签字");
            browser.screenshot("joint-case");
            browser.open("/cases/" + market.id().value()).until("餐具没有消毒").until("店铺综合查一次");
            browser.screenshot("joint-part");
            browser.phone().open("/cases/" + visit.value()).until("各部门");
            browser.screenshot("joint-case-phone");
            assertThat(browser.overflow()).isZero();
        }
    }

    @Test
    void what_lies_far_apart_is_not_merged() {
        Shops.Shop shop = shops.open("小河书店", Crew.GRID).told("community-visit", "good", on("2025-06-01"));
        checked(shop, "shichang", on("2024-07-03"));
        checked(shop, "xiaofang", on("2024-07-20"));
        plan();
        assertThat(visits(shop)).isEmpty();
    }

    // --- words of this story

    private Shops.Shop teahouse(String name) {
        Shops.Shop shop = shops.open(name, Crew.GRID).told("community-visit", "good", on("2025-06-01"));
        checked(shop, "shichang", on("2024-07-03"));
        checked(shop, "xiaofang", on("2024-07-10"));
        checked(shop, "chengguan", on("2024-12-01"));
        assertThat(shop.stands()).startsWith("green");
        return shop;
    }

    private static void checked(Shops.Shop shop, String department, LocalDate on) {
        shop.told("merchant-check", on, Map.of("category", "pass", "department", department), null);
    }

    private CaseId visit(Shops.Shop shop) {
        plan();
        assertThat(visits(shop)).hasSize(1);
        return visits(shop).get(0).id();
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
                .filter(each -> each.details().path("department").asText().equals(department))
                .findFirst()
                .orElseThrow();
    }

    private static int score(String stands) {
        return Integer.parseInt(stands.substring(stands.indexOf(' ') + 1));
    }

    private static void set(Browser browser, String css, String value) {
        browser.run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                browser.find(css),
                value);
    }
}
