package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matter;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Reach;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A report that was graded goes from level to level, with its clocks, its duplicates and its corrections. */
@GridworkTest
class EventHandlingTest {
    private static final AreaId EMPTY_GRID = new AreaId("crew-g-empty");

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Areas areas;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Work work;

    @Autowired
    Cases cases;

    @Autowired
    Reports reports;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    List<DailyWork> daily;

    @Autowired
    TestClock clock;

    Sender resident;

    @BeforeEach
    void a_monday_at_ten() {
        crew.comesToWork();
        resident = new Sender(port, keys, signals);
        clock.set(Instant.parse("2025-03-03T02:00:00Z"));
        work.run(() -> areas.put(new Area(EMPTY_GRID, Area.Kind.GRID, "无人网格", new AreaId("crew-c1"))));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.of(2025, 3, 3));
    }

    private SubjectRef place(String kind, @Nullable AreaId area) {
        long number = Ids.next();
        var ref = new SubjectRef(kind, "ev-" + number);
        // far from every other, so that nothing is the same matter by accident
        BigDecimal latitude = BigDecimal.valueOf(20 + (number >>> 3) % 2_000_000 / 100_000.0);
        BigDecimal longitude = BigDecimal.valueOf(100 + (number >>> 5) % 2_000_000 / 100_000.0);
        work.run(() ->
                subjects.register(Map.of(ref, new SubjectDetails("事件地点", area, "一路1号", latitude, longitude, null))));
        return ref;
    }

    private Report report(SubjectRef at, String id, String category, String time, String words) {
        resident.send(id, "event-report", at, time, Map.of("category", category, "description", words));
        resident.workOff();
        return reports.find(resident.source(), id).orElseThrow();
    }

    private Case caseOf(Report report) {
        assertThat(report.of()).isNotNull();
        return cases.find(Objects.requireNonNull(report.of())).orElseThrow();
    }

    private List<String> steps(Case of) {
        return cases.openTasks(of.id()).stream().map(OpenTask::step).toList();
    }

    private List<String> trail(Case of) {
        return cases.trail(of.id()).stream().map(TrailEntry::what).toList();
    }

    private void done(String who, Case of, boolean solved) {
        ObjectNode content = crew.content("{}").put("solved", solved).put("description", "到场处理");
        if (solved) {
            content.put("answer", "已经处理").putArray("photos").add(crew.photo(of, who));
        }
        crew.does(who, cases.openTasks(of.id()).get(0).id(), content);
    }

    private List<Fact> milestones(SubjectId of) {
        return facts.timeline(of, 0, 100).stream()
                .filter(each -> each.kind().equals("case-milestone"))
                .toList();
    }

    @Test
    void an_ordinary_report_lies_with_the_grid_worker_for_one_working_day() {
        Report report = report(place("place", Crew.GRID), "r1", "parking", "2025-03-03T09:50:00", "通道被堵");
        Case of = caseOf(report);
        assertThat(of.matter()).isEqualTo("event");
        assertThat(steps(of)).containsExactly("user_worker");
        assertThat(cases.openTasks(of.id()).get(0).groups()).containsExactly("grid-worker@crew-g1");
        assertThat(clocks.of(of.id()))
                .singleElement()
                .satisfies(each -> assertThat(each.because().row()).isEqualTo("ET-110"));
        assertThat(of.dueOn()).isEqualTo(LocalDate.of(2025, 3, 4));
        assertThat(cases.openTasks(of.id()).get(0).due())
                .isEqualTo(clocks.of(of.id()).get(0).dueAt());
        assertThat(milestones(of.subject())).extracting(Fact::category).containsExactly("case-opened");
    }

    @Test
    void what_is_reported_again_and_again_is_urgent_and_skips_the_secretary() {
        SubjectRef gate = place("place", Crew.GRID);
        report(gate, "r1", "parking", "2025-02-27T09:50:00", "通道被堵");
        report(gate, "r2", "parking", "2025-02-28T09:50:00", "通道被堵");
        Case of = caseOf(report(gate, "r3", "parking", "2025-03-03T09:50:00", "通道被堵"));
        assertThat(steps(of)).containsExactly("user_leader");
        done("leader", of, false);
        assertThat(steps(of)).as("passed on").containsExactly("user_office");
        assertThat(clocks.of(of.id()).stream()
                        .filter(CaseClock::open)
                        .map(each -> each.because().row()))
                .containsExactly("ET-240");
    }

    @Test
    void an_extreme_event_is_for_squads_and_not_for_levels() {
        Case of = caseOf(report(place("place", Crew.GRID), "r1", "other", "2025-03-03T09:50:00", "配电箱起火"));
        assertThat(of.matter()).isEqualTo("urgent-event");
        assertThat(steps(of)).isEmpty();
        assertThat(cases.cameFrom(of.id())).hasSize(1);
    }

    @Test
    void solved_needs_an_answer_and_a_photo_and_the_answer_holds_no_phone() {
        Case of = caseOf(report(place("place", Crew.GRID), "r1", "parking", "2025-03-03T09:50:00", "通道被堵"));
        String task = cases.openTasks(of.id()).get(0).id();
        ObjectNode content = crew.content("{}").put("solved", true).put("description", "已拖离");
        assertThatThrownBy(() -> crew.does("worker", task, content)).isInstanceOf(Refused.class);
        content.putArray("photos").add(crew.photo(of, "worker"));
        content.put("answer", "请找张三 13812345678");
        assertThatThrownBy(() -> crew.does("worker", task, content))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("form-part-missing");
        assertThat(steps(of)).containsExactly("user_worker");
        content.put("answer", "已拖离");
        crew.does("worker", task, content);
        assertThat(steps(of)).isEmpty();
    }

    @Test
    void what_is_overdue_moves_up_by_itself_and_is_counted() {
        Case of = caseOf(report(place("place", Crew.GRID), "r1", "waste", "2025-03-03T09:50:00", "垃圾"));
        clock.set(LocalDate.of(2025, 3, 5));
        breaches.run();
        assertThat(steps(of)).containsExactly("user_leader");
        clock.set(LocalDate.of(2025, 3, 7));
        breaches.run();
        assertThat(steps(of)).containsExactly("user_secretary");
        assertThat(milestones(of.subject()).stream().filter(each -> "step-overdue".equals(each.category())))
                .extracting(each -> each.payload().get("step"))
                .containsExactlyInAnyOrder("worker", "leader");
        assertThat(cases.find(of.id())
                        .orElseThrow()
                        .details()
                        .at("/values/overdue")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_level_without_anybody_is_passed_over_visibly() {
        Case of = caseOf(report(place("place", EMPTY_GRID), "r1", "parking", "2025-03-03T09:50:00", "通道被堵"));
        assertThat(steps(of)).containsExactly("user_secretary");
        assertThat(cases.trail(of.id()).stream().filter(each -> each.what().equals("level-empty")))
                .extracting(each -> each.content().path("level").asText() + " "
                        + each.content().path("missing").asText())
                .containsExactly("worker nobody", "leader nobody");
    }

    @Test
    void a_place_in_no_grid_goes_to_the_street() {
        Case of = caseOf(report(place("place", null), "r1", "parking", "2025-03-03T09:50:00", "通道被堵"));
        assertThat(steps(of)).containsExactly("user_office");
        assertThat(cases.trail(of.id()).stream().filter(each -> each.what().equals("level-empty")))
                .extracting(each -> each.content().path("missing").asText())
                .containsExactly("no-area", "no-area", "no-area");
    }

    @Test
    void a_department_that_is_closed_leaves_the_event_with_the_street() {
        AreaId anjian = new AreaId("anjian");
        OfficerId one = new OfficerId("event-anjian");
        var duty = new Duty("department-officer", anjian.value());
        work.run(() -> {
            areas.put(new Area(anjian, Area.Kind.DEPARTMENT, "应急管理与安全生产站", new AreaId("street")));
            if (officers.find(one).isEmpty()) {
                accounts.create(one, "安监员", Set.of(duty), one.value(), "test");
            }
        });
        SubjectRef site = place("site", Crew.GRID);
        Case before = caseOf(report(site, "r1", "water", "2025-03-03T09:50:00", "工地积水"));
        assertThat(steps(before)).as("a hazard at a site").containsExactly("user_department");

        List<OfficerId> all =
                officers.with(duty).stream().map(each -> each.id()).toList();
        work.run(() -> all.forEach(each -> accounts.deactivate(each, "test")));
        try {
            Case after = caseOf(report(place("site", Crew.GRID), "r2", "water", "2025-03-03T09:55:00", "工地积水"));
            assertThat(steps(after)).containsExactly("user_office");
            assertThat(trail(after)).contains("level-empty", "assigned");
        } finally {
            work.run(() -> all.forEach(each -> accounts.reactivate(each, "test")));
        }
    }

    @Test
    void a_report_about_a_closed_subject_is_looked_at_by_a_person() {
        SubjectRef shop = place("merchant", Crew.GRID);
        SubjectId id = subjects.find(shop).orElseThrow().id();
        work.run(() -> subjects.close(id, LocalDate.of(2025, 3, 2), "歇业", "test", 1));
        Report report = report(shop, "r1", "consumer", "2025-03-01T09:50:00", "退款纠纷");
        assertThat(report.grade()).isEmpty();
        assertThat(steps(caseOf(report))).containsExactly("user_office");
    }

    @Test
    void a_case_whose_subject_closes_goes_on_and_says_so() {
        SubjectRef shop = place("merchant", Crew.GRID);
        Case of = caseOf(report(shop, "r1", "waste", "2025-03-03T09:50:00", "门前垃圾"));
        SubjectId id = subjects.find(shop).orElseThrow().id();
        work.run(() -> subjects.close(id, LocalDate.of(2025, 3, 3), "歇业", "test", 1));
        assertThat(trail(of)).contains("subject-closed");
        assertThat(steps(of)).containsExactly("user_worker");
        done("worker", of, true);
        assertThat(steps(of)).isEmpty();
        assertThat(new Visitor(port)
                        .signIn("crew-office", "crew-office")
                        .get("/cases/" + of.id().value())
                        .body())
                .contains("对象已注销");
    }

    @Test
    void the_same_matter_reported_by_several_is_one_case_and_what_is_more_urgent_has_squads_of_its_own() {
        SubjectRef square = place("place", Crew.GRID);
        Report first = report(square, "r1", "noise", "2025-03-03T09:00:00", "音响太吵");
        Report second = report(square, "r2", "noise", "2025-03-03T09:20:00", "跳舞音响");
        assertThat(second.of()).isEqualTo(first.of());
        Case of = caseOf(first);
        assertThat(trail(of)).contains("joined").doesNotContain("raised");
        assertThat(steps(of)).containsExactly("user_worker");

        Report third = report(square, "r3", "noise", "2025-03-03T09:40:00", "有人受伤流血");
        assertThat(third.of()).isNotEqualTo(first.of());
        assertThat(caseOf(third).matter()).isEqualTo("urgent-event");
        assertThat(steps(of)).containsExactly("user_worker");
        assertThat(reports.of(of.id())).hasSize(2);
    }

    @Test
    void what_is_over_the_limit_waits_visibly_and_opens_in_order_on_the_next_day() {
        Matter was = catalogue.matter("event");
        ShippedCatalogue.limit(catalogue, was.id(), 1);
        try {
            clock.set(Instant.parse("2025-04-07T02:00:00Z"));
            Report first = report(place("place", Crew.GRID), "r1", "parking", "2025-04-07T09:00:00", "停车");
            Report second = report(place("place", Crew.GRID), "r2", "parking", "2025-04-07T09:01:00", "停车");
            Report urgent = report(place("place", Crew.GRID), "r3", "dispute", "2025-04-07T09:02:00", "吵架");
            assertThat(first.of()).isNotNull();
            assertThat(second.of()).isNull();
            assertThat(urgent.of()).as("never waits").isNotNull();
            assertThat(new Visitor(port)
                            .signIn("crew-office", "crew-office")
                            .get("/cases")
                            .body())
                    .contains("排队立案", "事件处置：1 件");

            clock.set(Instant.parse("2025-04-08T02:00:00Z"));
            daily.stream().filter(each -> each.name().equals("waiting-cases")).forEach(each -> each.run(clock.today()));
            assertThat(reports.find(second.id()).orElseThrow().of()).isNotNull();
        } finally {
            ShippedCatalogue.limit(catalogue, was.id(), was.opensPerDay());
        }
    }

    @Test
    void a_report_worked_off_again_opens_nothing_twice() {
        SubjectRef square = place("place", Crew.GRID);
        Report first = report(square, "r1", "parking", "2025-03-03T09:00:00", "停车");
        Report again = report(square, "r1", "parking", "2025-03-03T09:00:00", "停车");
        assertThat(again).isEqualTo(first);
        assertThat(cases.of(first.subject(), Reach.EVERYTHING)).hasSize(1);
    }
}
