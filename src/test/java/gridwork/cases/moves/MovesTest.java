package gridwork.cases.moves;

import static gridwork.Town.on;
import static gridwork.cases.moves.Underway.D1;
import static gridwork.cases.moves.Underway.D2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TrailEntry;
import gridwork.cases.TrailVerified;
import gridwork.cases.VerifyTrail;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.worklist.WorkList;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.Work;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is kept, what is asked again and which clocks run on when a case is moved. */
@GridworkTest
class MovesTest {
    private static final Instant MONDAY_AT_TEN = Instant.parse("2025-03-03T02:00:00Z");

    @Autowired
    Crew crew;

    @Autowired
    Underway underway;

    @Autowired
    Cases cases;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Signatures signatures;

    @Autowired
    VerifyTrail trails;

    @Autowired
    Officers officers;

    @Autowired
    TaskService engine;

    @Autowired
    WorkList list;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    OfferedMoves offered;

    @Autowired
    ReturnCase returning;

    @Autowired
    ChangeSigners signers;

    @Autowired
    PassTask passing;

    @Autowired
    RemindDoer reminding;

    @Autowired
    Reminders reminders;

    @Autowired
    SuspendCase suspending;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    @Autowired
    JdbcTemplate jdbc;

    private Instant before;

    @BeforeEach
    void a_monday_at_ten() {
        before = clock.now();
        clock.set(MONDAY_AT_TEN);
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    private Officer officer(String name) {
        return officers.find(Crew.id(name)).orElseThrow();
    }

    private List<String> trail(CaseId of) {
        return cases.trail(of).stream().map(TrailEntry::what).toList();
    }

    private List<CaseClock> open(CaseId of) {
        return clocks.of(of).stream().filter(CaseClock::open).toList();
    }

    private void back(String who, CaseId of, String step, String to) {
        returning.back(of, step, crew.task(of, step), to, "不属于本级职责", officer(who));
    }

    private CaseId check(String site, String type) {
        return checks.open(
                town.site(site, Crew.GRID).id(),
                type,
                false,
                "moves-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private void assertIntact(CaseId of) {
        assertThat(trails.of(of, VerifyTrail.Also.NOTHING).breaks()).isEmpty();
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatThrownBy(act).satisfies(failure -> {
            Throwable at = failure;
            while (at != null && !(at instanceof Refused)) {
                at = at.getCause();
            }
            assertThat(at)
                    .as("refused, not broken: " + failure)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
        });
    }

    // --- return

    @Test
    void an_event_goes_back_to_the_level_that_had_it_with_the_time_of_that_level() {
        CaseId event = underway.event("退回路口");
        underway.handles("worker", event, false);
        assertThat(underway.steps(event)).containsExactly("user_leader");
        clock.set(MONDAY_AT_TEN.plus(Duration.ofHours(2)));
        back("leader", event, "user_leader", "user_worker");
        assertThat(underway.steps(event)).containsExactly("user_worker");
        assertThat(cases.openTasks(event).get(0).groups()).containsExactly("grid-worker@crew-g1");
        assertThat(open(event)).singleElement().satisfies(each -> {
            assertThat(each.item()).isEqualTo("level");
            assertThat(each.title().zh()).isEqualTo("网格员");
            assertThat(each.startedAt()).isEqualTo(MONDAY_AT_TEN.plus(Duration.ofHours(2)));
        });
        assertThat(cases.openTasks(event).get(0).due())
                .isEqualTo(open(event).get(0).dueAt());
        assertThat(trail(event)).contains("returned");
        assertIntact(event);

        underway.handles("worker", event, false);
        assertThat(underway.steps(event)).as("and on again").containsExactly("user_leader");
    }

    @Test
    void a_level_that_got_it_back_still_runs_out_of_time() {
        CaseId event = underway.event("退回逾期路口");
        underway.handles("worker", event, false);
        back("leader", event, "user_leader", "user_worker");
        clock.set(on("2025-03-06"));
        breaches.run();
        assertThat(underway.steps(event)).containsExactly("user_leader");
        assertThat(trail(event)).contains("step-overdue");
        assertThat(open(event)).hasSize(1);
    }

    @Test
    void it_goes_back_only_where_it_has_been_and_only_by_whoever_has_it() {
        CaseId event = underway.event("不能退回路口");
        String task = crew.task(event, "user_worker");
        assertRefused(
                "move-not-yours",
                () -> returning.back(event, "user_worker", task, "user_leader", "因为", officer("worker")));
        underway.handles("worker", event, false);
        assertRefused("move-not-earlier", () -> back("leader", event, "user_leader", "user_secretary"));
        assertRefused("move-not-yours", () -> back("worker", event, "user_leader", "user_worker"));
        assertRefused(
                "reason-missing",
                () -> returning.back(
                        event, "user_leader", crew.task(event, "user_leader"), "user_worker", " ", officer("leader")));
        assertThat(offered.of(cases.find(event).orElseThrow(), officer("leader")))
                .filteredOn(each -> each.code().equals("return"))
                .singleElement()
                .satisfies(each -> assertThat(each.to()).containsOnlyKeys("user_worker"));
    }

    @Test
    void who_is_second_is_told_that_somebody_was_faster() {
        CaseId event = underway.event("先后路口");
        underway.handles("worker", event, false);
        String task = crew.task(event, "user_leader");
        back("leader", event, "user_leader", "user_worker");
        assertRefused(
                "move-too-late",
                () -> returning.back(event, "user_leader", task, "user_worker", "再退", officer("leader")));
        assertThat(underway.steps(event)).containsExactly("user_worker");
    }

    @Test
    void one_department_takes_its_own_record_back_and_the_others_go_on() {
        CaseId inspection = underway.inspection("分头退回店");
        underway.arrange(inspection, on("2025-03-05"));
        Case first = underway.part(inspection, D1);
        Case second = underway.part(inspection, D2);
        underway.checks("d1-lead", first.id(), true);
        underway.checks("d2-inspector", second.id(), true);
        String untouched = crew.task(second.id(), "user_sign_part");
        Instant due = open(first.id()).get(0).dueAt();
        back("d1-lead", first.id(), "user_sign_part", "user_check_part");
        assertThat(underway.steps(first.id())).containsExactly("user_check_part");
        assertThat(crew.task(second.id(), "user_sign_part")).isEqualTo(untouched);
        assertThat(open(first.id()))
                .singleElement()
                .satisfies(each -> assertThat(each.dueAt()).isEqualTo(due));
        underway.checks("d1-lead", first.id(), true);
        underway.signs("d1-lead", first.id());
        underway.signs("d2-inspector", second.id());
        assertThat(cases.find(inspection).orElseThrow().open()).isFalse();
        assertIntact(first.id());
    }

    @Test
    void a_new_day_is_fixed_for_those_who_have_not_signed_and_who_has_signed_goes_on() {
        CaseId inspection = underway.inspection("改期店");
        underway.arrange(inspection, on("2025-03-04"));
        Case signed = underway.part(inspection, D1);
        Case waiting = underway.part(inspection, D2);
        underway.checks("d1-lead", signed.id(), false);
        underway.signs("d1-lead", signed.id());
        Case rectification = cases.cameFrom(signed.id()).get(0);
        String rectifying = crew.task(rectification.id(), "user_rectify");
        Signature signature = signatures.about("case/" + inspection.value()).get(0);
        underway.checks("d2-inspector", waiting.id(), true);

        returning.back(inspection, "call_departments", null, "user_arrange", "店主住院", officer("office"));

        assertThat(underway.steps(inspection)).containsExactly("user_arrange");
        assertThat(underway.steps(waiting.id())).as("called back").isEmpty();
        assertThat(open(waiting.id())).as("no clock of a step that is gone").isEmpty();
        assertThat(crew.task(rectification.id(), "user_rectify")).isEqualTo(rectifying);
        assertThat(open(rectification.id())).hasSize(1);
        assertThat(open(inspection)).extracting(CaseClock::item).containsExactly("arrive");

        underway.arrange(inspection, on("2025-03-06"));
        assertThat(underway.steps(waiting.id())).containsExactly("user_check_part");
        assertThat(open(waiting.id()))
                .singleElement()
                .satisfies(each -> assertThat(clock.dayOf(Objects.requireNonNull(each.dueAt())))
                        .isEqualTo(on("2025-03-06")));
        assertThat(underway.steps(signed.id())).isEmpty();
        underway.checks("d2-colleague", waiting.id(), true);
        underway.signs("d2-colleague", waiting.id());
        assertThat(cases.find(inspection).orElseThrow().open())
                .as("a rectification is still open")
                .isTrue();
        assertThat(signatures.about("case/" + inspection.value()))
                .hasSize(2)
                .filteredOn(each -> each.part().equals("crew-d1"))
                .containsExactly(signature);
        assertThat(signature.signed()).contains("2025-03-04");

        var done = crew.content("{\"description\": \"已换\"}");
        done.putArray("photos").add(crew.photo(rectification, "worker"));
        crew.does("worker", rectifying, done);
        crew.does(
                "d1-colleague",
                crew.task(rectification.id(), "user_recheck"),
                crew.content("{\"passed\": true, \"description\": \"合格\"}"));
        assertThat(cases.find(inspection).orElseThrow().open()).isFalse();
        for (CaseId each : List.of(inspection, signed.id(), waiting.id(), rectification.id())) {
            assertThat(open(each)).isEmpty();
            assertIntact(each);
        }
    }

    @Test
    void before_anybody_has_signed_all_departments_are_asked_again_as_often_as_it_takes() {
        CaseId inspection = underway.inspection("一再改期店");
        for (String day : List.of("2025-03-04", "2025-03-05", "2025-03-06")) {
            underway.arrange(inspection, on(day));
            assertThat(underway.steps(underway.part(inspection, D1).id())).containsExactly("user_check_part");
            returning.back(inspection, "call_departments", null, "user_arrange", "改期", officer("office"));
        }
        underway.arrange(inspection, on("2025-03-07"));
        assertThat(cases.cameFrom(inspection)).hasSize(2);
        for (var each : List.of(D1, D2)) {
            String who = each.equals(D1) ? "d1-lead" : "d2-inspector";
            CaseId part = underway.part(inspection, each).id();
            underway.checks(who, part, true);
            underway.signs(who, part);
        }
        assertThat(cases.find(inspection).orElseThrow().open()).isFalse();
    }

    @Test
    void a_rectification_goes_back_before_it_is_checked_and_its_own_time_goes_on() {
        CaseId inspection = underway.inspection("整改退回店");
        underway.arrange(inspection, on("2025-03-04"));
        CaseId part = underway.part(inspection, D1).id();
        underway.checks("d1-lead", part, false);
        underway.signs("d1-lead", part);
        Case rectification = cases.cameFrom(part).get(0);
        CaseClock first = open(rectification.id()).get(0);
        var done = crew.content("{\"description\": \"已换\"}");
        done.putArray("photos").add(crew.photo(rectification, "worker"));
        crew.does("worker", crew.task(rectification.id(), "user_rectify"), done);
        assertThat(open(rectification.id())).extracting(CaseClock::item).containsExactly("recheck");
        back("d1-colleague", rectification.id(), "user_recheck", "user_rectify");
        assertThat(underway.steps(rectification.id())).containsExactly("user_rectify");
        assertThat(open(rectification.id())).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(first.id());
            assertThat(each.dueAt()).isEqualTo(first.dueAt());
        });
    }

