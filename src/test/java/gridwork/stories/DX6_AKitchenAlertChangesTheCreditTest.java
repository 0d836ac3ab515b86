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

/** DX-6 阳光厨房: a kitchen camera's alert changes the merchant's credit. */
@GridworkTest
class DX6_AKitchenAlertChangesTheCreditTest {
    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Staff staff;

    private final Shops shops = new Shops();

    @BeforeEach
    void open() {
        beans.autowireBean(shops);
        shops.at(port);
        shops.clock.set(on("2025-06-30"));
        staff.officer("dx6-clerk", "office-clerk");
    }

    private static Map<String, Object> alert(String category) {
        return Map.of("category", category, "camera", "kitchen-1");
    }

    @Test
    void alerts_lower_the_score_up_to_what_a_month_may_cost_and_then_the_colour() {
        Shops.Shop shop = shops.open("阳光餐厅", null).told("community-visit", "good", on("2025-06-20"));
        shop.told("kitchen-alert", on("2025-06-30"), alert("rodent"), "0.95");
        assertThat(shop.stands()).isEqualTo("green 94");
        shop.told("kitchen-alert", on("2025-06-30"), alert("smoking"), "0.52");
        assertThat(shop.stands()).as("a doubtful alert waits for a person").isEqualTo("green 94");
        for (int i = 0; i < 3; i++) {
            shop.told("kitchen-alert", on("2025-06-29"), alert("raw-cooked"), "0.99");
        }
        assertThat(shop.stands()).as("a month costs 12 at most").isEqualTo("green 88");
        shop.told("kitchen-alert", on("2025-05-20"), alert("rodent"), "0.99")
                .told("kitchen-alert", on("2025-05-21"), alert("no-mask"), "0.99");
        assertThat(shop.stands())
                .as("a late signal of May costs what is left of it by age")
                .isEqualTo("yellow 84");

        assertThat(shop.logged().get(0)).satisfies(yellow -> {
            assertThat(yellow.result()).isEqualTo("yellow");
            assertThat(yellow.previous()).isEqualTo("green");
            assertThat(yellow.rows()).contains("MCSK-010", "MCK-010", "MCK-020", "MCK-050", "MC-020");
            assertThat(yellow.measures()).containsEntry("告警扣分", 16);
        });
        Visitor clerk = new Visitor(port).signIn("dx6-clerk", "dx6-clerk");
        assertThat(clerk.get(shop.page()).body()).contains("黄色", "得分 84", "告警扣分", "发现鼠患", "MCK-010");
        assertThat(clerk.get("/subjects?kind=merchant&q=" + shop.ref().code()).body())
                .contains("阳光餐厅", "黄色", ">84<");
    }
}
