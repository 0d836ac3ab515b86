package gridwork.cases.ledger;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.WithdrawCase;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.WaitingCases;
import gridwork.cases.opening.Wanted;
import gridwork.cases.procedure.Procedures;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Officers;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 检查台账: what counts, for whom and for which year, and what happens at the edge of a quota. */
@GridworkTest
class LedgerTest {
    private static final String MATTER = "shop-joint-check";
    private static final String OTHER = "shop-squad-visit";

    @LocalServerPort
    int port;

    @Autowired
    ReadLedger ledger;

    @Autowired
    SubjectCases opening;

    @Autowired
    WaitingCases waiting;

    @Autowired
    Procedures procedures;

    @Autowired
    SiteChecks checks;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    Cases cases;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Officers officers;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final List<Long> shops = new ArrayList<>();

    @BeforeEach
    void departments() {
        clock.set(on("2033-05-16"));
        crew.comesToWork();
        crew.department("shichang", "市场监管所");
        crew.department("xiaofang", "消防救援站");
    }

    @AfterEach
    void nothing_waits_any_more_and_the_clock_is_put_back() {
        work.run(() -> jdbc.sql("delete from case_waiting where subject_id in (:shops)")
                .param("shops", shops.isEmpty() ? List.of(0L) : shops)
                .update());
        town.today("2025-03-03");
    }

    // --- what counts

    @Test
    void a_check_told_from_elsewhere_counts_for_its_department_by_id_or_name_and_no_more_once_it_is_void() {
        Subject shop = shop();
        FactId first = checked(shop, "shichang", "2033-02-01");
        checked(shop, "市场监管所", "2033-03-01");
        checked(shop, "外地某局", "2033-03-02");
        checked(shop, "shichang", "2032-12-31");
        assertThat(numbers(shop, 2033)).containsExactly("外地某局 1+0/2", "市场监管所 2+0/2");
        assertThat(numbers(shop, 2032)).containsExactly("市场监管所 1+0/2");
        assertThat(ledger.of(shop, 2033).years()).containsExactly(2033, 2032);
        work.run(() -> facts.voidFact(first, "重复录入", "town"));
        assertThat(numbers(shop, 2033)).containsExactly("外地某局 1+0/2", "市场监管所 1+0/2");
    }

    @Test
    void a_visit_of_two_departments_is_one_visit_of_the_subject_and_a_check_of_each() {
        Subject shop = shop();
        wait(shop, MATTER, "due/2033-05-20", on("2033-05-20"), "shichang", "xiaofang");
        openWaiting(MATTER);
        CaseId visit = visit(shop, MATTER);
        assertThat(numbers(shop, 2033)).containsExactly("市场监管所 0+1/2", "消防救援站 0+1/2");
        assertThat(ledger.of(shop, 2033).visits()).isEqualTo(1);
        ReadLedger.Line line =
                ledger.of(shop, 2033).departments().get(0).checks().get(0);
        assertThat(line.together()).isEqualTo(2);
        assertThat(line.basis()).isNotEmpty();
        assertThat(line.check().counts().row()).isEqualTo("IQ-210");

        withdrawals.withdraw(visit, "约错了", officers.find(Crew.id("office")).orElseThrow());
        assertThat(numbers(shop, 2033))
                .as("whoever has not been there does not come")
                .isEmpty();
    }