    @Test
    void of_several_who_sign_one_sends_the_record_back_and_all_sign_the_new_one() {
        CaseId check = check("多人签字工地", "key");
        Instant due = open(check).get(0).dueAt();
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        Signature old = signatures.about("case/" + check.value()).get(0);
        returning.back(
                check, "user_sign", crew.taskOf(check, "inspector2"), "user_record", "漏记塔吊", officer("inspector2"));
        assertThat(underway.steps(check)).containsExactly("user_record");
        assertThat(open(check))
                .singleElement()
                .satisfies(each -> assertThat(each.dueAt()).isEqualTo(due));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("unsafe-structure"));
        assertThat(underway.steps(check)).containsExactly("user_sign", "user_sign");
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        crew.does("inspector2", crew.taskOf(check, "inspector2"), crew.confirmed());
        assertThat(cases.cameFrom(check)).hasSize(1);
        assertThat(signatures.about("case/" + check.value()))
                .extracting(Signature::part)
                .containsExactlyInAnyOrder("crew-inspector1", "crew-inspector1/2", "crew-inspector2/2");
        assertThat(signatures.about("case/" + check.value())).contains(old);
        assertThat(old.signed()).doesNotContain("unsafe-structure");
        assertIntact(check);
    }

    @Test
    void who_signs_the_very_same_a_second_time_has_signed_twice() {
        CaseId check = check("两次签字工地", "general");
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        returning.back(
                check, "user_sign", crew.taskOf(check, "inspector2"), "user_record", "再看一遍", officer("inspector2"));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        clock.set(MONDAY_AT_TEN.plus(Duration.ofHours(1)));
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        List<Signature> both = signatures.about("case/" + check.value());
        assertThat(both).hasSize(2);
        assertThat(both.get(0).sha256()).isEqualTo(both.get(1).sha256());
        assertIntact(check);

        work.run(() ->
                jdbc.update("delete from signature where id = ?", both.get(0).id()));
        assertThat(trails.of(check, VerifyTrail.Also.NOTHING).breaks())
                .extracting(TrailVerified.Break::kind)
                .containsExactly(TrailVerified.Kind.SIGNED_GONE);
        work.run(() -> jdbc.update(
                "insert into signature(id, about, part, signed_by, signed_at, sha256, signed_content) values (?, ?, ?, ?, ?, ?, ?)",
                both.get(0).id(),
                both.get(0).about(),
                both.get(0).part(),
                both.get(0).by(),
                Stored.utc(both.get(0).signedAt()),
                both.get(0).sha256(),
                both.get(0).signed()));
        assertIntact(check);
    }

    // --- signers

    @Test
    void one_more_signs_beside_the_others_and_who_was_added_may_be_taken_away_again() {
        CaseId check = check("加签工地", "key");
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        signers.add(check, "user_sign", Crew.id("inspector3"), "塔吊专业", officer("inspector2"));
        crew.does("inspector2", crew.taskOf(check, "inspector2"), crew.confirmed());
        assertThat(cases.find(check).orElseThrow().open())
                .as("one still has to sign")
                .isTrue();
        assertRefused(
                "signer-stays",
                () -> signers.remove(check, "user_sign", Crew.id("inspector3"), "不必", officer("office")));
        crew.does("inspector3", crew.taskOf(check, "inspector3"), crew.confirmed());
        assertThat(cases.find(check).orElseThrow().open()).isFalse();
        assertThat(signatures.about("case/" + check.value())).hasSize(3);
        assertThat(trail(check)).contains("signer-added");
        assertIntact(check);
    }

    @Test
    void who_was_drawn_must_sign_and_who_was_added_need_not() {
        CaseId check = check("减签工地", "key");
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        signers.add(check, "user_sign", Crew.id("inspector3"), "塔吊专业", officer("office"));
        assertRefused(
                "signer-stays",
                () -> signers.remove(check, "user_sign", Crew.id("inspector2"), "不必", officer("office")));
        signers.remove(check, "user_sign", Crew.id("inspector3"), "不必", officer("office"));
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        crew.does("inspector2", crew.taskOf(check, "inspector2"), crew.confirmed());
        assertThat(cases.find(check).orElseThrow().open()).isFalse();
        assertThat(signatures.about("case/" + check.value())).hasSize(2);
    }

    // --- take back

    @Test
    void who_passed_an_event_up_takes_it_back_before_the_next_has_begun_and_its_time_goes_on() {
        CaseId event = underway.event("撤回路口");
        CaseClock own = open(event).get(0);
        underway.handles("worker", event, false);
        clock.set(MONDAY_AT_TEN.plus(Duration.ofHours(1)));
        assertRefused(
                "move-begun", () -> returning.takeBack(event, "user_leader", "user_worker", "", officer("secretary")));
        returning.takeBack(event, "user_leader", "user_worker", "", officer("worker"));
        assertThat(underway.steps(event)).containsExactly("user_worker");
        assertThat(open(event)).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(own.id());
            assertThat(each.dueAt()).isEqualTo(own.dueAt());
        });

        underway.handles("worker", event, false);
        String next = crew.task(event, "user_leader");
        crew.as("leader", () -> engine.claim(next, Crew.id("leader").value()));
        assertRefused(
                "move-begun", () -> returning.takeBack(event, "user_leader", "user_worker", "", officer("worker")));
        assertThat(trail(event)).contains("taken-back");
        assertIntact(event);
    }

    @Test
    void what_was_said_to_be_solved_is_taken_back_while_the_reporter_has_not_answered() {
        CaseId event = underway.event("撤回确认路口");
        underway.handles("worker", event, true);
        assertThat(open(event)).extracting(CaseClock::item).containsExactly("reporter");
        returning.takeBack(event, "task_wait", "user_worker", "还没有清完", officer("worker"));
        assertThat(underway.steps(event)).containsExactly("user_worker");
        assertThat(open(event)).extracting(CaseClock::item).containsExactly("level");
        underway.handles("worker", event, true);
        assertThat(open(event)).extracting(CaseClock::item).containsExactly("reporter");
    }

    @Test
    void a_visit_is_taken_back_until_a_department_has_begun() {
        CaseId inspection = underway.inspection("撤回约定店");
        underway.arrange(inspection, on("2025-03-04"));
        returning.takeBack(inspection, "call_departments", "user_arrange", "", officer("d1-lead"));
        assertThat(underway.steps(inspection)).containsExactly("user_arrange");
        underway.arrange(inspection, on("2025-03-05"));
        String task = crew.task(underway.part(inspection, D2).id(), "user_check_part");
        crew.as("d2-inspector", () -> engine.claim(task, Crew.id("d2-inspector").value()));
        assertRefused(
                "move-begun",
                () -> returning.takeBack(inspection, "call_departments", "user_arrange", "", officer("d1-lead")));
    }

    // --- pass on

    @Test
    void a_task_is_passed_on_with_what_was_written_and_on_the_same_clock() {
        CaseId inspection = underway.inspection("转办店");
        underway.arrange(inspection, on("2025-03-04"));
        CaseId part = underway.part(inspection, D1).id();
        String task = crew.task(part, "user_check_part");
        crew.as("d1-lead", () -> engine.claim(task, Crew.id("d1-lead").value()));
        assertRefused("move-not-to-them", () -> passing.pass(part, task, Crew.id("worker"), "调休", officer("d1-lead")));
        assertRefused(
                "move-not-yours",
                () -> passing.pass(part, task, Crew.id("d1-colleague"), "调休", officer("d1-colleague")));
        passing.pass(part, task, Crew.id("d1-colleague"), "调休", officer("d1-lead"));
        assertThat(list.find(task).orElseThrow().assignee()).isEqualTo(Crew.id("d1-colleague"));
        assertThat(open(part)).hasSize(1);
        assertRefused("task-of-another", () -> underway.checks("d1-lead", part, true));
        underway.checks("d1-colleague", part, true);
        underway.signs("d1-colleague", part);
        assertThat(trail(part)).contains("passed-on");
        assertIntact(part);
    }

    // --- remind

    @Test
    void a_reminder_stands_at_the_task_and_is_not_repeated_at_once() {
        CaseId event = underway.event("催办路口");
        String task = crew.task(event, "user_worker");
        assertRefused("move-not-yours", () -> reminding.remind(event, task, "", officer("worker")));
        reminding.remind(event, task, "书记要过问", officer("office"));
        assertRefused("remind-too-soon", () -> reminding.remind(event, task, "", officer("leader")));
        clock.set(MONDAY_AT_TEN.plus(Duration.ofMinutes(61)));
        reminding.remind(event, task, "", officer("leader"));
        assertThat(reminders.of(List.of(task)).get(task))
                .extracting(Reminder::by)
                .containsExactly(Crew.id("leader"), Crew.id("office"));
        assertThat(trail(event)).containsSubsequence("reminded", "reminded");
    }

    // --- suspend

    @Test
    void a_suspended_case_rests_with_its_clock_and_goes_on_with_the_time_that_was_left() {
        CaseId event = underway.event("中止路口");
        Instant due = open(event).get(0).dueAt();
        assertThat(due).isNotNull();
        suspending.suspend(event, "等待鉴定", officer("office"));
        assertThat(cases.find(event).orElseThrow().suspended()).isTrue();
        assertThat(open(event)).singleElement().satisfies(each -> {
            assertThat(each.at(clock.now())).isEqualTo(CaseClock.State.PAUSED);
            assertThat(each.pausedBecause()).isEqualTo("等待鉴定");
        });
        assertThat(cases.openTasks(event).get(0).due()).isNull();
        assertRefused("case-suspended", () -> underway.handles("worker", event, true));
        assertRefused("case-suspended", () -> suspending.suspend(event, "再来", officer("office")));
        assertThat(offered.of(cases.find(event).orElseThrow(), officer("office")))
                .extracting(OfferedMoves.Offered::code)
                .containsExactly("copy", "suspend");
        clock.set(on("2025-03-20"));
        breaches.run();
        assertThat(underway.steps(event)).as("nothing runs out").containsExactly("user_worker");

        suspending.resume(event, officer("office"));
        assertThat(open(event))
                .singleElement()
                .satisfies(each -> assertThat(each.dueAt()).isAfter(clock.now()));
        assertRefused("case-not-suspended", () -> suspending.resume(event, officer("office")));
        underway.handles("worker", event, false);
        assertThat(underway.steps(event)).containsExactly("user_leader");
        assertThat(trail(event)).containsSubsequence("suspended", "resumed");
        assertIntact(event);
    }

    @Test
    void with_an_inspection_its_parts_rest_and_what_rested_before_does_so_afterwards() {
        CaseId inspection = underway.inspection("中止店");
        underway.arrange(inspection, on("2025-03-04"));
        CaseId first = underway.part(inspection, D1).id();
        CaseId second = underway.part(inspection, D2).id();
        suspending.suspend(second, "人员培训", officer("office"));
        suspending.suspend(inspection, "疫情", officer("office"));
        assertThat(cases.find(first).orElseThrow().suspended()).isTrue();
        assertRefused("case-suspended", () -> underway.checks("d1-lead", first, true));
        assertRefused("case-suspended-above", () -> suspending.resume(first, officer("office")));
        suspending.resume(inspection, officer("office"));
        assertThat(cases.find(first).orElseThrow().suspended()).isFalse();
        assertThat(cases.find(second).orElseThrow().suspended())
                .as("for a reason of its own")
                .isTrue();
        underway.checks("d1-lead", first, true);
        suspending.resume(second, officer("office"));
        assertThat(open(second))
                .singleElement()
                .satisfies(each -> assertThat(each.dueAt()).isNotNull());
    }

    @Test
    void a_suspended_case_can_be_withdrawn() {
        CaseId inspection = underway.inspection("中止撤案店");
        underway.arrange(inspection, on("2025-03-04"));
        suspending.suspend(inspection, "停业", officer("office"));
        withdrawals.withdraw(inspection, "不再营业", officer("office"));
        assertThat(cases.find(inspection).orElseThrow().open()).isFalse();
        assertThat(cases.cameFrom(inspection)).noneMatch(Case::open);
        assertThat(open(inspection)).isEmpty();
    }
}
