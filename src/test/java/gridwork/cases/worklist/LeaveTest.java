package gridwork.cases.worklist;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.Browser;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.TaskContents;
import gridwork.cases.Tasks;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.Breaches;
import gridwork.cases.worklist.WorkList.Part;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Acting;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.LeaveChanged;
import gridwork.street.Leaves;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

/** No task waits for somebody on leave; who stands in gets these tasks and nothing else. */
@GridworkTest
class LeaveTest {
    private static final AreaId HOME = new AreaId("leave-g1");
    private static final AreaId AWAY = new AreaId("leave-g2");

    @Autowired
    Crew crew;

    @Autowired
    Areas areas;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Work work;

    @Autowired
    TaskService engine;

    @Autowired
    Breaches breaches;

    @Autowired
    TaskContents contents;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    WorkList list;

    @Autowired
    Tasks tasks;

    @Autowired
    FilterService filters;

    @Autowired
    Leaves leaves;

    @Autowired
    Acting acting;

    @Autowired
    ApplicationEventPublisher events;

    @LocalServerPort
    int port;

    private Overdue overdue;
    private Instant before;
    private OfficerId wang;
    private OfficerId li;
    private OfficerId zhao;

    @BeforeEach
    void two_grids_with_a_worker_each() {
        before = clock.now();
        clock.set(on("2025-03-03"));
        crew.comesToWork();
        overdue = new Overdue(town, clock, checks, cases, breaches, crew);
        work.run(() -> {
            areas.put(new Area(HOME, Area.Kind.GRID, "请假网格", new AreaId("crew-c1")));
            areas.put(new Area(AWAY, Area.Kind.GRID, "邻近网格", new AreaId("crew-c1")));
        });
        wang = hire("wang", new Duty("grid-worker", HOME.value()));
        li = hire("li", new Duty("grid-worker", AWAY.value()));
        zhao = hire("zhao", new Duty("grid-worker", AWAY.value()));
        hire("arranger", new Duty("community-secretary", "crew-c1"));
    }

    @AfterEach
    void everybody_is_back() {
        clock.set(on("2025-03-03"));
        for (OfficerId each : List.of(wang, li, zhao)) {
            Officer officer = officer(each);
            leaves.leaves(officer, 50).stream()
                    .filter(leave ->
                            leave.withdrawnAt() == null && leave.officer().equals(each))
                    .forEach(leave -> leaves.withdraw(leave.id(), officer));
        }
        clock.set(before);
    }

    private OfficerId hire(String name, Duty duty) {
        OfficerId id = new OfficerId("crew-" + name);
        if (officers.find(id).isEmpty()) {
            accounts.create(id, name, Set.of(duty), id.value(), "test");
        }
        return id;
    }

    private Officer officer(OfficerId id) {
        return officers.find(id).orElseThrow();
    }

    private void away(OfficerId who, @Nullable OfficerId deputy) {
        leaves.enter(who, clock.today(), clock.today().plusDays(4), deputy, officer(who));
    }

    private List<String> seen(OfficerId who, Part part) {
        return list.page(new WorkList.Asked(who, acting.groups(officer(who)), part, null, 0, 500)).rows().stream()
                .map(WorkList.Row::task)
                .toList();
    }

    private static String name(OfficerId id) {
        return id.value().replaceFirst("crew-", "");
    }

