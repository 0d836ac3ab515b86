package gridwork.cases.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.Tasks;
import gridwork.cases.TrailEntry;
import gridwork.cases.VerifyTrail;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.opening.Reasons;
import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.platform.Refused;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes on, what ends and which deadline holds when a case goes into another, or becomes two. */
@GridworkTest
class MergeAndSplitTest {
    private static final Instant MONDAY_AT_TEN = Instant.parse("2025-03-03T02:00:00Z");

    @Autowired
    Crew crew;

    @Autowired
    Underway underway;

    @Autowired
    Cases cases;

    @Autowired
    Tasks tasks;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    Facts facts;

    @Autowired
    Reasons reasons;

    @Autowired
    EvidenceFiles files;

    @Autowired
    VerifyTrail trails;

    @Autowired
    Officers officers;

    @Autowired
    OfferedMoves offered;

    @Autowired
    ReturnCase returning;

    @Autowired
    MergeCase merging;

    @Autowired
    SplitCase splitting;

    @Autowired
    SuspendCase suspending;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    CopyCase copying;

    @Autowired
    Copies copies;

    @Autowired
    Ties ties;

    @Autowired
    TestClock clock;

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

    private void merge(CaseId id, CaseId into) {
        merging.merge(id, into, "同一件事", officer("office"));
    }

    private Case get(CaseId id) {
        return cases.find(id).orElseThrow();
    }

    private List<String> trail(CaseId of) {
        return cases.trail(of).stream().map(TrailEntry::what).toList();
    }

    private CaseClock clock(CaseId of) {
        return clocks.of(of).stream().filter(CaseClock::open).findFirst().orElseThrow();
    }

    private List<String> milestones(CaseId of) {
        return told(of).stream().map(Fact::category).toList();
    }

    private List<Fact> told(CaseId of) {
        return facts.timeline(get(of).subject(), 0, 100).stream()
                .filter(each -> each.kind().equals("case-milestone"))
                .filter(each -> String.valueOf(of.value()).equals(each.payload().get("caseId")))
                .toList();
    }

    private void later(Duration by) {
        clock.set(clock.now().plus(by));
    }

    private void assertIntact(CaseId... all) {
        for (CaseId each : all) {
            assertThat(trails.of(each, VerifyTrail.Also.NOTHING).breaks()).isEmpty();
        }
    }

