package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import gridwork.platform.Progress;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** GW-8: a decision on stale facts is labelled or withheld as the policy says. */
@GridworkTest
class GW8_NothingIsDecidedOnOldFactsInSilenceTest {
    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Staff staff;

    private final Shops shops = new Shops();
    private Visitor clerk;

    @BeforeEach
    void open() {
        beans.autowireBean(shops);
        shops.at(port);
        staff.officer("gw8-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("gw8-clerk", "gw8-clerk");
    }

    private void on(LocalDate day) {
        shops.clock.set(day);
        shops.decisions.redecide(Set.of("merchant-credit"), day, true, Progress.SILENT);
    }

    private String listed(Shops.Shop shop) {
        return clerk.get("/subjects?kind=merchant&q=" + shop.ref().code()).body();
    }

    @Test
    void a_shop_that_nobody_visits_is_first_labelled_and_then_no_longer_decided_until_somebody_looks() {
        LocalDate visited = LocalDate.parse("2025-03-03");
        shops.clock.set(visited);
        Shops.Shop shop = shops.open("巷尾五金", null).told("community-visit", "advised", visited);
        assertThat(shop.stands()).isEqualTo("green 99");
        assertThat(shop.standing().freshness()).isNull();
        assertThat(shop.standing().nextChange())
                .as("the first day on which it is labelled")
                .isEqualTo(visited.plusDays(61));
        assertThat(listed(shop)).doesNotContain("过期");

        on(visited.plusDays(60));
        assertThat(shop.standing().freshness()).isNull();
        on(visited.plusDays(61));
        assertThat(shop.stands()).isEqualTo("green 99");
        assertThat(shop.standing().freshness()).isEqualTo("label");
        assertThat(listed(shop)).contains("绿色", "过期");
        assertThat(clerk.get(shop.page()).body()).contains("所据数据已过期：最近一次社区走访在3月3日（61 天前");

        on(visited.plusDays(181));
        assertThat(shop.stands()).isEqualTo("unknown null");
        assertThat(shop.standing().freshness()).isEqualTo("withhold");
        assertThat(listed(shop)).contains("暂缓");
        assertThat(clerk.get("/subjects?kind=merchant&grade=unknown&q="
                                + shop.ref().code())
                        .body())
                .contains("巷尾五金");
        assertThat(clerk.get(shop.page()).body())
                .contains("暂缓定级：最近一次社区走访在3月3日（181 天前", "以下有一种够新即可：执法检查、社区走访")
                .contains("FR-090");
        assertThat(shop.logged().get(0)).satisfies(withheld -> {
            assertThat(withheld.result()).isEqualTo("unknown");
            assertThat(withheld.previous()).isEqualTo("green");
            assertThat(withheld.rows()).contains("FR-030", "FR-090");
        });

        shop.told("merchant-check", "pass", visited.plusDays(181));
        assertThat(shop.stands()).isEqualTo("green 100");
        assertThat(shop.standing().freshness()).isNull();
        assertThat(shop.logged()).extracting(each -> each.result()).containsExactly("green", "unknown", "green");
    }
}
