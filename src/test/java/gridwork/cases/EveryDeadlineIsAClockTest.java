package gridwork.cases;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.Moves;
import gridwork.cases.joint.JointInspections;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import gridwork.street.CalendarYears;
import gridwork.street.OfficeHours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.TemporalOffset;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Checks, joint inspections and their parts are due with clocks like everything else. */
@GridworkTest
class EveryDeadlineIsAClockTest {
    /** MariaDB has whole seconds from the MySQL driver. */
    private static final TemporalOffset<Temporal> A_SECOND = within(1, ChronoUnit.SECONDS);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final AreaId D1 = new AreaId("crew-d1");
    private static final AreaId D2 = new AreaId("crew-d2");

    @LocalServerPort
    int port;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Moves moves;

    @Autowired
    CalendarYears years;

    @Autowired
    Subjects subjects;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    JointInspections inspections;

    @Autowired
    RuntimeService processes;

    @Autowired
    RepositoryService models;

    @Autowired
    ManagementService jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    @BeforeEach
    void a_monday_at_noon() {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_is_put_back() {
        breaches.run();
        town.today("2025-03-03");
    }

    // --- checks

    @Test
    void a_check_is_due_with_the_day_of_its_plan_and_seen_to_be_late_at_once() {
        CaseId check = check("时限检查工地", "2025-03-07");
        CaseClock its = clock(check, "check");
        assertThat(its.dueAt()).isCloseTo(endOf("2025-03-07"), A_SECOND);
        assertThat(task(check, "user_record").getDueDate()).isCloseTo(Date.from(endOf("2025-03-07")), 1_000);
        assertThat(page(check)).contains("检查", "计时中", "按检查计划");

        clock.set(on("2025-03-08"));
        assertThat(page(check)).as("before anybody has looked").contains("已超期");
        assertThat(office().get("/cases?q=时限检查工地").body()).contains("已超期");
        breaches.run();
        breaches.run();
        assertThat(trail(check)).filteredOn("clock-breached"::equals).hasSize(1);

        crew.does("inspector1", task(check, "user_record").getId(), crew.record());
        for (OpenTask each : cases.openTasks(check)) {
            crew.does(String.valueOf(each.assignee()).replaceFirst("crew-", ""), each.id(), crew.confirmed());
        }
        assertThat(clock(check, "check").at(clock.now())).isEqualTo(CaseClock.State.LATE);
    }

    @Test
    void a_check_that_is_opened_after_its_day_is_late_from_the_first_moment() {
        CaseId check = check("补开检查工地", "2025-02-28");
        CaseClock its = clock(check, "check");
        assertThat(its.dueAt()).isCloseTo(endOf("2025-02-28"), A_SECOND);
        assertThat(its.at(clock.now())).isEqualTo(CaseClock.State.BREACHED);
        breaches.run();
        assertThat(clock(check, "check").breachedAt()).isCloseTo(endOf("2025-02-28"), A_SECOND);
    }

    @Test
    void more_time_for_a_check_moves_the_case_and_its_tasks_and_a_pause_leaves_them_without_a_day() {
        CaseId check = check("延期检查工地", "2025-03-07");
        crew.as("office", () -> clocks.extend(clock(check, "check").id(), 3, "工地停工"));
        assertThat(cases.find(check).orElseThrow().dueOn()).isEqualTo(on("2025-03-10"));
        assertThat(task(check, "user_record").getDueDate()).isCloseTo(Date.from(endOf("2025-03-10")), 1_000);

        crew.as("office", () -> clocks.pause(clock(check, "check").id(), "等待复工"));
        assertThat(cases.find(check).orElseThrow().dueOn()).isNull();
        assertThat(task(check, "user_record").getDueDate()).isNull();
        clock.set(on("2025-03-12"));
        assertThat(page(check)).contains("已暂停", "等待复工").doesNotContain("已超期");
        crew.as("office", () -> clocks.resume(clock(check, "check").id()));
        assertThat(cases.find(check).orElseThrow().dueOn()).isEqualTo(on("2025-03-18"));
    }

    // --- joint inspections

    @Test
    void a_visit_has_as_many_working_days_as_the_catalogue_says_and_the_calendar_moves_them() {
        var shop = new SubjectRef("merchant", "deadline-" + Ids.next());
        work.run(() -> subjects.register(Map.of(shop, new SubjectDetails("时限店铺", Crew.GRID, null, null, null, null))));
        CaseId visit = inspections.open(
                subjects.find(shop).orElseThrow().id(),
                "shop-joint-check",
                List.of(D1, D2),
                "deadline-" + Ids.next(),
                null,
                JsonNodeFactory.instance.arrayNode());
        Instant monday = LocalDateTime.parse("2025-03-10T17:30").atZone(ZONE).toInstant();
        CaseClock its = clock(visit, "arrive");
        assertThat(its.dueAt()).as("five working days").isEqualTo(monday);
        assertThat(cases.find(visit).orElseThrow().dueOn()).isEqualTo(on("2025-03-10"));
        assertThat(task(visit, "user_arrange").getDueDate()).isEqualTo(Date.from(monday));
        var earlier = new OfficeHours(on("2025-03-05"), List.of(OfficeHours.Span.of("09:00-16:00")));
        assertThat(moves.preview(years.with(earlier), 1_000).moves())
                .filteredOn(each -> each.clock().id().equals(its.id()))
                .extracting(Moves.Move::to)
                .containsExactly(
                        LocalDateTime.parse("2025-03-10T16:00").atZone(ZONE).toInstant());
    }

    @Test
    void a_visit_that_nobody_arranges_is_called_for_when_its_time_is_up_and_not_before() {
        CaseId visit = visit("2025-03-07", D1, D2);
        crew.as("office", () -> clocks.extend(clock(visit, "arrive").id(), 2, "对象出差"));
        clock.set(on("2025-03-08"));
        breaches.run();
        assertThat(steps(visit)).containsExactly("user_arrange");
        clock.set(on("2025-03-10"));
        breaches.run();
        breaches.run();
        assertThat(steps(visit)).containsExactlyInAnyOrder("user_arrange", "user_chase_arrangement");
        assertThat(trail(visit)).filteredOn("called-for"::equals).hasSize(1);

        arrange(visit, "2025-03-11");
        assertThat(clock(visit, "arrive").at(clock.now())).isEqualTo(CaseClock.State.LATE);
    }

    @Test
    void a_part_that_is_paused_is_not_called_for_and_one_that_is_not_signed_in_time_is() {
        CaseId visit = visit("2025-03-07", D1, D2);
        arrange(visit, "2025-03-04");
        assertThat(clock(visit, "arrive").at(clock.now())).isEqualTo(CaseClock.State.MET);
        CaseId first = cases.cameFrom(visit).get(0).id();
        CaseId second = cases.cameFrom(visit).get(1).id();
        assertThat(task(first, "user_check_part").getDueDate()).isCloseTo(Date.from(endOf("2025-03-04")), 1_000);
        crew.as("office", () -> clocks.pause(clock(first, "check").id(), "等待鉴定"));

        clock.set(on("2025-03-05"));
        breaches.run();
        assertThat(steps(first)).containsExactly("user_check_part");
        assertThat(steps(second)).containsExactlyInAnyOrder("user_check_part", "user_chase_part");
        assertThat(task(second, "user_check_part").getDueDate()).isCloseTo(Date.from(endOf("2025-03-04")), 1_000);
        assertThat(task(second, "user_chase_part").getDueDate())
                .as("who chases what is late is not late")
                .isNull();
        assertThat(page(visit)).contains("到期没有签字");
        assertThat(page(first)).contains("已暂停").doesNotContain("已超期");
    }

    @Test
    void a_department_without_anybody_that_gets_somebody_after_the_day_is_called_for_at_once() {
        AreaId empty = new AreaId("crew-late-" + Ids.next() % 100_000);
        crew.department(empty.value(), "新设部门");
        CaseId visit = visit("2025-03-07", D1, empty);
        arrange(visit, "2025-03-04");
        CaseId part = cases.cameFrom(visit).get(1).id();
        clock.set(on("2025-03-05"));
        breaches.run();
        assertThat(steps(part)).containsExactly("user_unstaffed");
        crew.hireFor(empty.value() + "-inspector", empty);
        crew.does(
                "office",
                task(part, "user_unstaffed").getId(),
                crew.content("{\"outcome\": \"staffed\", \"description\": \"已补充人员\"}"));
        breaches.run();
        assertThat(steps(part)).containsExactlyInAnyOrder("user_check_part", "user_chase_part");
        assertThat(trail(part)).filteredOn("clock-breached"::equals).hasSize(1);
    }

    // --- cases on an earlier version

    @Test
    void a_case_that_began_when_deadlines_were_timers_is_still_called_for_by_its_timer() {
        if (models.createProcessDefinitionQuery()
                        .processDefinitionKey("earlier")
                        .count()
                == 0) {
            models.createDeployment()
                    .addModelInstance(
                            "earlier.bpmn",
                            Bpmn.createExecutableProcess("earlier")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent("start_earlier")
                                    .userTask("user_earlier")
                                    .camundaDueDate("${dueAt}")
                                    .endEvent("end_earlier")
                                    .moveToActivity("user_earlier")
                                    .boundaryEvent("timer_earlier")
                                    .cancelActivity(false)
                                    .timerWithDate("${dueAt}")
                                    .serviceTask("task_call_for")
                                    .camundaDelegateExpression("${callFor}")
                                    .endEvent("end_called_for")
                                    .done())
                    .deploy();
        }
        CaseId visit = visit("2025-03-07", D1, D2);
        String instance = processes
                .startProcessInstanceByKey("earlier", String.valueOf(visit.value()))
                .getId();
        clock.set(on("2025-03-08"));
        var timer = jobs.createJobQuery().processInstanceId(instance).timers().singleResult();
        assertThat(timer.getDuedate()).isCloseTo(Date.from(endOf("2025-03-07")), 1_000);
        jobs.executeJob(timer.getId());
        assertThat(trail(visit)).contains("called-for");
        processes.deleteProcessInstance(instance, "试验完毕");
    }

    // --- words of these tests

    private CaseId check(String site, String dueOn) {
        return checks.open(
                town.site(site, Crew.GRID).id(),
                "key",
                false,
                "deadline-" + Ids.next(),
                on(dueOn),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private CaseId visit(String dueOn, AreaId... departments) {
        return inspections.open(
                town.site("时限联合检查工地", Crew.GRID).id(),
                "site-joint-inspection",
                List.of(departments),
                "deadline-" + Ids.next(),
                on(dueOn),
                JsonNodeFactory.instance.arrayNode());
    }

    private void arrange(CaseId visit, String day) {
        crew.does(
                "d1-lead",
                task(visit, "user_arrange").getId(),
                crew.content("{\"visitOn\": \"" + day + "\", \"place\": \"东门\"}"));
    }

    private CaseClock clock(CaseId of, String item) {
        return clocks.of(of).stream()
                .filter(each -> each.item().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private Task task(CaseId of, String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(of.value()))
                .taskDefinitionKey(step)
                .singleResult();
    }

    private List<String> steps(CaseId of) {
        return cases.openTasks(of).stream().map(OpenTask::step).toList();
    }

    private List<String> trail(CaseId of) {
        return cases.trail(of).stream().map(TrailEntry::what).toList();
    }

    private Visitor office() {
        return new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value());
    }

    private String page(CaseId of) {
        return office().get("/cases/" + of.value()).body();
    }

    private static Instant endOf(String day) {
        return LocalDateTime.parse(day + "T23:59:59.999999").atZone(ZONE).toInstant();
    }
}