    private static void assertRefused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .satisfies(failure -> assertThat(refused(failure)).isEqualTo(code));
    }

    private static String refused(Throwable failure) {
        Throwable at = failure;
        while (!(at instanceof Refused)) {
            at = Objects.requireNonNull(at.getCause(), () -> "refused, not broken: " + failure);
        }
        return ((Refused) at).code();
    }

    // --- merge

    @Test
    void an_event_goes_into_a_later_one_of_the_same_place_and_its_deadline_goes_with_it() {
        SubjectId place = underway.place("并案路口");
        CaseId earlier = underway.event(place, "ordinary");
        Instant due = Objects.requireNonNull(clock(earlier).dueAt());
        later(Duration.ofDays(1));
        CaseId leading = underway.event(place, "ordinary");
        assertThat(clock(leading).dueAt()).isAfter(due);

        merge(earlier, leading);

        assertThat(get(earlier).open()).isFalse();
        assertThat(get(earlier).mergedIntoAnother()).isTrue();
        assertThat(cases.openTasks(earlier)).isEmpty();
        assertThat(clocks.of(earlier))
                .extracting(each -> each.at(clock.now()))
                .as("not done in time, but not done there")
                .containsOnly(CaseClock.State.ENDED);
        assertThat(clocks.of(leading)).singleElement().satisfies(each -> {
            assertThat(each.open()).isTrue();
            assertThat(each.dueAt()).isEqualTo(due);
        });
        assertThat(cases.openTasks(leading))
                .singleElement()
                .satisfies(task -> assertThat(task.due()).isEqualTo(due));
        assertThat(trail(earlier)).contains("merged").doesNotContain("closed", "withdrawn");
        assertThat(trail(leading)).contains("merged-in", "clock-merged");
        assertThat(milestones(earlier)).containsExactlyInAnyOrder("case-opened", "case-merged");
        assertThat(ties.of(earlier)).isEqualTo(ties.of(leading)).singleElement().satisfies(tie -> {
            assertThat(tie.from()).isEqualTo(earlier);
            assertThat(tie.to()).isEqualTo(leading);
        });
        assertIntact(earlier, leading);

        clock.set(due.plusSeconds(1));
        breaches.run();
        assertThat(underway.steps(leading))
                .as("it moves on when that time is up")
                .containsExactly("user_leader");
        assertThat(trail(leading)).containsOnlyOnce("step-overdue");
        assertThat(trail(earlier)).doesNotContain("step-overdue", "clock-breached");
    }

    @Test
    void a_deadline_that_is_earlier_already_stays() {
        SubjectId place = underway.place("并案先到路口");
        CaseId leading = underway.event(place, "ordinary");
        Instant due = Objects.requireNonNull(clock(leading).dueAt());
        later(Duration.ofDays(1));
        CaseId later = underway.event(place, "ordinary");
        merge(later, leading);
        assertThat(clock(leading).dueAt()).isEqualTo(due);
        assertThat(trail(leading)).contains("merged-in").doesNotContain("clock-merged");
    }

    @Test
    void after_a_merger_a_level_that_takes_the_case_back_has_no_more_time_than_before() {
        SubjectId place = underway.place("并案撤回路口");
        CaseId earlier = underway.event(place, "ordinary");
        Instant due = Objects.requireNonNull(clock(earlier).dueAt());
        later(Duration.ofDays(1));
        CaseId leading = underway.event(place, "ordinary");
        merge(earlier, leading);
        underway.handles("worker", leading, false);
        assertThat(underway.steps(leading)).containsExactly("user_leader");
        returning.takeBack(leading, "user_leader", "user_worker", "", officer("worker"));
        assertThat(underway.steps(leading)).containsExactly("user_worker");
        assertThat(clock(leading).dueAt()).isEqualTo(due);
    }

    @Test
    void a_case_into_which_others_went_can_go_into_another_with_all_of_them() {
        SubjectId place = underway.place("并案再并路口");
        CaseId first = underway.event(place, "ordinary");
        CaseId second = underway.event(place, "ordinary");
        CaseId third = underway.event(place, "ordinary");
        CaseId last = underway.event(place, "ordinary");
        merge(first, second);
        assertRefused("merge-into-merged", () -> merge(third, first));
        assertRefused("case-merged", () -> merge(first, third));
        merge(second, last);
        merge(third, last);
        assertThat(ties.takenIn(last)).containsExactly(first, second, third);
        assertThat(get(last).open()).isTrue();
        assertIntact(first, second, third, last);
    }

    @Test
    void it_goes_only_into_an_open_case_of_the_same_subject_that_is_as_urgent_and_only_by_the_office() {
        SubjectId place = underway.place("不能并案路口");
        CaseId event = underway.event(place, "ordinary");
        CaseId other = underway.event(place, "ordinary");
        assertRefused("merge-itself", () -> merge(event, event));
        assertRefused("merge-other-subject", () -> merge(event, underway.event("另一个路口")));
        assertRefused("case-unknown", () -> merge(event, new CaseId(1)));
        assertRefused("reason-missing", () -> merging.merge(event, other, " ", officer("office")));
        assertRefused("move-not-yours", () -> merging.merge(event, other, "想并", officer("worker")));
        assertThat(offered.of(get(event), officer("worker")))
                .noneMatch(each -> each.code().equals("merge") || each.code().equals("split"));

        CaseId urgent = underway.event(place, "urgent");
        assertRefused("merge-more-urgent", () -> merge(urgent, event));

        suspending.suspend(other, "等结论", officer("office"));
        assertRefused("merge-rests", () -> merge(event, other));
        assertRefused("case-suspended", () -> merge(other, event));
        suspending.resume(other, officer("office"));

        underway.handles("worker", other, true);
        assertRefused("merge-solved", () -> merge(event, other));
        assertRefused("merge-not-here", () -> merge(other, event));

        withdrawals.withdraw(other, "不用办了", officer("office"));
        assertRefused("merge-into-closed", () -> merge(event, other));
        assertRefused("case-closed", () -> merge(other, event));

        assertThat(offered.of(get(event), officer("office")))
                .filteredOn(each -> each.code().equals("merge"))
                .singleElement()
                .satisfies(each -> assertThat(each.to()).containsOnlyKeys(String.valueOf(urgent.value())));
        merge(event, urgent);
        assertThat(get(event).open()).isFalse();
    }

    @Test
    void a_clock_that_is_paused_by_itself_cannot_be_compared() {
        SubjectId place = underway.place("并案暂停路口");
        CaseId one = underway.event(place, "ordinary");
        CaseId other = underway.event(place, "ordinary");
        clocks.pause(clock(one).id(), "等鉴定");
        assertRefused("merge-clock-paused", () -> merge(one, other));
        assertThat(get(one).open()).isTrue();
        assertThat(get(one).mergedIntoAnother()).isFalse();
    }

    @Test
    void an_ordinary_event_goes_into_an_urgent_one_and_its_clock_runs_on_there() {
        SubjectId place = underway.place("并入应急路口");
        CaseId event = underway.event(place, "ordinary");
        Instant due = Objects.requireNonNull(clock(event).dueAt());
        CaseId urgent = underway.urgent(place);
        CaseId squad = cases.cameFrom(urgent).get(0).id();
        assertRefused("merge-into-part", () -> merge(event, squad));
        merge(event, urgent);
        assertThat(clocks.of(urgent))
                .filteredOn(each -> each.item().equals("level"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.open()).isTrue();
                    assertThat(each.dueAt()).isEqualTo(due);
                });
        assertThat(trail(urgent)).contains("merged-in", "clock-carried-over");
        assertRefused("merge-has-parts", () -> merge(urgent, underway.urgent(place)));
        clock.set(due.plusSeconds(1));
        breaches.run();
        assertThat(clocks.of(urgent))
                .filteredOn(each -> each.item().equals("level"))
                .singleElement()
                .satisfies(each -> assertThat(each.breachedAt()).isEqualTo(due));
    }

    @Test
    void a_visit_that_takes_another_in_is_about_all_their_warnings() {
        SubjectId firm = underway.enterprise("并案企业");
        CaseId warned = underway.visit(firm, "enterprise-visit", "risk");
        later(Duration.ofDays(1));
        CaseId building = underway.visit(firm, "building-visit", "building-tax");
        assertThat(get(building).dueOn()).isAfter(get(warned).dueOn());
        copying.copy(warned, Crew.id("d2-inspector"), "", officer("office"));
        merge(warned, building);
        assertThat(reasons.of(get(building))).extracting(Reasons.Reason::item).containsExactly("building-tax", "risk");
        assertThat(get(building).dueOn()).isEqualTo(get(warned).dueOn());
        assertThat(copies.of(building)).containsExactly(Crew.id("d2-inspector"));
    }

    @Test
    void a_visit_that_was_late_before_makes_the_other_late_and_is_counted_once() {
        SubjectId firm = underway.enterprise("逾期并案企业");
        CaseId late = underway.visit(firm, "enterprise-visit", "risk");
        later(Duration.ofDays(20));
        breaches.run();
        assertThat(underway.steps(late)).containsExactlyInAnyOrder("user_visit", "user_visit_chase");
        CaseId other = underway.visit(firm, "building-visit", "building-tax");
        merge(late, other);
        assertThat(clock(other).at(clock.now())).isEqualTo(CaseClock.State.BREACHED);
        breaches.run();
        assertThat(milestones(other)).doesNotContain("work-overdue");
        assertThat(milestones(late)).containsOnlyOnce("work-overdue");
        assertThat(cases.openTasks(late)).isEmpty();
    }

    // --- at once

    @Test
    void of_two_that_go_into_each_other_at_once_one_does() throws Exception {
        for (int i = 0; i < 5; i++) {
            SubjectId place = underway.place("同时并案路口" + i);
            CaseId one = underway.event(place, "ordinary");
            CaseId other = underway.event(place, "ordinary");
            List<String> came = atOnce(
                    () -> {
                        merge(one, other);
                        return "done";
                    },
                    () -> {
                        merge(other, one);
                        return "done";
                    });
            assertThat(came).containsOnlyOnce("done");
            assertThat(came)
                    .filteredOn(each -> !each.equals("done"))
                    .singleElement()
                    .isIn("case-merged", "merge-into-merged");
            assertThat(List.of(get(one), get(other))).filteredOn(Case::open).hasSize(1);
        }
    }

    @Test
    void while_its_task_is_completed_a_case_is_merged_before_or_after_and_whoever_is_second_is_told() throws Exception {
        for (int i = 0; i < 5; i++) {
            SubjectId place = underway.place("并案办理路口" + i);
            CaseId event = underway.event(place, "ordinary");
            CaseId leading = underway.event(place, "ordinary");
            String task = crew.task(event, "user_worker");
            List<String> came = atOnce(
                    () -> {
                        merge(event, leading);
                        return "done";
                    },
                    () -> {
                        tasks.complete(
                                task,
                                crew.content("{\"solved\": false, \"description\": \"到场处理\"}"),
                                officer("worker"));
                        return "done";
                    });
            assertThat(get(event).open()).isFalse();
            assertThat(came.get(0)).isEqualTo("done");
            assertThat(came.get(1)).isIn("done", "task-gone", "case-merged");
            assertThat(clocks.of(leading)).filteredOn(CaseClock::open).hasSize(1);
            assertThat(cases.openTasks(event)).isEmpty();
            assertIntact(event, leading);
        }
    }

    private static List<String> atOnce(Callable<String> one, Callable<String> other) throws Exception {
        var barrier = new CyclicBarrier(2);
        var both = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (Callable<String> each : List.of(one, other)) {
                all.add(both.submit(() -> {
                    barrier.await();
                    return each.call();
                }));
            }
            List<String> came = new ArrayList<>();
            for (Future<String> each : all) {
                try {
                    came.add(each.get());
                } catch (ExecutionException failure) {
                    came.add(refused(failure));
                }
            }
            return came;
        } finally {
            both.shutdownNow();
        }
    }

    // --- split

    @Test
    void what_is_split_off_stands_where_the_case_stands_and_gains_no_time() {
        CaseId event = underway.event("分案路口");
        underway.handles("worker", event, false);
        Instant due = Objects.requireNonNull(clock(event).dueAt());
        later(Duration.ofMinutes(20));
        CaseId own = splitting.split(event, Set.of(), "路灯也坏了，另行处理", officer("office"));
        assertThat(underway.steps(event)).containsExactly("user_leader");
        assertThat(underway.steps(own)).containsExactly("user_leader");
        assertThat(clocks.of(own))
                .filteredOn(CaseClock::open)
                .singleElement()
                .satisfies(each -> assertThat(each.dueAt()).isEqualTo(due));
        assertThat(cases.openTasks(own).get(0).due()).isEqualTo(due);
        assertThat(get(own).openedAt()).isEqualTo(get(event).openedAt());
        assertThat(get(own).matter()).isEqualTo("event");
        assertThat(get(own).parent()).isNull();
        assertThat(told(own)).singleElement().satisfies(fact -> {
            assertThat(fact.category()).isEqualTo("case-opened");
            assertThat(fact.occurredAt()).isEqualTo(get(event).openedAt());
        });
        assertThat(trail(event)).contains("split");
        assertThat(trail(own)).startsWith("opened").contains("split-from");
        assertThat(ties.of(own))
                .singleElement()
                .satisfies(tie -> assertThat(tie.kind()).isEqualTo(Ties.Kind.SPLIT));

        underway.handles("leader", event, true);
        assertThat(underway.steps(own)).as("each goes its own way").containsExactly("user_leader");
        clock.set(due.plusSeconds(1));
        breaches.run();
        assertThat(underway.steps(own)).containsExactly("user_secretary");
        assertIntact(event, own);

        merge(own, underway.event(get(own).subject(), "ordinary"));
        assertThat(get(own).mergedIntoAnother())
                .as("and it can go into another")
                .isTrue();
    }

    @Test
    void some_warnings_of_a_visit_become_a_visit_of_their_own_and_one_stays() {
        SubjectId firm = underway.enterprise("分案企业");
        CaseId risk = underway.visit(firm, "enterprise-visit", "risk");
        CaseId tax = underway.visit(firm, "building-visit", "building-tax");
        merge(tax, risk);
        List<String> why = separable(risk);
        assertThat(why).hasSize(2);
        assertRefused("split-leaves-nothing", () -> splitting.split(risk, Set.copyOf(why), "都分出去", officer("office")));
        assertRefused("split-gone", () -> splitting.split(risk, Set.of("reason-7"), "没有这一项", officer("office")));
        CaseId own = splitting.split(risk, Set.of(why.get(1)), "楼宇税收另行走访", officer("office"));
        assertThat(reasons.of(get(risk))).extracting(Reasons.Reason::item).containsExactly("risk");
        assertThat(reasons.of(get(own))).extracting(Reasons.Reason::item).containsExactly("building-tax");
        assertThat(get(own).dueOn()).isEqualTo(get(risk).dueOn());
        assertThat(underway.steps(own)).containsExactly("user_visit");
    }

    @Test
    void what_somebody_else_split_off_meanwhile_takes_nothing_else_in_its_place() {
        SubjectId firm = underway.enterprise("分案手快企业");
        CaseId risk = underway.visit(firm, "enterprise-visit", "risk");
        for (int i = 0; i < 2; i++) {
            merge(underway.visit(firm, "building-visit", "building-tax"), risk);
        }
        List<String> read = separable(risk);
        splitting.split(risk, Set.of(read.get(1)), "楼宇税收另行走访", officer("office"));
        assertRefused("split-gone", () -> splitting.split(risk, Set.of(read.get(1)), "楼宇税收另行走访", officer("office")));
        assertThat(reasons.of(get(risk))).extracting(Reasons.Reason::item).containsExactly("risk", "building-tax");
    }

    /** What the page lets one choose. */
    private List<String> separable(CaseId id) {
        return offered.of(get(id), officer("office")).stream()
                .filter(each -> each.code().equals("split"))
                .flatMap(each -> each.to().keySet().stream())
                .toList();
    }

    @Test
    void chosen_files_go_along_and_stay_where_they_were_sent() {
        CaseId event = underway.event("分案照片路口");
        crew.photo(get(event), "worker");
        Evidence photo = files.about(get(event).about()).get(0);
        CaseId own = splitting.split(event, Set.of("file-" + photo.id().value()), "另一处也有", officer("office"));
        assertThat(get(own).details().path(SplitCase.SPLIT_FROM).path("files"))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.asLong()).isEqualTo(photo.id().value()));
        assertThat(files.about(get(event).about())).hasSize(1);
    }

    @Test
    void what_waits_for_an_answer_or_rests_is_not_split_and_a_split_says_what_it_is_about() {
        CaseId event = underway.event("不能分案路口");
        assertRefused("reason-missing", () -> splitting.split(event, Set.of(), "", officer("office")));
        assertRefused("move-not-yours", () -> splitting.split(event, Set.of(), "想分", officer("leader")));
        suspending.suspend(event, "等结论", officer("office"));
        assertRefused("case-suspended", () -> splitting.split(event, Set.of(), "分", officer("office")));
        suspending.resume(event, officer("office"));
        underway.handles("worker", event, true);
        assertRefused("split-not-here", () -> splitting.split(event, Set.of(), "分", officer("office")));
    }
}
