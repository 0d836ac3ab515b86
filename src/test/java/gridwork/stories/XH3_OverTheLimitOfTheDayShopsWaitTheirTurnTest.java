package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.WaitingCases;
import gridwork.cases.opening.Wanted;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import gridwork.street.Reach;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More shops turn red, or fall due, than the catalogue lets open in a day: the others wait, visibly and in order. */
@GridworkTest
class XH3_OverTheLimitOfTheDayShopsWaitTheirTurnTest {
    private static final String ENFORCEMENT = "shop-joint-enforcement";
    private static final String CHECK = "shop-joint-check";

    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    Work work;

    @Autowired
    Cases cases;

    @Autowired
    WaitingCases waiting;

    @Autowired
    SubjectCases opening;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    Subjects subjects;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    private final Shops shops = new Shops();

    @BeforeEach
    void a_limit_of_one_a_day() {
        beans.autowireBean(shops);
        shops.at(port);
        crew.comesToWork();
        for (String department :
                List.of("pingan", "xiaoan", "gongguan", "shichang", "chengguan", "police", "property", "xiaofang")) {
            crew.department(department, department);
        }
        limit(ENFORCEMENT, 1);
        limit(CHECK, 1);
    }

    @AfterEach
    void the_limits_and_the_clock_are_put_back() {
        limit(ENFORCEMENT, 50);
        limit(CHECK, 30);
        town.today("2025-03-03");
    }

    private void limit(String id, int opensPerDay) {
        ShippedCatalogue.limit(catalogue, id, opensPerDay);
    }

    @Test
    void shops_that_turn_red_over_the_limit_wait_and_open_in_order_on_the_next_days() {
        it_is("2031-05-12");
        Shops.Shop first = red("排队甲店");
        Shops.Shop second = red("排队乙店");
        Shops.Shop third = red("排队丙店");
        assertThat(opened(first, ENFORCEMENT)).hasSize(1);
        assertThat(opened(second, ENFORCEMENT)).isEmpty();
        second.told("merchant-complaint", "noise", on("2031-05-12"));
        assertThat(waiting.count()).as("asked for again, it keeps its place").containsEntry(ENFORCEMENT, 2L);

        var office = new Visitor(port).signIn("crew-office", "crew-office");
        assertThat(office.get("/cases").body()).contains("排队立案", "红色店铺七方联合执法：2 件", "/cases/waiting");
        String page = office.get("/cases/waiting").body();
        assertThat(page).contains("先到先办", "排队乙店", "2031-05-13", "排队丙店", "2031-05-14");
        assertThat(page).contains("href=\"" + second.page() + "\"");
        assertThat(page.indexOf("排队乙店")).isLessThan(page.indexOf("排队丙店"));
        try (var browser = Browser.at(port)) {
            browser.signIn("crew-office");
            browser.open("/cases/waiting").until("排队乙店");
            browser.screenshot("cases-waiting");
            browser.phone().open("/cases/waiting").until("排队乙店");
            browser.screenshot("cases-waiting-phone");
            assertThat(browser.overflow()).isZero();
            browser.language("en").open("/cases/waiting").until("the longest waiting first");
            browser.language("zh");
        }

        it_is("2031-05-13");
        daily("waiting-cases");
        Case visit = opened(second, ENFORCEMENT).get(0);
        assertThat(visit.details().path("departments")).hasSize(7);
        assertThat(visit.dueOn()).as("its time begins as it opens").isEqualTo(on("2031-05-16"));
        assertThat(opened(third, ENFORCEMENT)).isEmpty();
        Shops.Shop fourth = red("排队丁店");
        assertThat(opened(fourth, ENFORCEMENT)).isEmpty();

        work.run(() -> subjects.close(
                third.id(),
                on("2031-05-13"),
                "closed",
                "town",
                subjects.find(third.id()).orElseThrow().version()));
        it_is("2031-05-14");
        daily("waiting-cases");
        assertThat(opened(third, ENFORCEMENT)).as("it is closed").isEmpty();
        assertThat(opened(fourth, ENFORCEMENT)).hasSize(1);
        assertThat(waiting.count()).doesNotContainKey(ENFORCEMENT);
        assertThat(office.get("/cases/waiting").body()).contains("没有排队立案的");
    }

    @Test
    void visits_of_several_departments_over_the_limit_wait_as_well_and_one_whose_checks_are_done_leaves() {
        it_is("2031-06-30");
        Shops.Shop first = due("排队茶馆");
        Shops.Shop second = due("排队面馆");
        Shops.Shop third = due("排队书店");
        daily("merge-due-checks");
        daily("merge-due-checks");
        assertThat(List.of(first, second, third))
                .filteredOn(each -> !opened(each, CHECK).isEmpty())
                .as("one today")
                .hasSize(1);
        assertThat(waiting.count()).containsEntry(CHECK, 2L);
        Shops.Shop done = List.of(first, second, third).stream()
                .filter(each -> opened(each, CHECK).isEmpty())
                .findFirst()
                .orElseThrow();
        checked(done, "shichang", on("2031-06-30"));

        it_is("2031-07-01");
        daily("merge-due-checks");
        assertThat(List.of(first, second, third))
                .filteredOn(each -> !opened(each, CHECK).isEmpty())
                .hasSize(2);
        assertThat(opened(done, CHECK)).isEmpty();
        assertThat(waiting.count()).doesNotContainKey(CHECK);
    }