    @Test
    void weekly_checks_of_a_red_site_are_carried_by_their_basis_and_never_wait() {
        Town.Site site = town.site("每周一查的工地", Crew.GRID);
        for (int week = 1; week <= 5; week++) {
            checks.open(
                    site.id(),
                    "key",
                    false,
                    "2033-W" + (19 + week),
                    on("2033-05-16").plusWeeks(week),
                    List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        }
        Subject subject = subjects.find(site.id()).orElseThrow();
        ReadLedger.Department department =
                ledger.of(subject, 2033).departments().get(0);
        assertThat(department.tallies()).singleElement().satisfies(each -> {
            assertThat(each.planned()).isEqualTo(5);
            assertThat(each.counting()).isEqualTo("none");
            assertThat(each.over()).isFalse();
        });
        assertThat(department.checks()).allSatisfy(each -> {
            assertThat(each.check().counts().row()).isEqualTo("IQ-110");
            assertThat(each.rowBasis()).contains("建设工程安全生产管理条例");
        });
        assertThat(ledger.of(subject, 2033).warnings()).isEmpty();
    }

    @Test
    void a_drawn_check_is_not_in_the_ledger_before_it_is_done() {
        Town.Site site = town.site("抽到的工地", Crew.GRID);
        checks.open(
                site.id(),
                "random",
                true,
                "2033-05",
                on("2033-05-31"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        Subject subject = subjects.find(site.id()).orElseThrow();
        assertThat(ledger.of(subject, 2033).departments()).isEmpty();
        site.check("random", 0, on("2033-05-10"));
        assertThat(numbers(subject, 2033)).containsExactly("城管执法队 1+0/12");
    }

    @Test
    void what_was_told_of_an_entry_counts_for_the_one_that_it_was_found_to_be_and_for_itself_again() {
        Subject kept = shop();
        Subject twin = shop();
        checked(kept, "shichang", "2033-02-01");
        checked(twin, "shichang", "2033-03-01");
        work.run(() -> subjects.merge(twin.id(), kept.id(), "同一家店", "town", twin.version()));
        assertThat(numbers(kept, 2033)).containsExactly("市场监管所 2+0/2");
        checked(twin, "xiaofang", "2033-04-01");
        assertThat(numbers(kept, 2033)).containsExactly("市场监管所 2+0/2", "消防救援站 1+0/2");
        work.run(() -> subjects.part(
                twin.id(),
                "不是一家",
                "town",
                subjects.find(twin.id()).orElseThrow().version()));
        assertThat(numbers(kept, 2033)).containsExactly("市场监管所 1+0/2");
        assertThat(numbers(twin, 2033)).containsExactly("市场监管所 1+0/2", "消防救援站 1+0/2");
    }

    // --- the edge of the quota

    @Test
    void the_last_one_of_the_quota_opens_and_one_more_waits_for_a_reason_without_holding_up_others() {
        Subject last = shop();
        checked(last, "shichang", "2033-02-01");
        Subject full = shop();
        checked(full, "shichang", "2033-02-01");
        checked(full, "shichang", "2033-03-01");
        Subject later = shop();
        for (Subject each : List.of(full, last, later)) {
            wait(each, MATTER, "due/2033-05-20", on("2033-05-20"), "shichang");
        }
        openWaiting(MATTER);
        assertThat(visits(last, MATTER)).hasSize(1);
        assertThat(numbers(last, 2033)).containsExactly("市场监管所 1+1/2");
        assertThat(visits(full, MATTER)).as("the third of the year").isEmpty();
        assertThat(visits(later, MATTER)).as("behind it").hasSize(1);
        assertThat(waiting.held(full.id()))
                .singleElement()
                .satisfies(each -> assertThat(each.by()).isEqualTo("shichang"));
        openWaiting(MATTER);
        clock.set(on("2033-05-17"));
        openWaiting(MATTER);
        assertThat(visits(full, MATTER)).as("nor on the next day").isEmpty();
        assertThat(waiting.held(full.id())).hasSize(1);
    }

    @Test
    void a_new_year_begins_to_count_anew() {
        clock.set(on("2033-12-30"));
        Subject shop = shop();
        checked(shop, "shichang", "2033-02-01");
        checked(shop, "shichang", "2033-12-30");
        wait(shop, MATTER, "due/2033-12-31", on("2033-12-31"), "shichang");
        openWaiting(MATTER);
        assertThat(visits(shop, MATTER)).as("still of this year").isEmpty();
        clock.set(on("2034-01-01"));
        openWaiting(MATTER);
        assertThat(visits(shop, MATTER)).hasSize(1);
        assertThat(numbers(shop, 2034)).containsExactly("市场监管所 0+1/2");
        assertThat(waiting.held(shop.id())).isEmpty();

        clock.set(on("2033-12-30"));
        Subject other = shop();
        checked(other, "shichang", "2033-02-01");
        checked(other, "shichang", "2033-12-29");
        wait(other, MATTER, "due/2034-01-02", on("2034-01-02"), "shichang");
        openWaiting(MATTER);
        assertThat(visits(other, MATTER)).as("its day is in the next year").hasSize(1);
    }

    @Test
    void what_the_rules_decide_about_a_shop_is_carried_by_its_basis_and_takes_what_waits_along() {
        Subject shop = shop();
        checked(shop, "shichang", "2033-02-01");
        checked(shop, "shichang", "2033-03-01");
        wait(shop, MATTER, "due/2033-05-20", on("2033-05-20"), "shichang");
        openWaiting(MATTER);
        assertThat(visits(shop, MATTER)).isEmpty();
        clock.set(on("2033-05-17"));
        wait(shop, MATTER, "decision/1", null, "shichang");
        openWaiting(MATTER);
        assertThat(visits(shop, MATTER)).hasSize(1);
        assertThat(waiting.held(shop.id())).isEmpty();
        assertThat(numbers(shop, 2033)).containsExactly("市场监管所 0+1/-", "市场监管所 2+0/2");
    }

    @Test
    void two_visits_that_open_at_the_same_moment_never_share_the_last_place() throws Exception {
        for (int round = 0; round < 3; round++) {
            Subject shop = shop();
            checked(shop, "chengguan", "2033-02-01");
            wait(shop, MATTER, "due/2033-05-20", on("2033-05-20"), "chengguan");
            wait(shop, OTHER, "due/2033-05-21", on("2033-05-21"), "chengguan");
            var meet = new CyclicBarrier(2);
            var threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<?>> both = Stream.of(MATTER, OTHER)
                        .<Future<?>>map(matter -> threads.submit(() -> {
                            meet.await();
                            openWaiting(matter);
                            return true;
                        }))
                        .toList();
                for (Future<?> each : both) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(visits(shop, MATTER).size() + visits(shop, OTHER).size()).isEqualTo(1);
            assertThat(waiting.held(shop.id())).hasSize(1);
            assertThat(numbers(shop, 2033)).containsExactly("城管执法队 1+1/2");
        }
    }

    @Test
    void many_at_the_edge_ask_no_more_of_the_database_than_a_few() {
        assertThat(statements(12)).hasSameSizeAs(statements(3));
    }

    private List<String> statements(int number) {
        openWaiting(MATTER);
        for (int i = 0; i < number; i++) {
            Subject shop = shop();
            checked(shop, "shichang", "2033-02-01");
            checked(shop, "shichang", "2033-03-01");
            wait(shop, MATTER, "due/2033-05-20", on("2033-05-20"), "shichang");
        }
        return Statements.of(() -> openWaiting(MATTER)).stream()
                .filter(each -> !each.contains("catalogue_version")) // looked at as time goes by
                .toList();
    }

    @Test
    void a_visit_that_may_be_made_until_the_next_year_takes_a_place_of_that_year() {
        Subject shop = shop();
        checked(shop, "shichang", "2033-02-01");
        checked(shop, "shichang", "2033-03-01");
        clock.set(on("2033-12-30"));
        wait(shop, MATTER, "due/2033-12-30", null, "shichang");
        openWaiting(MATTER);
        assertThat(waiting.held(shop.id())).isEmpty();
        assertThat(visits(shop, MATTER)).hasSize(1);
        assertThat(numbers(shop, 2034)).containsExactly("市场监管所 0+1/2");
    }

    @Test
    void a_check_told_of_an_entry_that_is_the_same_shop_is_warned_of_for_the_shop() {
        Subject shop = shop();
        Subject twin = shop();
        checked(shop, "shichang", "2033-05-10");
        work.run(() -> subjects.merge(twin.id(), shop.id(), "重复登记", "town", twin.version()));
        toldNow(twin, "2033-05-12");
        assertThat(ledger.of(subjects.find(shop.id()).orElseThrow(), 2033).warnings())
                .isNotEmpty();
        assertThat(warned(shop)).contains("repeated-checks");
    }

    @Test
    void what_was_warned_of_because_of_a_check_that_is_voided_is_voided_with_it() {
        Subject shop = shop();
        FactId first = checked(shop, "shichang", "2033-05-08");
        FactId second = checked(shop, "shichang", "2033-05-09");
        toldNow(shop, "2033-05-12");
        assertThat(warned(shop)).contains("repeated-checks");
        work.run(() -> facts.voidFact(first, "重复录入", "town"));
        assertThat(warned(shop)).as("there is another").contains("repeated-checks");
        work.run(() -> facts.voidFact(second, "重复录入", "town"));
        assertThat(warned(shop)).isEmpty();
        assertThat(ledger.of(shop, 2033).warnings()).isEmpty();
    }

    private void toldNow(Subject of, String day) {
        work.run(() -> facts.record(
                List.of(new NewFact(
                        of.ref(),
                        "merchant-check",
                        "pass",
                        clock.startOf(on(day)),
                        null,
                        "town",
                        "gw3-" + Ids.next(),
                        null,
                        null,
                        Map.of("department", "shichang"))),
                Facts.How.NOW));
    }

    private List<String> warned(Subject shop) {
        return facts.timeline(shop.id(), 0, 20).stream()
                .filter(each -> each.source().equals("gridwork-ledger") && each.voidedBy() == null)
                .map(each -> String.valueOf(each.category()))
                .toList();
    }

    // --- going over it

    @Test
    void a_reason_is_demanded_and_kept_with_the_name_and_only_some_may_give_it() {
        Subject shop = full();
        long row = waiting.held(shop.id()).get(0).id();
        String page = "/subjects/merchant/" + shop.ref().code();
        String over = "/subjects/ledger/" + shop.id().value() + "/over";
        Visitor inspector = new Visitor(port).signIn("crew-liaison", "crew-liaison");
        assertThat(inspector.get(page).body()).contains("市场监管所本年的检查已到上限").doesNotContain("准予并立案");
        inspector.post(page, over, Map.of("waiting", String.valueOf(row), "reason", "想去看看"));
        assertThat(visits(shop, MATTER)).isEmpty();

        Visitor office = new Visitor(port).signIn("crew-office", "crew-office");
        assertThat(office.get(page).body()).contains("准予并立案");
        office.post(page, over, Map.of("waiting", String.valueOf(row), "reason", " "));
        assertThat(visits(shop, MATTER)).isEmpty();
        assertThat(waiting.held(shop.id())).as("nothing is lost").hasSize(1);
        office.post(page, over, Map.of("waiting", String.valueOf(row), "reason", "上级督办，限期复核"));
        Case opened = visits(shop, MATTER).get(0);
        assertThat(opened.details().at("/overQuota/by").asText()).isEqualTo("crew-office");
        assertThat(cases.trail(opened.id())).anySatisfy(each -> {
            assertThat(each.what()).isEqualTo("over-quota");
            assertThat(each.who()).isEqualTo("crew-office");
            assertThat(each.content().path("reason").asText()).isEqualTo("上级督办，限期复核");
            assertThat(each.content().path("quota").asInt()).isEqualTo(2);
            assertThat(each.content().path("there").asInt()).isEqualTo(2);
        });
        assertThat(numbers(shop, 2033)).containsExactly("市场监管所 2+1/2");
        assertThat(office.get(page).body())
                .contains("超出频次", "上级督办，限期复核", "准予超出频次：")
                .doesNotContain("准予并立案");
        assertThat(office.get("/cases/" + opened.id().value()).body()).contains("准予超出年度检查频次", "上级督办，限期复核");
        assertThat(office.get("/ledger?year=2033&only=over&q=" + shop.ref().code())
                        .body())
                .contains(shop.name(), "超出频次");
    }

    @Test
    void of_two_who_let_it_go_over_at_the_same_moment_one_does() throws Exception {
        Subject shop = full();
        long row = waiting.held(shop.id()).get(0).id();
        var meet = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        List<String> refused = new ArrayList<>();
        try {
            List<Future<?>> both = Stream.of("office", "liaison")
                    .<Future<?>>map(who -> threads.submit(() -> {
                        meet.await();
                        work.run(() -> opening.openOver(row, shop.id(), "督办", Crew.id(who)));
                        return true;
                    }))
                    .toList();
            for (Future<?> each : both) {
                try {
                    each.get();
                } catch (java.util.concurrent.ExecutionException failure) {
                    refused.add(
                            Objects.requireNonNull((Refused) failure.getCause()).code());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(refused).containsExactly("over-quota-gone");
        assertThat(visits(shop, MATTER)).hasSize(1);
        assertThatThrownBy(() -> work.run(() -> opening.openOver(row, shop.id(), "督办", Crew.id("office"))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_planned_check_over_the_quota_waits_in_the_plan_until_somebody_gives_a_reason() {
        clock.set(on("2033-12-01"));
        Town.Site site = town.site("查够了的工地", Crew.GRID);
        for (int i = 0; i < 24; i++) {
            site.check("general", 0, on("2033-01-10").plusDays(11L * i));
        }
        Subject subject = subjects.find(site.id()).orElseThrow();
        assertThat(numbers(subject, 2033)).containsExactly("城管执法队 24+0/24");
        site.violation("dust", on("2033-11-30"));
        assertThat(site.colour()).as("checked every half month").isEqualTo("yellow");
        assertThat(siteChecks(site)).isEmpty();
        Visitor office = new Visitor(port).signIn("crew-office", "crew-office");
        String page = "/subjects/site/" + site.ref().code();
        String held = office.get(page).body();
        assertThat(held).contains("建筑工地现场检查：城管执法队本年的检查已到上限", "准予并立案");
        assertThat(office.get("/cases/waiting").body()).contains("次计划检查等候写明理由");
        assertThat(office.get("/cases/waiting/planned").body()).contains("查够了的工地", "写明理由", page);
        Matcher row = Pattern.compile("name=\"waiting\" value=\"(\\d+)\"").matcher(held);
        assertThat(row.find()).isTrue();
        office.post(
                page,
                "/subjects/ledger/" + site.id().value() + "/over",
                Map.of("waiting", row.group(1), "planned", "true", "reason", "扬尘刚被查实"));
        assertThat(siteChecks(site)).singleElement().satisfies(each -> {
            assertThat(each.details().at("/overQuota/reason").asText()).isEqualTo("扬尘刚被查实");
            assertThat(cases.trail(each.id()))
                    .filteredOn(entry -> entry.what().equals("over-quota"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.who()).isEqualTo("crew-office"));
        });
        assertThat(numbers(subject, 2033)).containsExactly("城管执法队 24+1/24");
        assertThat(office.get(page + "?lang=en").body())
                .containsAnyOf("General check", "Recorded elsewhere")
                .doesNotContain(">general<", ">recorded<", ">key<");
        office.get(page + "?lang=zh");
    }

    private List<Case> siteChecks(Town.Site site) {
        return cases.of(site.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.matter().equals("site-check"))
                .toList();
    }

    // --- the street's list

    @Test
    void the_street_reads_who_is_checked_frequently_by_kind_and_department_and_takes_it_away_as_a_table() {
        Subject often = shop();
        for (String day : List.of("2033-01-10", "2033-02-20", "2033-03-30", "2033-05-10")) {
            checked(often, "xiaofang", day);
        }
        Subject seldom = shop();
        checked(seldom, "shichang", "2033-01-10");
        Visitor office = new Visitor(port).signIn("crew-office", "crew-office");
        String frequent = "/ledger?year=2033&kind=merchant&only=frequent&q=";
        assertThat(office.get(frequent + often.ref().code()).body()).contains(often.name(), "频繁检查", "超出频次");
        assertThat(office.get(frequent + seldom.ref().code()).body()).contains("没有符合条件的对象");
        assertThat(office.get("/ledger?year=2033&department=shichang&q="
                                + often.ref().code())
                        .body())
                .contains("没有符合条件的对象");
        assertThat(office.get("/ledger?year=2033&department=shichang&q="
                                + seldom.ref().code())
                        .body())
                .contains(seldom.name());
        assertThat(office.get("/ledger?year=2041").body()).contains("这一年没有检查记录");
        assertThat(office.get("/ledger?year=nonsense&only=frequent").body()).contains("先选对象种类");
        String table =
                office.get("/ledger.csv?year=2033&q=" + often.ref().code()).body();
        assertThat(table).contains(often.ref().code() + "," + often.name() + ",消防救援站,计入频次,4,0,2,4,");
        assertThat(office.get("/ledger?lang=en&year=2033&q=" + often.ref().code())
                        .body())
                .contains("The street’s inspection ledger", "Over the limit");
        office.get("/ledger?lang=zh");
    }

    // --- words of these tests

    private Subject shop() {
        var ref = new SubjectRef("merchant", "GW3-" + Ids.next());
        work.run(() -> subjects.register(
                Map.of(ref, new SubjectDetails("台账小店" + Ids.next() % 100_000, Crew.GRID, null, null, null, null))));
        Subject shop = subjects.find(ref).orElseThrow();
        shops.add(shop.id().value());
        return shop;
    }

    private Subject full() {
        Subject shop = shop();
        checked(shop, "shichang", "2033-02-01");
        checked(shop, "shichang", "2033-03-01");
        wait(shop, MATTER, "due/2033-05-20", on("2033-05-20"), "shichang");
        openWaiting(MATTER);
        assertThat(waiting.held(shop.id())).hasSize(1);
        return shop;
    }

    private FactId checked(Subject shop, String department, String day) {
        List<FactId> told = new ArrayList<>();
        var fact = new NewFact(
                shop.ref(),
                "merchant-check",
                "pass",
                clock.startOf(on(day)).plusSeconds(10 * 3600),
                null,
                "town",
                "gw3-" + Ids.next(),
                null,
                null,
                Map.of("department", department));
        work.run(() -> told.add(facts.record(List.of(fact), Facts.How.HISTORY)
                .get(0)
                .fold(Recorded.Stored::id, Recorded.Known::earlier, Recorded.Corrected::id, refused -> {
                    throw new AssertionError("refused: " + refused);
                })));
        return told.get(told.size() - 1);
    }

    private void wait(
            Subject shop,
            String matter,
            String cause,
            @org.jspecify.annotations.Nullable LocalDate dueOn,
            String... departments) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        List.of(departments).forEach(details.putArray(SubjectCases.DEPARTMENTS)::add);
        work.run(() ->
                opening.queue(new Wanted(matter, shop.id(), cause, dueOn, dueOn == null ? "" : "merged", details)));
    }

    private void openWaiting(String matter) {
        var procedure = procedures.of("joint-inspection").orElseThrow();
        List<Boolean> more = new ArrayList<>(List.of(true));
        while (more.get(0)) {
            work.run(() -> more.set(0, opening.openWaiting(procedure, matter)));
        }
    }

    private CaseId visit(Subject shop, String matter) {
        assertThat(visits(shop, matter)).hasSize(1);
        return visits(shop, matter).get(0).id();
    }

    private List<Case> visits(Subject shop, String matter) {
        return cases.of(shop.id(), Reach.EVERYTHING).stream()
                .filter(each -> each.matter().equals(matter) && each.parent() == null)
                .toList();
    }

    /** Done, planned and how many there may be, of each department. */
    private List<String> numbers(Subject of, int year) {
        return ledger.of(of, year).departments().stream()
                .flatMap(each -> each.tallies().stream()
                        .map(its -> each.name() + " " + its.done() + "+" + its.planned() + "/"
                                + (its.quota() == null ? "-" : its.quota())))
                .sorted()
                .toList();
    }
}
