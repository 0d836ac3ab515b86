package gridwork.cases.spotcheck;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.SpotCheckProof;
import gridwork.cases.TaskContents;
import gridwork.cases.TrailEntry;
import gridwork.cases.WithdrawCase;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** GW-6: a random share of the closed cases is checked again, by somebody else. */
@GridworkTest
class SpotChecksTest {
    private static final String MANY = "shop-rectification";

    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Drawn drawn;

    @Autowired
    DrawAgain again;

    @Autowired
    DrawSpotChecks daily;

    @Autowired
    OpenSpotChecks opening;

    @Autowired
    SpotDraws draws;

    @Autowired
    Checkers checkers;

    @Autowired
    SpotChecks spots;

    @Autowired
    CaseBook book;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    TaskContents contents;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    Matters matters;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    TaskService tasks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    private static final AtomicInteger TEST = new AtomicInteger();

    private final List<CaseId> mine = new ArrayList<>();
    /** Each test has days of its own, because so many a day are opened; all of them long before other classes' cases. */
    private final LocalDate today = on("2019-03-04").plusDays(10L * TEST.getAndIncrement());

    private Instant before;

    @BeforeEach
    void the_crew_is_at_work() {
        before = clock.now();
        crew.comesToWork();
        clock.set(today);
    }

    /** Nobody else's list of work has them, and no later draw. */
    @AfterEach
    void what_is_open_is_withdrawn() {
        Officer office = officers.find(Crew.id("office")).orElseThrow();
        for (CaseId each : mine) {
            draws.of(each)
                    .map(SpotDraws.Draw::spot)
                    .filter(spot -> book.get(spot).open())
                    .ifPresent(spot -> withdrawals.withdraw(spot, "测试结束", office));
        }
        work.run(() -> jdbc.sql("update spot_draw set drawn = false where spot_case_id is null")
                .update());
        clock.set(before);
    }