    @Test
    void what_waits_for_an_entry_is_opened_for_the_one_that_it_was_found_to_be() {
        it_is("2031-04-07");
        Shops.Shop twin = shops.open("并户乙店", Crew.GRID);
        Shops.Shop kept = shops.open("并户甲店", Crew.GRID);
        var wanted = new Wanted(
                ENFORCEMENT, twin.id(), "twin/" + twin.id().value(), null, "", new ObjectMapper().createObjectNode());
        work.run(() -> opening.queue(wanted));
        work.run(() -> subjects.merge(
                twin.id(),
                kept.id(),
                "同一家店",
                "town",
                subjects.find(twin.id()).orElseThrow().version()));
        daily("waiting-cases");
        assertThat(opened(twin, ENFORCEMENT)).isEmpty();
        assertThat(opened(kept, ENFORCEMENT))
                .singleElement()
                .satisfies(each -> assertThat(each.cause()).isEqualTo(wanted.cause()));
        assertThat(waiting.count()).doesNotContainKey(ENFORCEMENT);
    }

    @Test
    void what_was_decided_and_what_falls_due_wait_beside_each_other_and_are_one_visit() {
        it_is("2031-08-04");
        Shops.Shop shop = shops.open("并案茶馆", Crew.GRID);
        Wanted due = wanted(shop, "due/2031-08-06", on("2031-08-06"), "police", "property");
        work.run(() -> opening.queue(wanted(shop, "decision/1", null, "pingan", "police")));
        work.run(() -> opening.queue(due));
        work.run(() -> opening.queue(due));
        assertThat(waiting.count()).as("one visit, in one place").containsEntry(ENFORCEMENT, 1L);
        work.run(() -> opening.leave(ENFORCEMENT, List.of(shop.id()), "due/"));
        assertThat(waiting.count())
                .as("the checks fall apart, the decision stands")
                .containsEntry(ENFORCEMENT, 1L);
        work.run(() -> opening.queue(due));

        it_is("2031-08-05");
        daily("waiting-cases");
        assertThat(opened(shop, ENFORCEMENT)).singleElement().satisfies(visit -> {
            assertThat(visit.cause()).isEqualTo("decision/1");
            assertThat(visit.details().path("departments"))
                    .extracting(JsonNode::asText)
                    .containsExactly("pingan", "police", "property");
            assertThat(visit.details().path("merged")).hasSize(1);
            assertThat(visit.dueOn())
                    .as("not the third working day, 8 August: the check is due before")
                    .isEqualTo(on("2031-08-06"));
            assertThat(cases.trail(visit.id())).anySatisfy(entry -> {
                assertThat(entry.what()).isEqualTo("asked-again");
                assertThat(entry.content().path("cause").asText()).isEqualTo("due/2031-08-06");
            });
        });
        assertThat(waiting.count()).doesNotContainKey(ENFORCEMENT);
    }

    @Test
    void a_check_that_falls_due_later_than_a_decided_visit_gives_it_no_more_time() {
        it_is("2031-09-01");
        Shops.Shop shop = shops.open("不宽限茶馆", Crew.GRID);
        work.run(() -> opening.queue(wanted(shop, "due/2031-09-20", on("2031-09-20"), "police")));
        work.run(() -> opening.queue(wanted(shop, "decision/2", null, "pingan")));
        it_is("2031-09-02");
        daily("waiting-cases");
        assertThat(opened(shop, ENFORCEMENT))
                .singleElement()
                .satisfies(visit -> assertThat(visit.dueOn()).isEqualTo(on("2031-09-05")));
    }

    // --- words of this story

    private static Wanted wanted(Shops.Shop shop, String cause, @Nullable LocalDate dueOn, String... departments) {
        var details = new ObjectMapper().createObjectNode();
        List.of(departments).forEach(details.putArray("departments")::add);
        if (dueOn != null) {
            details.putArray("merged")
                    .addObject()
                    .put("matter", ENFORCEMENT)
                    .put("department", departments[0])
                    .put("dueOn", dueOn.toString());
        }
        return new Wanted(ENFORCEMENT, shop.id(), cause, dueOn, dueOn == null ? "" : "merged", details);
    }

    private void it_is(String day) {
        clock.set(on(day));
    }

    private Shops.Shop red(String name) {
        LocalDate today = clock.today();
        Shops.Shop shop = shops.open(name, Crew.GRID)
                .told("merchant-check", "fail", today.minusDays(3))
                .told("merchant-check", "fail", today.minusDays(2))
                .told("merchant-check", "fail", today.minusDays(1));
        assertThat(shop.stands()).startsWith("red");
        return shop;
    }

    private Shops.Shop due(String name) {
        Shops.Shop shop = shops.open(name, Crew.GRID).told("community-visit", "good", on("2031-06-01"));
        checked(shop, "shichang", on("2030-07-03"));
        checked(shop, "xiaofang", on("2030-07-10"));
        return shop;
    }

    private static void checked(Shops.Shop shop, String department, LocalDate on) {
        shop.told("merchant-check", on, Map.of("category", "pass", "department", department), null);
    }

    private List<Case> opened(Shops.Shop shop, String matter) {
        return cases.of(shop.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.matter().equals(matter) && each.parent() == null)
                .toList();
    }

    private void daily(String name) {
        daily.stream().filter(each -> each.name().equals(name)).forEach(each -> each.run(clock.today()));
    }
}