    @Test
    void a_deputy_finds_old_and_new_tasks_at_once_does_one_and_the_trail_says_for_whom() {
        Case old = overdue.rectification("请假前的工地", HOME);
        String task = crew.task(old.id(), "user_rectify");
        assertThat(seen(li, Part.GRID)).doesNotContain(task);
        away(wang, li);
        assertThat(seen(li, Part.GRID)).contains(task);
        Case fresh = overdue.rectification("请假中的工地", HOME);
        assertThat(seen(li, Part.GRID)).contains(crew.task(fresh.id(), "user_rectify"));
        crew.as(
                name(li),
                () -> assertThat(filters.<Task>list("gridwork-grid"))
                        .extracting(Task::getId)
                        .contains(task));

        tasks.claim(task, officer(li));
        assertThat(list.find(task).orElseThrow().actsFor()).isEqualTo(wang);
        var deputy = new Visitor(port).signIn(li.value(), li.value());
        assertThat(deputy.get("/tasks?part=mine").body()).contains("请假前的工地").contains("代wang");
        assertThat(deputy.get("/cases/" + old.id().value()).statusCode()).isEqualTo(200);
        assertThat(deputy.get("/cases/" + fresh.id().value()).statusCode())
                .as("nothing beyond what it works on")
                .isEqualTo(422);
        assertThat(deputy.get("/subjects?kind=site&q=%E8%AF%B7%E5%81%87").body())
                .as("the register of another's grid stays closed")
                .doesNotContain("请假中的工地");

        var rectified = crew.content("{\"description\": \"已加固\"}");
        rectified.putArray("photos").add(crew.photo(old, name(li)));
        crew.does(name(li), task, rectified);
        TrailEntry last = cases.trail(old.id()).stream()
                .filter(each -> each.what().equals("rectified"))
                .findFirst()
                .orElseThrow();
        assertThat(last.who()).isEqualTo(li.value());
        assertThat(last.content().path("inPlaceOf").asText()).isEqualTo(wang.value());
        var leader = new Visitor(port).signIn("crew-arranger", "crew-arranger");
        assertThat(leader.get("/cases/" + old.id().value()).body()).contains("li（代wang）");

        clock.set(on("2025-03-10"));
        assertThat(seen(li, Part.GRID)).as("the leave is over").doesNotContain(crew.task(fresh.id(), "user_rectify"));
    }

    @Test
    void what_was_taken_on_goes_to_the_deputy_and_comes_back_unless_the_deputy_has_begun() {
        Case one = overdue.rectification("交接甲工地", HOME);
        Case other = overdue.rectification("交接乙工地", HOME);
        String untouched = crew.task(one.id(), "user_rectify");
        String begun = crew.task(other.id(), "user_rectify");
        tasks.claim(untouched, officer(wang));
        tasks.claim(begun, officer(wang));
        contents.save(untouched, crew.content("{\"description\": \"写了一半\"}"), wang.value());
        away(wang, li);
        assertThat(seen(li, Part.MINE)).contains(untouched, begun);
        assertThat(seen(wang, Part.MINE)).doesNotContain(untouched, begun);
        assertThat(contents.find(untouched)).as("what was written stays").isPresent();
        contents.save(begun, crew.content("{\"description\": \"代理人在写\"}"), li.value());

        Leaves.Leave leave = leaves.leaves(officer(wang), 50).stream()
                .filter(each -> each.withdrawnAt() == null)
                .findFirst()
                .orElseThrow();
        leaves.withdraw(leave.id(), officer(wang));
        assertThat(seen(wang, Part.MINE)).contains(untouched).doesNotContain(begun);
        assertThat(seen(li, Part.MINE)).contains(begun).doesNotContain(untouched);
        assertThat(cases.trail(one.id()))
                .extracting(TrailEntry::what)
                .containsSubsequence("handed-over", "handed-over");
    }

    @Test
    void without_a_deputy_the_others_of_the_role_take_it_on_and_a_task_given_to_one_goes_to_the_role() {
        Case of = overdue.rectification("无人代理工地", AWAY);
        String task = crew.task(of.id(), "user_rectify");
        tasks.claim(task, officer(li));
        away(li, null);
        assertThat(seen(zhao, Part.GRID)).contains(task);

        Case other = overdue.rectification("指定本人工地", AWAY);
        String given = crew.task(other.id(), "user_rectify");
        work.run(() -> engine.deleteCandidateGroup(given, "grid-worker@" + AWAY.value()));
        work.run(() -> engine.setAssignee(given, li.value()));
        work.run(() -> events.publishEvent(new LeaveChanged(li)));
        assertThat(seen(zhao, Part.GRID)).contains(given);
    }

    @Test
    void a_deputy_s_deputy_stands_in_too_and_two_who_name_each_other_leave_it_to_the_role() {
        leaves.enter(wang, on("2025-03-10"), on("2025-03-14"), li, officer(wang));
        assertThatThrownBy(() -> leaves.enter(zhao, on("2025-03-14"), on("2025-03-14"), wang, officer(zhao)))
                .hasMessageContaining("leave-deputy-away");
        clock.set(on("2025-03-10"));
        assertThat(acting.inPlaceOf(wang)).contains(li);
        leaves.enter(li, on("2025-03-11"), on("2025-03-12"), zhao, officer(li));
        clock.set(on("2025-03-11"));
        assertThat(acting.inPlaceOf(wang)).contains(zhao);
        assertThat(acting.groups(officer(zhao))).contains("grid-worker@" + HOME.value());
        assertThat(acting.groups(officer(li))).doesNotContain("grid-worker@" + HOME.value());
        leaves.enter(zhao, on("2025-03-12"), on("2025-03-12"), null, officer(zhao));
        clock.set(on("2025-03-12"));
        assertThat(acting.inPlaceOf(wang)).isEmpty();
    }

