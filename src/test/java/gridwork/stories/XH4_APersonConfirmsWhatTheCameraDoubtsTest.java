package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import gridwork.facts.Detections;
import gridwork.facts.Detections.State;
import gridwork.platform.Ids;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** XH-4 识别准确率: below the policy's limit a person confirms first; the measured precision is shown with its base. */
@GridworkTest
class XH4_APersonConfirmsWhatTheCameraDoubtsTest {
    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Staff staff;

    @Autowired
    Areas areas;

    @Autowired
    Accounts accounts;

    @Autowired
    Detections detections;

    private final Shops shops = new Shops();
    private final String camera = "K" + Ids.next();
    private Visitor clerk;

    @BeforeEach
    void open() {
        beans.autowireBean(shops);
        shops.at(port);
        shops.clock.set(on("2025-06-30"));
        staff.officer("xh4-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("xh4-clerk", "xh4-clerk");
    }

    private Shops.Shop seen(Shops.Shop shop, String category, String confidence) {
        return shop.told(
                "camera-finding", on("2025-06-29"), Map.of("category", category, "camera", camera), confidence);
    }

    private String queue(String state) {
        return clerk.get("/detections?state=" + state + "&q=" + camera).body();
    }

    private String judge(long finding, String verdict, String reason) {
        return judge(String.valueOf(finding), verdict, reason);
    }

    /** What the page says afterwards. */
    private String judge(String ids, String verdict, String reason) {
        String page = "/detections?state=waiting&q=" + camera;
        var answer = clerk.post(page, "/detections", Map.of("id", ids, "verdict", verdict, "reason", reason));
        return clerk.get(Visitor.sentTo(answer)).body();
    }

    @Test
    void a_doubtful_finding_waits_is_confirmed_counts_and_waits_again_when_that_is_undone() {
        Shops.Shop shop = shops.open("东门超市", null).told("community-visit", "good", on("2025-06-20"));
        seen(shop, "fire-lane", "0.61");
        assertThat(shop.stands()).as("it waits").isEqualTo("green 100");
        long finding = shop.last("camera-finding").id().value();
        assertThat(queue("waiting")).contains("东门超市", "堵塞消防通道", "0.61", camera, "value=\"" + finding + "\"");

        assertThat(judge(finding, "confirmed", "")).contains("已确认属实");
        assertThat(shop.stands()).isEqualTo("green 94");
        assertThat(queue("waiting")).doesNotContain("东门超市");
        assertThat(queue("judged")).contains("东门超市", "确认属实", "xh4-clerk");
        assertThat(clerk.get("/detections/precision").body()).contains(camera, "100.0 %");
        assertThat(judge(finding, "rejected", "不是本店")).contains("其中有的已由他人确认");

        long verdict = shop.last(Detections.VERDICT).id().value();
        clerk.post("/detections?state=judged&q=" + camera, "/detections/" + verdict + "/undo", Map.of("reason", "看错了"));
        assertThat(shop.stands()).isEqualTo("green 100");
        assertThat(queue("waiting")).contains("东门超市");

        assertThat(judge(finding, "rejected", "")).contains("请填写理由");
        assertThat(judge(finding, "rejected", "车是路过的")).contains("已认定识别有误");
        assertThat(shop.stands()).isEqualTo("green 100");
        assertThat(detections.precision(on("2025-06-01"), Reach.EVERYTHING).cameras())
                .filteredOn(each -> each.of().equals(camera))
                .containsExactly(new Detections.Precision(camera, 0, 1, 1));
        shop.logged();
    }

    @Test
    void many_are_confirmed_at_once_and_each_is_a_decision_that_comes_out_the_same_again() {
        Shops.Shop shop = shops.open("西门烟酒", null).told("merchant-check", "conditional", on("2025-06-20"));
        seen(shop, "fire-lane", "0.5");
        long first = shop.last("camera-finding").id().value();
        seen(shop, "waste", "0.5");
        long second = shop.last("camera-finding").id().value();
        assertThat(shop.stands()).isEqualTo("green 92");
        assertThat(judge(first + "," + second, "confirmed", "看过录像")).contains("已确认属实");
        assertThat(shop.stands()).isEqualTo("yellow 84");
        assertThat(shop.logged().get(0)).satisfies(yellow -> {
            assertThat(yellow.result()).isEqualTo("yellow");
            assertThat(yellow.facts())
                    .as("a check, two detections and two verdicts")
                    .hasSize(5);
        });
        assertThat(judge("", "confirmed", "")).contains("请至少选择一项识别");
    }

    @Test
    void what_counts_already_can_be_looked_at_too_and_a_wrong_one_stops_counting() {
        Shops.Shop shop = shops.open("北门水果", null).told("community-visit", "good", on("2025-06-20"));
        seen(shop, "fire-lane", "0.93");
        assertThat(shop.stands()).isEqualTo("green 94");
        assertThat(queue("waiting")).doesNotContain("北门水果");
        assertThat(queue("sure")).contains("北门水果");
        judge(shop.last("camera-finding").id().value(), "rejected", "拍到的是隔壁");
        assertThat(shop.stands()).isEqualTo("green 100");
        assertThat(detections.precision(on("2025-06-01"), Reach.EVERYTHING).cameras())
                .filteredOn(each -> each.of().equals(camera))
                .containsExactly(new Detections.Precision(camera, 0, 1, 0));
    }

    @Test
    void a_grid_worker_sees_only_what_lies_in_its_grid_and_the_queue_has_pages() {
        staff.street();
        var here = new AreaId("xh4-here-" + Ids.next());
        var there = new AreaId("xh4-there-" + Ids.next());
        var worker = new OfficerId("xh4-" + Ids.next());
        shops.work.run(() -> {
            var community = new AreaId("xh4-" + Ids.next());
            areas.put(new Area(community, Area.Kind.COMMUNITY, "社区", Staff.STREET));
            areas.put(new Area(here, Area.Kind.GRID, "这里", community));
            areas.put(new Area(there, Area.Kind.GRID, "那里", community));
            accounts.create(worker, "网格员", Set.of(new Duty("grid-worker", here.value())), worker.value(), "test");
        });
        Shops.Shop mine = shops.open("网格里的店", here);
        Shops.Shop other = shops.open("别处的店", there);
        for (int i = 0; i < 3; i++) {
            seen(mine, "waste", "0.4");
        }
        seen(other, "waste", "0.4");
        Visitor visitor = new Visitor(port).signIn(worker.value(), worker.value());
        assertThat(visitor.get("/detections?q=" + camera).body())
                .contains("网格里的店")
                .doesNotContain("别处的店");
        var page = "/detections?q=" + camera;
        var answer = visitor.post(
                page,
                "/detections",
                Map.of("id", String.valueOf(other.last("camera-finding").id().value()), "verdict", "confirmed"));
        assertThat(visitor.get(Visitor.sentTo(answer)).body()).contains("不在您的管辖范围内");

        var asked = new Detections.Asked(
                State.WAITING,
                Map.of("camera-finding", new BigDecimal("0.9")),
                on("2024-07-01"),
                camera,
                new Reach(List.of(new Reach.Part(Set.of(here), null))));
        assertThat(detections.page(asked, 0, 2).total()).isEqualTo(3);
        assertThat(detections.page(asked, 0, 2).found()).hasSize(2);
        assertThat(detections.page(asked, 2, 2).found()).hasSize(1);
    }
}
