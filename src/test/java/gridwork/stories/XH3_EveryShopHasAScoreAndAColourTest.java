package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** XH-3 店铺画像: visits, checks, verified complaints and camera findings give a shop a score and a colour. */
@GridworkTest
class XH3_EveryShopHasAScoreAndAColourTest {
    private static final String INSPECTION = "merchant-inspection";

    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Staff staff;

    private Shops shops = new Shops();
    private Visitor clerk;

    @BeforeEach
    void open() {
        beans.autowireBean(shops);
        shops.at(port);
        shops.clock.set(on("2025-06-30"));
        staff.officer("xh3-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("xh3-clerk", "xh3-clerk");
    }

    @Test
    void a_shop_goes_from_green_to_red_and_back_to_yellow_and_its_card_says_why_and_what_helps() {
        Shops.Shop shop = shops.open("小河烧烤", null).told("community-visit", "good", on("2025-06-01"));
        assertThat(shop.stands()).isEqualTo("green 100");

        shop.told("merchant-complaint", "food-safety", on("2025-06-20"))
                .told("merchant-complaint", "noise", on("2025-06-21"));
        assertThat(shop.stands()).as("what nobody verified lowers nothing").isEqualTo("green 100");

        shop.told(
                "complaint-verdict",
                on("2025-06-24"),
                Map.of("category", "food-safety", "amount", 1, "complaintOn", "2025-06-20"),
                null);
        assertThat(shop.stands()).isEqualTo("green 85");

        shop.told("merchant-check", "fail", on("2025-06-26"));
        assertThat(shop.stands()).isEqualTo("yellow 65");
        shop.told("camera-finding", on("2025-06-28"), Map.of("category", "fire-lane", "camera", "C-7"), "0.97");
        assertThat(shop.stands()).isEqualTo("red 59");

        assertThat(shop.logged().get(0)).satisfies(red -> {
            assertThat(red.result()).isEqualTo("red");
            assertThat(red.previous()).isEqualTo("yellow");
            assertThat(red.rows()).contains("MCC-010", "MCE-050", "MCF-010", "MCT-020", "MC-030");
            assertThat(red.facts()).hasSize(4);
        });
        assertThat(shop.logged()).extracting(each -> each.result()).containsExactly("red", "yellow", "green");

        String page = clerk.get(shop.page()).body();
        assertThat(page)
                .contains("红色", "得分 59", "MC-030", "检查扣分", "投诉扣分")
                .as("the row says the number, not how it is called")
                .contains("颜色 红，得分 59")
                .doesNotContain("得分 信用分")
                .contains("再记录一次整改“按期整改”，即转为黄色。")
                .contains("自7月29日起转为黄色");
        assertThat(clerk.get("/subjects?kind=merchant&grade=red&q=" + shop.ref().code())
                        .body())
                .contains("小河烧烤", "红色", ">59<");
        assertThat(clerk.getJson("/api/subjects/merchant/" + shop.ref().code() + "/explanation")
                        .body())
                .contains("\"headline\":59", "\"times\":1");

        shop.told("merchant-rectification", "in-time", on("2025-06-30"));
        assertThat(shop.stands()).isEqualTo("yellow 64");
        assertThat(shop.logged().get(0).previous()).isEqualTo("red");
    }

    @Test
    void how_often_a_shop_is_checked_follows_its_credit_and_who_is_overdue_is_listed() {
        Shops.Shop shop = shops.open("小河茶馆", null)
                .told("merchant-check", "pass", on("2024-06-01"))
                .told("community-visit", "good", on("2025-06-01"));
        assertThat(shop.stands()).isEqualTo("green 100");
        assertThat(inspection(shop)).isEqualTo("overdue");
        String overdue = "/subjects?kind=merchant&also=merchant-inspection:overdue&q="
                + shop.ref().code();
        assertThat(clerk.get(overdue).body()).contains("小河茶馆", "商户检查周期");
        assertThat(clerk.get(shop.page()).body())
                .contains("检查逾期", "<dd class=\"num\">365</dd>", "<dd class=\"num\">-29</dd>")
                .contains("再记录一次执法检查“合格”，即转为检查未到期");

        shop.told("merchant-check", "pass", on("2025-06-20"));
        assertThat(inspection(shop)).isEqualTo("on-time");
        assertThat(clerk.get(overdue).body()).doesNotContain("小河茶馆");
        assertThat(clerk.get(shop.page()).body()).contains("检查未到期", "2026年6月21日");

        shop.told("merchant-check", "fail", on("2025-06-29")).told("merchant-check", "fail", on("2025-06-30"));
        assertThat(shop.stands()).startsWith("yellow");
        var due = shops.decisions.explain(shop.ref(), INSPECTION, on("2025-09-28"), shops.clock.now());
        assertThat(due.evaluation().values()).containsEntry("period", 90).containsEntry("left", 0);
        assertThat(shops.decisions
                        .explain(shop.ref(), INSPECTION, on("2025-09-29"), shops.clock.now())
                        .evaluation()
                        .result())
                .isEqualTo("overdue");
    }

    private String inspection(Shops.Shop shop) {
        var id = shops.subjects.find(shop.ref()).orElseThrow().id();
        return shops.decisions.standing(id, INSPECTION).orElseThrow().result();
    }

    @Test
    void both_times_of_a_verified_complaint_hold() {
        Shops.Shop shop = shops.open("小河面馆", null).told("community-visit", "good", on("2025-06-01"));
        shop.told(
                "complaint-verdict",
                on("2025-06-24"),
                Map.of("category", "licence", "amount", 1, "complaintOn", "2025-06-02"),
                null);
        var credit = shops.decisions.ruleSet("merchant-credit").headline().orElseThrow();
        var before = shops.decisions.explain(shop.ref(), "merchant-credit", on("2025-06-23"), shops.clock.now());
        assertThat(credit.of(before.evaluation()))
                .as("the day before it was verified")
                .isEqualByComparingTo("100");
        var after = shops.decisions.explain(shop.ref(), "merchant-credit", on("2025-06-24"), shops.clock.now());
        assertThat(credit.of(after.evaluation())).isEqualByComparingTo("85");
        var ignorant = shops.decisions.explain(
                shop.ref(), "merchant-credit", on("2025-06-24"), shops.clock.startOf(on("2025-06-25")));
        assertThat(ignorant.evaluation().result())
                .as("by what was known on that day: nothing of this shop")
                .isEqualTo("unknown");
    }
}
