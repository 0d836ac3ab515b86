package gridwork.cases.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.cases.WithdrawCase;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.street.Length;
import gridwork.street.Officers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Clocks on a real case, with a small process of the test's own that waits for them. */
@GridworkTest
class ClocksTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Label RESPOND = new Label("响应", "Respond");
    private static final Because RULES = new Because("response-clocks", "RC-010");

    @Autowired
    Crew crew;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    RuntimeService processes;

    @Autowired
    RepositoryService models;

    @Autowired
    TaskService tasks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Officers officers;

    CaseId of = new CaseId(0);

    @BeforeEach
    void a_case_on_a_monday_at_ten() {
        it_is("2025-03-03T10:00");
        crew.comesToWork();
        of = open();
        if (models.createProcessDefinitionQuery().processDefinitionKey("waits").count() == 0) {
            models.createDeployment()
                    .addModelInstance("waits.bpmn", waits())
                    .addModelInstance("asks.bpmn", asksEachPart())
                    .addModelInstance("fails.bpmn", fails())
                    .deploy();
        }
    }

    @AfterEach
    void the_clock_is_put_back() {
        breaches.run();
        town.today("2025-03-03");
    }

    private CaseId open() {
        return checks.open(
                town.site("时限工地", Crew.GRID).id(),
                "key",
                false,
                "clock-" + Ids.next(),
                clock.today().plusDays(5),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private void it_is(String moment) {
        clock.set(at(moment));
    }

    private static Instant at(String moment) {
        return LocalDateTime.parse(moment).atZone(ZONE).toInstant();
    }

    private static NewClock respond(@Nullable String step, int amount, String unit, String counting) {
        return new NewClock("respond", RESPOND, step, Length.of(amount, unit, counting), RULES);
    }

    private CaseClock started(NewClock asked) {
        clocks.start(of, List.of(asked));
        return respond().get(0);
    }

    /** Besides the clock that every check has. */
    private List<CaseClock> respond() {
        return clocks.of(of).stream()
                .filter(each -> each.item().equals("respond"))
                .toList();
    }

    private CaseClock now(CaseClock before) {
        return clocks.find(before.id()).orElseThrow();
    }

    private List<String> trail() {
        return cases.trail(of).stream()
                .filter(each -> each.content().path("item").asText().equals("respond"))
                .map(TrailEntry::what)
                .filter(each -> each.startsWith("clock-"))
                .toList();
    }

    /** A step that is left by the breach, one way, and by its completion, another. */
    private static BpmnModelInstance waits() {
        return Bpmn.createExecutableProcess("waits")
                .camundaHistoryTimeToLive(1)
                .startEvent("start_waits")
                .userTask("user_respond")
                .camundaTaskListenerDelegateExpression("create", "${showDue}")
                .endEvent("end_done")
                .moveToActivity("user_respond")
                .boundaryEvent("event_breached")
                .message("breached-respond")
                .userTask("user_escalated")
                .endEvent("end_escalated")
                .done();
    }

    private static BpmnModelInstance asksEachPart() {
        var part = Bpmn.createExecutableProcess("asks")
                .camundaHistoryTimeToLive(1)
                .startEvent("start_asks")
                .subProcess("sub_part");
        part.multiInstance()
                .parallel()
                .camundaCollection("parts")
                .camundaElementVariable("part")
                .multiInstanceDone();
        return part.embeddedSubProcess()
                .startEvent("start_part")
                .userTask("user_respond")
                .camundaTaskListenerDelegateExpression("create", "${showDue}")
                .endEvent("end_part")
                .moveToActivity("user_respond")
                .boundaryEvent("event_breached")
                .cancelActivity(false)
                .message("breached-respond")
                .userTask("user_escalated")
                .endEvent("end_escalated")
                .subProcessDone()
                .boundaryEvent("event_any_breached")
                .cancelActivity(false)
                .message("breached-respond")
                .userTask("user_called_for")
                .endEvent("end_called_for")
                .moveToActivity("sub_part")
                .endEvent("end_done")
                .done();
    }

    /** What follows the breach cannot be done: nobody has such a bean. */
    private static BpmnModelInstance fails() {
        return Bpmn.createExecutableProcess("fails")
                .camundaHistoryTimeToLive(1)
                .startEvent("start_fails")
                .userTask("user_respond")
                .endEvent("end_done")
                .moveToActivity("user_respond")
                .boundaryEvent("event_breached")
                .message("breached-respond")
                .serviceTask("task_impossible")
                .camundaDelegateExpression("${notThere}")
                .endEvent("end_escalated")
                .done();
    }

    private void start(String process, Map<String, Object> variables) {
        processes.startProcessInstanceByKey(process, String.valueOf(of.value()), variables);
    }

    private List<Task> tasks(String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(String.valueOf(of.value()))
                .taskDefinitionKey(step)
                .list();
    }

    @Test
    void a_clock_begins_once_and_stops_in_time() {
        CaseClock begun = started(respond("user_respond", 2, "hour", "working"));
        clocks.start(of, List.of(respond("user_respond", 2, "hour", "working")));
        assertThat(respond()).singleElement().satisfies(each -> {
            assertThat(each.dueAt()).isEqualTo(at("2025-03-03T12:00"));
            assertThat(each.because()).isEqualTo(RULES);
            assertThat(each.at(clock.now())).isEqualTo(CaseClock.State.RUNNING);
        });
        it_is("2025-03-03T11:59");
        clocks.stop(of, "respond");
        assertThat(now(begun).at(clock.now())).isEqualTo(CaseClock.State.MET);
        assertThat(trail()).containsExactly("clock-started", "clock-stopped");
        assertThat(clocks.of(List.of(of, new CaseId(-1)))).containsOnlyKeys(of);
    }

    @Test
    void when_its_time_is_up_the_step_is_left_by_that_path_once() {
        CaseClock begun = started(respond("user_respond", 30, "second", "running"));
        start("waits", Map.of());
        assertThat(tasks("user_respond"))
                .singleElement()
                .satisfies(each -> assertThat(each.getDueDate()).isEqualTo(Date.from(at("2025-03-03T10:00:30"))));
        clock.set(at("2025-03-03T10:00:30"));
        breaches.run();
        assertThat(tasks("user_respond")).as("the last moment is still in time").hasSize(1);

        clock.set(at("2025-03-03T10:00:31"));
        assertThat(now(begun).at(clock.now()))
                .as("visible before anybody looked")
                .isEqualTo(CaseClock.State.BREACHED);
        breaches.run();
        breaches.run();
        assertThat(tasks("user_respond")).isEmpty();
        assertThat(tasks("user_escalated")).hasSize(1);
        assertThat(now(begun).breachedAt()).isEqualTo(at("2025-03-03T10:00:30"));
        assertThat(trail()).containsExactly("clock-started", "clock-breached");

        clocks.stop(of, "respond");
        assertThat(now(begun).at(clock.now())).isEqualTo(CaseClock.State.LATE);
    }

    @Test
    void a_breach_that_comes_before_the_step_is_told_when_the_step_is_reached() {
        CaseClock begun = started(respond("user_respond", 5, "minute", "running"));
        it_is("2025-03-03T10:06");
        breaches.run();
        assertThat(now(begun).toldAt()).isNull();
        start("waits", Map.of());
        breaches.run();
        assertThat(tasks("user_escalated")).hasSize(1);
        assertThat(now(begun).toldAt()).isEqualTo(clock.now());
        assertThat(trail()).containsExactly("clock-started", "clock-breached");
    }

    @Test
    void a_pause_takes_nothing_from_the_working_time_that_is_left() {
        CaseClock begun = started(respond("user_respond", 2, "hour", "working"));
        start("waits", Map.of());
        it_is("2025-03-03T11:00");
        crew.as("office", () -> clocks.pause(begun.id(), "等待当事人补充材料"));
        assertThat(now(begun)).satisfies(paused -> {
            assertThat(paused.at(clock.now())).isEqualTo(CaseClock.State.PAUSED);
            assertThat(paused.dueAt()).isNull();
            assertThat(paused.pausedBecause()).isEqualTo("等待当事人补充材料");
        });
        assertThat(tasks("user_respond").get(0).getDueDate()).isNull();

        it_is("2025-03-07T17:00");
        breaches.run();
        assertThat(tasks("user_respond")).hasSize(1);
        clocks.resume(begun.id());
        assertThat(now(begun).dueAt())
                .as("half an hour on Friday, half on Monday")
                .isEqualTo(at("2025-03-10T09:00"));
        assertThat(now(begun).paused()).isEqualTo(Duration.ofHours(4 * 24 + 6));
        assertThat(tasks("user_respond").get(0).getDueDate()).isEqualTo(Date.from(at("2025-03-10T09:00")));
        assertThat(trail()).containsExactly("clock-started", "clock-paused", "clock-resumed");
        assertThat(cases.trail(of))
                .filteredOn(each -> each.what().equals("clock-paused"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.who()).isEqualTo(Crew.id("office").value());
                    assertThat(each.content().path("reason").asText()).isEqualTo("等待当事人补充材料");
                });
    }

    @Test
    void days_are_neither_won_nor_lost_by_a_pause_within_a_day() {
        CaseClock begun = started(respond("user_respond", 5, "working-day", "working"));
        Instant due = at("2025-03-10T17:30");
        assertThat(begun.dueAt()).isEqualTo(due);
        for (String[] pause :
                new String[][] {{"2025-03-03T11:00", "2025-03-03T16:00"}, {"2025-03-05T09:00", "2025-03-05T17:00"}}) {
            it_is(pause[0]);
            clocks.pause(begun.id(), "待补充");
            it_is(pause[1]);
            clocks.resume(begun.id());
            assertThat(now(begun).dueAt()).isEqualTo(due);
        }
        it_is("2025-03-06T09:00");
        clocks.pause(begun.id(), "待鉴定");
        it_is("2025-03-10T09:00");
        clocks.resume(begun.id());
        assertThat(now(begun).dueAt())
                .as("Thursday and Friday were not used up")
                .isEqualTo(at("2025-03-12T17:30"));
    }

    @Test
    void an_extension_is_added_to_what_is_left_and_says_why() {
        CaseClock begun = started(respond("user_respond", 1, "working-day", "working"));
        start("waits", Map.of());
        crew.as("office", () -> clocks.extend(begun.id(), 3, "案情复杂"));
        assertThat(now(begun)).satisfies(extended -> {
            assertThat(extended.dueAt()).isEqualTo(at("2025-03-07T17:30"));
            assertThat(extended.extendedBy()).isEqualTo(3);
            assertThat(extended.extendedBecause()).isEqualTo("案情复杂");
            assertThat(extended.extendedWho()).isEqualTo(Crew.id("office").value());
        });
        assertThat(tasks("user_respond").get(0).getDueDate()).isEqualTo(Date.from(at("2025-03-07T17:30")));
        it_is("2025-03-04T18:00");
        breaches.run();
        assertThat(tasks("user_respond"))
                .as("the old deadline says nothing any more")
                .hasSize(1);
        it_is("2025-03-07T17:31");
        breaches.run();
        assertThat(tasks("user_escalated")).hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        CaseClock begun = started(respond("user_respond", 2, "hour", "running"));
        refused("reason-missing", () -> clocks.pause(begun.id(), "  "));
        refused("reason-missing", () -> clocks.extend(begun.id(), 1, ""));
        refused("clock-reason-long", () -> clocks.pause(begun.id(), "长".repeat(501)));
        refused("clock-extension-amount", () -> clocks.extend(begun.id(), 0, "原因"));
        refused("clock-extension-amount", () -> clocks.extend(begun.id(), Integer.MAX_VALUE, "原因"));
        refused("clock-not-paused", () -> clocks.resume(begun.id()));
        clocks.pause(begun.id(), "原因");
        refused("clock-paused", () -> clocks.pause(begun.id(), "原因"));
        clocks.resume(begun.id());
        it_is("2025-03-03T12:01");
        refused("clock-time-up", () -> clocks.pause(begun.id(), "原因"));
        refused("clock-time-up", () -> clocks.extend(begun.id(), 1, "原因"));
        clocks.stop(of, "respond");
        refused("clock-gone", () -> clocks.pause(begun.id(), "原因"));
        refused("clock-gone", () -> clocks.resume(new ClockId(-1)));
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void of_several_parts_of_a_step_only_the_late_one_is_left_by_its_path() {
        clocks.start(
                of,
                List.of(
                        new NewClock(
                                "respond", RESPOND, "user_respond", "fire", Length.of(5, "minute", "running"), RULES),
                        new NewClock(
                                "respond", RESPOND, "user_respond", "market", Length.of(1, "hour", "running"), RULES)));
        start("asks", Map.of("parts", List.of("fire", "market")));
        assertThat(tasks("user_respond"))
                .extracting(Task::getDueDate)
                .containsExactlyInAnyOrder(Date.from(at("2025-03-03T10:05")), Date.from(at("2025-03-03T11:00")));
        it_is("2025-03-03T10:06");
        breaches.run();
        assertThat(tasks("user_escalated"))
                .singleElement()
                .satisfies(each ->
                        assertThat(tasks.getVariable(each.getId(), "part")).isEqualTo("fire"));
        assertThat(tasks("user_called_for"))
                .as("what is around all parts hears of each")
                .hasSize(1);
        clocks.stop(of, "respond", "market");
        it_is("2025-03-03T11:01");
        breaches.run();
        assertThat(tasks("user_escalated")).hasSize(1);
    }

    @Test
    void where_the_process_fails_the_breach_is_marked_and_told_again_later_and_others_are_not_held_up() {
        CaseClock begun = started(respond("user_respond", 5, "minute", "running"));
        start("fails", Map.of());
        CaseId failing = of;
        of = open();
        started(respond("user_respond", 5, "minute", "running"));
        start("waits", Map.of());
        it_is("2025-03-03T10:06");
        breaches.run();
        assertThat(tasks("user_escalated")).hasSize(1);
        of = failing;
        assertThat(now(begun)).satisfies(marked -> {
            assertThat(marked.at(clock.now())).isEqualTo(CaseClock.State.BREACHED);
            assertThat(marked.toldAt()).isNull();
            assertThat(marked.tries()).isEqualTo(1);
        });
        assertThat(breaches.run()).as("not at once again").isZero();
        it_is("2025-03-03T10:07");
        breaches.run();
        assertThat(now(begun).tries()).isEqualTo(2);
        assertThat(trail()).containsExactly("clock-started", "clock-breached");
        clocks.stopAll(of);
    }

    @Test
    void two_nodes_that_look_at_the_same_moment_breach_once() throws Exception {
        CaseClock begun = started(respond("user_respond", 5, "minute", "running"));
        start("waits", Map.of());
        it_is("2025-03-03T10:06");
        var together = new CyclicBarrier(2);
        Callable<Integer> node = () -> {
            together.await();
            return breaches.run();
        };
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Integer> each : nodes.invokeAll(List.of(node, node))) {
                each.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        breaches.run();
        assertThat(tasks("user_escalated")).hasSize(1);
        assertThat(trail()).containsExactly("clock-started", "clock-breached");
        assertThat(now(begun).toldAt()).isNotNull();
    }

    @Test
    void a_case_that_is_closed_stops_its_clocks() {
        CaseClock begun = started(respond(null, 5, "working-day", "working"));
        withdrawals.withdraw(of, "重复立案", officers.find(Crew.id("office")).orElseThrow());
        assertThat(now(begun).at(clock.now())).isEqualTo(CaseClock.State.ENDED);
        assertThat(trail()).containsExactly("clock-started", "clock-stopped");
    }

    @Test
    void a_deadline_beyond_the_calendar_says_so() {
        it_is("2026-12-30T10:00");
        assertThat(started(respond(null, 5, "working-day", "working")).beyondCalendar())
                .isTrue();
    }
}