    private SubjectId shop() {
        var ref = new SubjectRef("merchant", "spot-" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails("抽查店铺", Crew.GRID, null, null, null, null))));
        return subjects.find(ref).orElseThrow().id();
    }

    private List<CaseId> closed(int many) {
        SubjectId shop = shop();
        List<CaseId> all = new ArrayList<>();
        work.run(() -> {
            all.clear();
            subjects.lock(List.of(shop));
            for (int i = 0; i < many; i++) {
                Case one = book.add(MANY, shop, Crew.GRID, "spot/" + Ids.next(), null, null, book.details());
                book.trail(one.id(), Crew.id("inspector1").value(), "rectified", book.details());
                book.close(one.id());
                all.add(one.id());
            }
        });
        mine.addAll(all);
        return all;
    }

    private List<SpotDraws.Draw> looked(List<CaseId> of) {
        return of.stream().flatMap(each -> draws.of(each).stream()).toList();
    }

    private List<SpotDraws.Draw> drawnOf(List<CaseId> of) {
        return looked(of).stream().filter(SpotDraws.Draw::drawn).toList();
    }

    private void daysLater(int days) {
        clock.set(today.plusDays(days));
        daily.run(clock.today());
    }

    /** A clean check that the crew's first two made and signed; only the crew's inspectors have no conflict. */
    private Case checkedSite() {
        Town.Site site = town.site("抽查工地", Crew.GRID);
        CaseId check = checks.open(
                site.id(),
                "general",
                false,
                "spot-" + Ids.next(),
                clock.today().plusDays(4),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        for (String each : List.of("inspector1", "inspector2")) {
            crew.does(each, crew.taskOf(check, each), crew.confirmed());
        }
        mine.add(check);
        officers.all().stream()
                .filter(each -> each.has("inspector"))
                .filter(each -> !Set.of("crew-inspector1", "crew-inspector2", "crew-inspector3")
                        .contains(each.id().value()))
                .forEach(each -> accounts.stateConflict(each.id(), site.ref().toString(), "亲属在该工地任职", "test"));
        Case closed = book.get(check);
        assertThat(closed.open()).isFalse();
        return closed;
    }

    private ObjectNode answers(String lasting, boolean holds) {
        ObjectNode said = crew.content("{}").put("holds", holds).put("description", "现场所见");
        said.putObject("answers").put("file", "yes").put("evidence", "yes").put("lasting", lasting);
        var findings = said.putArray("findings");
        if (lasting.equals("no")) {
            findings.addObject().put("item", "lasting").put("description", "围挡仍然破损");
        }
        return said;
    }

    private String checker(CaseId spot) {
        return book.officers(spot).get(0);
    }

    private OpenTask task(CaseId spot, String step) {
        return cases.openTasks(spot).stream()
                .filter(each -> each.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private List<String> trail(CaseId of) {
        return cases.trail(of).stream().map(TrailEntry::what).toList();
    }

    @Test
    void over_many_cases_the_share_that_is_drawn_is_the_share_of_the_rules() {
        List<CaseId> closed = closed(1_000);
        daysLater(1);
        List<SpotDraws.Draw> looked = looked(closed);
        assertThat(looked).hasSize(1_000).allMatch(each -> each.share() == 1_000);
        assertThat(looked).allMatch(each -> each.drawn() == each.number() < each.share());
        long chosen = looked.stream().filter(SpotDraws.Draw::drawn).count();
        assertThat(chosen).as("100 ± five standard deviations").isBetween(52L, 148L);
        assertThat(looked.stream()
                        .filter(each -> each.number() < SpotDraws.PARTS / 2)
                        .count())
                .as("the numbers lie evenly")
                .isBetween(420L, 580L);
    }

    @Test
    void a_case_closed_today_is_not_drawn_and_a_second_run_draws_and_opens_nothing_new() {
        List<CaseId> closed = closed(60);
        daily.run(today);
        assertThat(looked(closed)).isEmpty();

        daysLater(1);
        List<SpotDraws.Draw> first = looked(closed);
        assertThat(first).hasSize(60);
        daysLater(1);
        daysLater(2);
        assertThat(looked(closed))
                .as("the next day's only opens what waited")
                .extracting(SpotDraws.Draw::of, SpotDraws.Draw::number, SpotDraws.Draw::drawnOn)
                .containsExactlyElementsOf(first.stream()
                        .map(each -> org.assertj.core.groups.Tuple.tuple(each.of(), each.number(), each.drawnOn()))
                        .toList());
        for (CaseId each : closed) {
            assertThat(book.cameFrom(each)).hasSize(draws.of(each).orElseThrow().drawn() ? 1 : 0);
        }
    }

    @Test
    void what_is_over_the_limit_of_the_day_waits_and_says_so() {
        List<CaseId> closed = closed(500);
        daysLater(1);
        int limit = matters.matter("shop-spot-check").opensPerDay();
        List<SpotDraws.Draw> chosen = drawnOf(closed);
        assertThat(chosen).hasSizeGreaterThan(limit);
        assertThat(chosen).filteredOn(each -> each.spot() != null).hasSize(limit);
        SpotDraws.Draw waits =
                chosen.stream().filter(each -> each.spot() == null).findFirst().orElseThrow();
        assertThat(spots.of(waits.of()).orElseThrow().state()).isEqualTo("waiting");
        assertThat(new Visitor(port)
                        .signIn("crew-office", "crew-office")
                        .get("/cases/" + waits.of().value())
                        .body())
                .contains("结案抽查", "等候立案");
        daysLater(2);
        assertThat(drawnOf(closed)).filteredOn(each -> each.spot() != null).hasSizeGreaterThan(limit);
    }

    @Test
    void nobody_is_drawn_who_had_to_do_with_the_case_or_with_one_above_or_below_it() {
        for (int i = 0; i < 5; i++) {
            Case closed = checkedSite();
            CaseId spot = drawn.now(closed);
            assertThat(checker(spot)).isEqualTo("crew-inspector3");
            assertThat(checkers.involved(closed)).containsExactlyInAnyOrder("crew-inspector1", "crew-inspector2");
        }
        List<CaseId> shops = closed(300);
        daysLater(1);
        for (SpotDraws.Draw each : drawnOf(shops)) {
            CaseId spot = each.spot();
            if (spot != null) {
                assertThat(book.officers(spot))
                        .doesNotContain("crew-inspector1")
                        .hasSize(1);
            }
        }
    }

    @Test
    void who_recorded_it_cannot_check_it_again_however_the_task_came_to_them() {
        CaseId spot = drawn.now(checkedSite());
        OpenTask task = task(spot, "user_spot_check");
        work.run(() -> book.responsible(spot, Crew.id("inspector1")));
        tasks.setAssignee(task.id(), "crew-inspector1");
        assertThatThrownBy(() -> crew.does("inspector1", task.id(), answers("yes", true)))
                .satisfies(failure -> assertThat(refusal(failure)).isEqualTo("spot-check-own-work"));
        assertThat(book.get(spot).open()).isTrue();
    }

    private static String refusal(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Refused refused) {
                return refused.code();
            }
        }
        return String.valueOf(failure);
    }

    @Test
    void what_does_not_hold_is_a_fact_goes_to_the_street_office_and_marks_the_case() {
        Case closed = checkedSite();
        CaseId spot = drawn.now(closed);
        var said = answers("no", false);
        said.putArray("photos").add(crew.photo(book.get(spot), "inspector3"));
        crew.does("inspector3", task(spot, "user_spot_check").id(), said);

        assertThat(task(spot, "user_spot_follow_up").groups()).containsExactly("office-clerk@street");
        assertThat(facts.timeline(closed.subject(), 0, 50))
                .extracting(Fact::category)
                .contains("spot-check-does-not-hold");
        assertThat(trail(closed.id())).endsWith("spot-checked");
        var office = new Visitor(port).signIn("crew-office", "crew-office");
        String page = office.get("/cases/" + closed.id().value()).body();
        assertThat(page).contains("抽查不成立", "/cases/" + spot.value(), "alert-danger");
        assertThat(office.get("/cases/" + spot.value()).body())
                .contains("被抽查的案件", "/cases/" + closed.id().value(), "围挡仍然破损");
        assertThat(office.get("/cases/" + closed.id().value() + "?lang=en").body())
                .contains("it does not hold");

        crew.does("office", task(spot, "user_spot_follow_up").id(), crew.content("{\"description\": \"责令重新检查\"}"));
        assertThat(book.get(spot).open()).isFalse();
        assertThat(trail(closed.id())).endsWith("spot-followed-up");
        assertThat(spots.of(closed.id()).orElseThrow().state()).isEqualTo("does-not-hold");
    }

    @Test
    void a_record_that_does_not_agree_with_itself_is_refused_and_kept() {
        CaseId spot = drawn.now(checkedSite());
        String task = task(spot, "user_spot_check").id();
        var open = answers("yes", true);
        ((ObjectNode) open.path("answers")).remove("file");
        var unexplained = answers("no", false);
        unexplained.putArray("findings").addObject().put("description", "别的问题");
        var mild = answers("no", true);
        var vague = answers("yes", false);
        Map<ObjectNode, String> wrong = Map.of(
                open,
                "check-item-unanswered",
                unexplained,
                "spot-check-no-without-problem",
                mild,
                "spot-check-holds-with-problems",
                vague,
                "spot-check-problem-missing",
                crew.content("{\"answers\": {}, \"findings\": [], \"holds\": \"yes\", \"description\": \"x\"}"),
                "form-part-wrong");
        wrong.forEach((content, code) -> {
            assertThatThrownBy(() -> crew.does("inspector3", task, content))
                    .satisfies(failure -> assertThat(refusal(failure)).isEqualTo(code));
            assertThat(contents.find(task)).hasValue(content);
        });
        var foreign = answers("yes", true);
        foreign.putArray("photos").add(crew.photo(checkedSite(), "inspector1"));
        assertThatThrownBy(() -> crew.does("inspector3", task, foreign))
                .satisfies(failure -> assertThat(refusal(failure)).isEqualTo("photo-of-another-case"));
        assertThat(draws.of(Checkers.original(book.get(spot))).orElseThrow().result())
                .isNull();
        crew.does("inspector3", task, answers("yes", true));
        assertThat(book.get(spot).open()).isFalse();
    }

    @Test
    void where_nobody_can_be_drawn_the_street_office_sees_it_and_nothing_is_lost() {
        Case closed = checkedSite();
        String site = subjects.find(closed.subject()).orElseThrow().ref().toString();
        accounts.stateConflict(Crew.id("inspector3"), site, "亲属在该工地任职", "test");
        CaseId spot = drawn.now(closed);
        OpenTask task = task(spot, "user_spot_unstaffed");
        assertThat(task.groups()).containsExactly("office-clerk@street");
        assertThat(trail(spot)).contains("spot-nobody");
        var again = crew.content("{\"outcome\": \"again\", \"description\": \"已补上\"}");
        assertThatThrownBy(() -> crew.does("office", task.id(), again))
                .satisfies(failure -> assertThat(refusal(failure)).isEqualTo("spot-check-still-nobody"));
        accounts.withdrawConflict(Crew.id("inspector3"), site, "test");
        crew.does("office", task.id(), again);
        assertThat(checker(spot)).isEqualTo("crew-inspector3");
        assertThat(task(spot, "user_spot_check").assignee()).isEqualTo("crew-inspector3");
    }

    @Test
    void what_is_drawn_is_a_fact_and_so_is_that_it_was_withdrawn() {
        List<CaseId> closed = closed(80);
        SubjectId shop = book.get(closed.get(0)).subject();
        daysLater(1);
        List<String> drawn = drawnOf(closed).stream()
                .map(each -> String.valueOf(each.of().value()))
                .toList();
        assertThat(drawn).as("of 80 none was drawn").isNotEmpty();
        assertThat(about(shop, "spot-check-drawn")).containsExactlyInAnyOrderElementsOf(drawn);
        SpotDraws.Draw one = drawnOf(closed).stream()
                .filter(each -> each.spot() != null)
                .findFirst()
                .orElseThrow();
        withdrawals.withdraw(
                Objects.requireNonNull(one.spot()),
                "店铺已拆除",
                officers.find(Crew.id("office")).orElseThrow());
        assertThat(about(shop, "spot-check-given-up"))
                .containsExactly(String.valueOf(one.of().value()));
    }

    /** The closed cases that a subject's milestones name. */
    private List<String> about(SubjectId subject, String milestone) {
        return facts.timeline(subject, 0, 500).stream()
                .filter(each -> milestone.equals(each.category()))
                .map(each -> String.valueOf(each.payload().get("spotCheckOf")))
                .toList();
    }

    @Test
    void who_can_be_drawn_later_is_drawn_by_the_nightly_work_once() {
        Case closed = checkedSite();
        String site = subjects.find(closed.subject()).orElseThrow().ref().toString();
        accounts.stateConflict(Crew.id("inspector3"), site, "亲属在该工地任职", "test");
        CaseId spot = drawn.now(closed);
        OpenTask unstaffed = task(spot, "user_spot_unstaffed");
        crew.as("office", () -> {
            tasks.claim(unstaffed.id(), "crew-office");
            contents.save(unstaffed.id(), crew.content("{\"description\": \"正在找人\"}"), "crew-office");
        });
        again.run(today.plusDays(1));
        assertThat(task(spot, "user_spot_unstaffed").id()).as("still nobody").isEqualTo(unstaffed.id());
        accounts.withdrawConflict(Crew.id("inspector3"), site, "test");
        again.run(today.plusDays(2));
        assertThat(task(spot, "user_spot_check").assignee()).isEqualTo("crew-inspector3");
        assertThat(trail(spot))
                .containsSubsequence("spot-nobody", "spot-checker-drawn")
                .contains("spot-drawn-again");
        assertThat(cases.trail(spot))
                .anySatisfy(entry -> assertThat(entry.content()
                                .path("draft")
                                .path("description")
                                .asText())
                        .isEqualTo("正在找人"));
        again.run(today.plusDays(3));
        assertThat(draws.checkers(Set.of(closed.id())).get(closed.id()))
                .as("once")
                .extracting(SpotDraws.Checker::officer)
                .containsExactly(null, "crew-inspector3");
    }

    @Test
    void who_cannot_go_on_is_replaced_by_the_same_draw_and_what_they_wrote_is_on_the_trail() {
        Case closed = checkedSite();
        String site = subjects.find(closed.subject()).orElseThrow().ref().toString();
        CaseId spot = drawn.now(closed);
        contents.save(
                task(spot, "user_spot_check").id(), crew.content("{\"description\": \"写到一半\"}"), "crew-inspector3");
        accounts.stateConflict(Crew.id("inspector3"), site, "亲属在该工地任职", "test");
        assertThat(task(spot, "user_spot_unstaffed").groups()).containsExactly("office-clerk@street");
        TrailEntry gone = cases.trail(spot).stream()
                .filter(each -> each.what().equals("spot-checker-gone"))
                .findFirst()
                .orElseThrow();
        assertThat(gone.content().path("draft").path("description").asText()).isEqualTo("写到一半");
        assertThat(gone.content().path("code").asText()).isEqualTo("conflict");
        assertThat(draws.checkers(Set.of(closed.id())).get(closed.id()))
                .extracting(SpotDraws.Checker::officer)
                .containsExactly("crew-inspector3", null);
    }

    @Test
    void what_a_kill_cut_off_is_opened_once_by_the_next_run() {
        List<CaseId> closed = closed(80);
        daysLater(1);
        SpotDraws.Draw one = drawnOf(closed).stream()
                .filter(each -> each.spot() != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("of 80 none was drawn"));
        Case subject = book.get(one.of());
        assertThatThrownBy(() -> work.run(() -> {
                    subjects.lock(List.of(subject.subject()));
                    opening.open(one, today.plusDays(1));
                }))
                .as("a second spot check of the same case")
                .isInstanceOf(RuntimeException.class);
        CaseId another = closed(1).get(0);
        clock.set(today.plusDays(2));
        assertThatThrownBy(() -> work.run(() -> {
                    drawn.now(book.get(another));
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(draws.of(another)).isEmpty();
        assertThat(book.cameFrom(another)).isEmpty();
        daysLater(3);
        assertThat(draws.of(another)).isPresent();
        assertThat(book.cameFrom(one.of())).hasSize(1);
    }

    @Test
    void the_draws_of_a_month_that_is_over_come_out_again_and_a_changed_one_is_found() {
        List<CaseId> closed = closed(60);
        daysLater(1);
        List<SpotDraws.Draw> chosen = drawnOf(closed);
        assertThat(chosen).isNotEmpty();
        assertThat(differing(closed)).isEmpty();
        clock.set(today.plusMonths(2));
        assertThat(spots.verify().draws()).isGreaterThanOrEqualTo(60);
        assertThat(differing(closed)).isEmpty();
        CaseId left = looked(closed).stream()
                .filter(each -> !each.drawn())
                .map(SpotDraws.Draw::of)
                .findFirst()
                .orElseThrow();
        SpotDraws.Draw opened =
                chosen.stream().filter(each -> each.spot() != null).findFirst().orElseThrow();
        change("update spot_draw set drawn = false where case_id = ", opened.of());
        change("update spot_draw set drawn_number = 3, drawn = true where case_id = ", left);
        assertThat(differing(closed)).containsExactlyInAnyOrder(opened.of(), left);
        change("update spot_draw set drawn = true where case_id = ", opened.of());
        change("update spot_checker set officer = 'crew-office' where case_id = ", opened.of());
        assertThat(differing(closed)).containsExactlyInAnyOrder(opened.of(), left);
        change(
                "update spot_checker set officer = '" + checker(Objects.requireNonNull(opened.spot()))
                        + "' where case_id = ",
                opened.of());
        assertThat(differing(closed)).containsExactly(left);
    }

    private void change(String sql, CaseId of) {
        work.run(() -> jdbc.sql(sql + of.value()).update());
    }

    private Set<CaseId> differing(List<CaseId> of) {
        return spots.verify().differing().stream()
                .map(SpotCheckProof.Differing::of)
                .filter(of::contains)
                .collect(Collectors.toSet());
    }

    @Test
    void neither_a_departments_part_nor_a_spot_check_is_drawn() {
        Case closed = checkedSite();
        CaseId spot = drawn.now(closed);
        crew.does("inspector3", task(spot, "user_spot_check").id(), answers("yes", true));
        SubjectId shop = shop();
        var part = new CaseId[2];
        work.run(() -> {
            subjects.lock(List.of(shop));
            Case whole = book.add(MANY, shop, Crew.GRID, "spot/" + Ids.next(), null, null, book.details());
            Case one = book.add(MANY, shop, Crew.GRID, "spot/" + Ids.next(), whole.id(), null, book.details());
            book.close(one.id());
            book.close(whole.id());
            part[0] = whole.id();
            part[1] = one.id();
        });
        mine.add(part[0]);
        daysLater(1);
        assertThat(draws.of(part[0])).isPresent();
        assertThat(draws.of(part[1])).isEmpty();
        assertThat(draws.of(spot)).isEmpty();
    }

    @Test
    void the_rules_say_the_share_also_of_a_matter_that_they_do_not_name() {
        assertThat(daily.rule("js-010", today).orElseThrow().share()).isEqualTo(500);
        assertThat(daily.rule("site-check", today).orElseThrow().share()).isEqualTo(1_000);
        assertThat(daily.rule("site-spot-check", today).orElseThrow().share()).isZero();
    }
}
