package gridwork.cases.worklist;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.Tasks;
import gridwork.cases.clock.Breaches;
import gridwork.cases.worklist.WorkList.Part;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an officer has to do, as our own lists and the Tasklist's filters find it. */
@GridworkTest
class WorkListTest {
    @Autowired
    Crew crew;

    @Autowired
    Accounts accounts;

    @Autowired
    Areas areas;

    @Autowired
    Officers officers;

    @Autowired
    Work work;

    @Autowired
    TaskService engine;

    @Autowired
    IdentityService identity;

    @Autowired
    ManagementService management;

    @Autowired
    Breaches breaches;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Subjects subjects;

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

    private Overdue overdue;
    private Instant before;

    @BeforeEach
    void crew() {
        before = clock.now();
        crew.comesToWork();
        overdue = new Overdue(town, clock, checks, cases, breaches, crew);
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    private Officer officer(String name) {
        return officers.find(Crew.id(name)).orElseThrow();
    }

    private List<String> seen(String name, Part part, @Nullable String text) {
        return list.page(new WorkList.Asked(Crew.id(name), groups(name), part, text, 0, 500)).rows().stream()
                .map(WorkList.Row::task)
                .toList();
    }

    private Set<String> groups(String name) {
        return officer(name).duties().stream().map(Duty::group).collect(Collectors.toSet());
    }

    private int count(String name, Part part) {
        return Objects.requireNonNull(list.counts(Crew.id(name), groups(name)).get(part));
    }

    @Test
    void a_task_goes_from_the_grid_to_who_takes_it_on_and_to_what_is_done() {
        Case of = overdue.rectification("望江路地铁工地");
        String task = crew.task(of.id(), "user_rectify");
        int mine = count("worker", Part.MINE);
        int grid = count("worker", Part.GRID);
        assertThat(seen("worker", Part.GRID, null)).contains(task);
        assertThat(seen("inspector1", Part.GRID, null)).doesNotContain(task);

        tasks.claim(task, officer("worker"));
        assertThat(seen("worker", Part.GRID, null)).doesNotContain(task);
        assertThat(seen("worker", Part.MINE, null)).contains(task);
        assertThat(count("worker", Part.MINE)).isEqualTo(mine + 1);
        assertThat(count("worker", Part.GRID)).isEqualTo(grid - 1);

        tasks.giveBack(task, officer("worker"));
        assertThat(seen("worker", Part.GRID, null)).contains(task);

        tasks.claim(task, officer("worker"));
        var rectified = crew.content("{\"description\": \"已加固\"}");
        rectified.putArray("photos").add(crew.photo(of, "worker"));
        crew.does("worker", task, rectified);
        assertThat(seen("worker", Part.MINE, null)).doesNotContain(task);
        assertThat(seen("worker", Part.DONE, String.valueOf(of.id().value()))).containsExactly(task);
    }

    @Test
    void a_task_is_found_by_its_case_number_and_by_its_subject_s_name_of_today_and_code() {
        Case of = overdue.rectification("近江村改造工地");
        String task = crew.task(of.id(), "user_rectify");
        Subject subject = subjects.find(of.subject()).orElseThrow();
        assertThat(seen("worker", Part.GRID, String.valueOf(of.id().value()))).containsExactly(task);
        assertThat(seen("worker", Part.GRID, subject.ref().code())).containsExactly(task);
        assertThat(seen("worker", Part.GRID, "近江村")).containsExactly(task);
        assertThat(seen("worker", Part.GRID, "100%")).isEmpty();

        work.run(() -> subjects.edit(
                subject.id(),
                new SubjectDetails("钱潮路改造工地", Crew.GRID, null, null, null, null),
                "test",
                subject.version()));
        assertThat(seen("worker", Part.GRID, "钱潮路")).containsExactly(task);
        assertThat(seen("worker", Part.GRID, "近江村")).isEmpty();
    }

    @Test
    void taking_a_task_on_writes_the_list_once_and_what_the_list_does_not_show_writes_nothing() {
        Case of = overdue.rectification("清江路工地");
        String task = crew.task(of.id(), "user_rectify");

        List<String> claimed = Statements.of(() -> tasks.claim(task, officer("worker")));
        assertThat(claimed)
                .filteredOn(each -> each.startsWith("update case_task "))
                .hasSize(1);
        assertThat(claimed)
                .filteredOn(each -> each.startsWith("update case_task_group "))
                .hasSize(1);
        assertThat(claimed).noneMatch(each -> each.contains("from area"));
        assertThat(list.find(task).orElseThrow().assignee()).isEqualTo(Crew.id("worker"));

        assertThat(Statements.of(() -> work.run(() -> engine.setPriority(task, 60))))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("select"));
        assertThat(list.find(task).orElseThrow().assignee()).isEqualTo(Crew.id("worker"));
    }