    @Test
    void a_night_shift_has_the_role_everywhere_below_its_area_for_its_hours_only() {
        Officer leader = officer(new OfficerId("crew-arranger"));
        Instant from = clock.now().plusSeconds(3600);
        leaves.roster(li, new Duty("grid-worker", "crew-c1"), from, from.plusSeconds(8 * 3600), leader);
        assertThat(acting.groups(officer(li))).doesNotContain("grid-worker@" + HOME.value());
        clock.set(from);
        assertThat(acting.groups(officer(li)))
                .contains("grid-worker@" + HOME.value(), "grid-worker@" + Crew.GRID.value())
                .doesNotContain("grid-worker@crew-c1");
        clock.set(from.plusSeconds(8 * 3600));
        assertThat(acting.groups(officer(li))).doesNotContain("grid-worker@" + HOME.value());
        assertThatThrownBy(() -> leaves.roster(li, new Duty("grid-worker", "crew-c1"), from, from, leader))
                .hasMessageContaining("shift-hours");
        assertThatThrownBy(() -> leaves.roster(
                        li,
                        new Duty("administrator", "street"),
                        clock.now(),
                        clock.now().plusSeconds(60),
                        leader))
                .as("what rests on a person's own trust is handed on to nobody")
                .hasMessageContaining("duty-impossible");
        assertThatThrownBy(() -> leaves.roster(
                        li,
                        new Duty("grid-worker", "crew-c1"),
                        clock.now(),
                        clock.now().plusSeconds(60),
                        officer(li)))
                .hasMessageContaining("leave-of-another");
    }

    @Test
    void leave_is_entered_by_the_officer_or_who_arranges_the_work_there_and_by_nobody_else() {
        assertThatThrownBy(() -> leaves.enter(wang, clock.today(), clock.today(), null, officer(li)))
                .hasMessageContaining("leave-of-another");
        Officer leader = officer(new OfficerId("crew-arranger"));
        leaves.enter(wang, clock.today(), clock.today(), li, leader);
        assertThatThrownBy(() -> leaves.enter(wang, clock.today(), clock.today(), null, leader))
                .hasMessageContaining("leave-twice");
        assertThatThrownBy(() -> leaves.enter(li, clock.today(), clock.today().minusDays(1), null, leader))
                .hasMessageContaining("leave-days");
        assertThatThrownBy(() -> leaves.enter(li, clock.today(), clock.today(), li, leader))
                .hasMessageContaining("leave-deputy");
        assertThat(leaves.leaves(officer(li), 50))
                .as("who stands in reads it")
                .anyMatch(
                        each -> each.officer().equals(wang) && each.enteredBy().equals("crew-arranger"));
        assertThat(leaves.leaves(officer(zhao), 50))
                .noneMatch(each -> each.officer().equals(wang));
    }

    @Test
    void an_administrator_s_or_an_approver_s_trust_goes_to_no_deputy() {
        OfficerId chief = hire("chief-" + Ids.next(), new Duty("approver", "street"));
        leaves.enter(chief, clock.today(), clock.today(), li, officer(chief));
        assertThat(acting.groups(officer(li))).doesNotContain("approver@street");
    }

    @Test
    void on_the_page_an_officer_enters_its_leave_and_withdraws_it() {
        try (var browser = Browser.at(port)) {
            browser.signIn(wang.value()).phone().open("/leave").until("请假与值班");
            assertThat(browser.overflow()).isZero();
            browser.find("#deputy option[value='" + li.value() + "']").click();
            browser.toTheMiddle("form[action$='/leave'] [type=submit]").click();
            browser.until("已登记请假").until("进行中");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.unlabelled()).isEmpty();
            browser.screenshot("leave-phone");
            browser.wide().open("/leave");
            browser.screenshot("leave");
            browser.find("form[action$='/withdraw'] button").click();
            browser.find("dialog[open] [value=yes]").click();
            browser.until("已撤销请假");
            browser.language("en").open("/leave").until("Leave and shifts");
            assertThat(browser.chinese()).isEmpty();
        }
        assertThat(acting.inPlaceOf(wang)).contains(wang);
    }
}