    @Test
    void what_is_due_today_is_overdue_tomorrow() {
        Case of = overdue.rectification("秋涛路工地");
        String task = crew.task(of.id(), "user_rectify");
        clock.set(
                clock.dayOf(Objects.requireNonNull(list.find(task).orElseThrow().due())));
        assertThat(seen("worker", Part.TODAY, "秋涛路")).containsExactly(task);
        assertThat(seen("worker", Part.OVERDUE, "秋涛路")).isEmpty();
        clock.set(clock.today().plusDays(1));
        assertThat(seen("worker", Part.TODAY, "秋涛路")).isEmpty();
        assertThat(seen("worker", Part.OVERDUE, "秋涛路")).containsExactly(task);
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_a_task_of_two_groups_is_there_once() {
        for (int i = 0; i < 5; i++) {
            overdue.rectification("分页工地");
        }
        work.run(() -> engine.addCandidateGroup(seen("worker", Part.GRID, "分页").get(0), "office-clerk@street"));
        Set<String> both = Set.of("grid-worker@" + Crew.GRID.value(), "office-clerk@street");
        List<String> paged = new java.util.ArrayList<>();
        for (int from = 0; from < 6; from += 2) {
            var page = list.page(new WorkList.Asked(Crew.id("worker"), both, Part.GRID, "分页", from, 2));
            assertThat(page.total()).isEqualTo(5);
            assertThat(page.more()).isEqualTo(from < 4);
            page.rows().forEach(row -> paged.add(row.task()));
        }
        assertThat(paged).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void what_was_given_to_somebody_cannot_be_given_back_and_nobody_gives_back_what_is_another_s() {
        clock.set(on("2025-03-03"));
        var check = checks.open(
                town.site("给定工地", Crew.GRID).id(),
                "key",
                false,
                "given",
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        String given = crew.task(check, "user_record");
        assertThat(seen("inspector1", Part.MINE, "给定工地")).containsExactly(given);
        assertThatThrownBy(() -> tasks.giveBack(given, officer("inspector1"))).hasMessageContaining("task-given");
        assertThatThrownBy(() -> tasks.giveBack(given, officer("inspector2"))).hasMessageContaining("task-of-another");
        assertThatThrownBy(() -> tasks.claim("no-such-task", officer("worker")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("task-gone");
    }

    @Test
    void a_withdrawn_case_leaves_every_list() {
        Case of = overdue.rectification("撤案工地");
        String task = crew.task(of.id(), "user_rectify");
        identity.clearAuthentication();
        work.run(() -> engine.setPriority(task, 60));
        assertThat(seen("worker", Part.GRID, "撤案工地")).containsExactly(task);
        management.getProperties();
        work.run(() -> runtime.deleteProcessInstance(
                engine.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "test", true));
        assertThat(seen("worker", Part.GRID, "撤案工地")).isEmpty();
        assertThat(list.find(task).orElseThrow().ended()).isNotNull();
    }

    @Autowired
    org.camunda.bpm.engine.RuntimeService runtime;

    @Test
    void the_tasklist_has_its_four_lists_with_case_number_and_subject_and_searches_by_both() {
        Case of = overdue.rectification("望潮路工地");
        String task = crew.task(of.id(), "user_rectify");
        assertThat(filters.createTaskFilterQuery().orderByFilterId().asc().list())
                .extracting(each -> each.getId())
                .containsExactly("gridwork-grid", "gridwork-mine", "gridwork-overdue", "gridwork-today");
        assertThat(filters.getFilter("gridwork-grid").getProperties().get("variables"))
                .isEqualTo(List.of(
                        Map.of("name", "caseNumber", "label", "案号 · Case"),
                        Map.of("name", "subject", "label", "对象 · Subject")));
        crew.as("worker", () -> {
            assertThat(listed("gridwork-grid")).contains(task);
            assertThat(listed("gridwork-mine")).doesNotContain(task);
            assertThat(engine.getVariableLocal(task, "caseNumber"))
                    .isEqualTo(String.valueOf(of.id().value()));
            assertThat(found(engine.createTaskQuery()
                            .processInstanceBusinessKey(String.valueOf(of.id().value()))))
                    .containsExactly(task);
            assertThat(found(engine.createTaskQuery().taskDescriptionLike("%望潮路%")))
                    .containsExactly(task);
        });
        clock.set(on("2025-06-02"));
        crew.as("worker", () -> {
            assertThat(listed("gridwork-overdue")).contains(task);
            assertThat(listed("gridwork-today")).doesNotContain(task);
        });
        crew.as("inspector1", () -> assertThat(listed("gridwork-overdue")).doesNotContain(task));
        accounts.create(
                Crew.id("second-worker"),
                "second-worker",
                Set.of(new Duty("grid-worker", Crew.GRID.value())),
                "crew-second-worker",
                "crew-second-worker");
        crew.as("second-worker", () -> assertThat(listed("gridwork-overdue")).contains(task));
        tasks.claim(task, officer("worker"));
        crew.as("worker", () -> assertThat(listed("gridwork-overdue")).contains(task));
        crew.as("second-worker", () -> assertThat(listed("gridwork-overdue")).doesNotContain(task));
    }

    private List<String> found(org.camunda.bpm.engine.task.TaskQuery narrowed) {
        return filters.<Task, org.camunda.bpm.engine.task.TaskQuery>list("gridwork-grid", narrowed).stream()
                .map(Task::getId)
                .toList();
    }

    private List<String> listed(String filter) {
        List<Task> all = filters.list(filter);
        assertThat(filters.count(filter)).isEqualTo(all.size());
        return all.stream().map(Task::getId).toList();
    }

    @Test
    void an_area_without_a_worker_keeps_its_tasks_for_whoever_comes() {
        work.run(() -> areas.put(new Area(new AreaId("crew-g9"), Area.Kind.GRID, "无人网格", new AreaId("crew-c1"))));
        Case of = overdue.rectification("无人网格工地", new AreaId("crew-g9"));
        String task = crew.task(of.id(), "user_rectify");
        var page =
                list.page(new WorkList.Asked(Crew.id("office"), Set.of("grid-worker@crew-g9"), Part.GRID, null, 0, 10));
        assertThat(page.rows()).extracting(WorkList.Row::task).containsExactly(task);
    }
}
