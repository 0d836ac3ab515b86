package gridwork.cases.plan;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.CheckDone;
import gridwork.cases.CheckPlan;
import gridwork.cases.OpenTask;
import gridwork.cases.PlannedCheck;
import gridwork.cases.PlannedCheck.State;
import gridwork.cases.TaskContents;
import gridwork.cases.TrailEntry;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Acting;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.WorkingCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SS-1: the colour sets how often and how a site is checked; a white site's day is random. */
@GridworkTest
class PlanTest {
    private static final String PASSWORD = "plan-inspector";
    private static final String SEVERE = "unsafe-structure";

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Planning planning;

    @Autowired
    CheckPlan plan;

    @Autowired
    Clocks clocks;

    @Autowired
    PlannedChecks checks;

    @Autowired
    Work work;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Areas areas;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    Acting acting;

    @Autowired
    Matters matters;

    @Autowired
    Staff staff;

    @Autowired
    Cases cases;

    @Autowired
    TaskContents contents;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Instant before;
    private final List<Runnable> undo = new ArrayList<>();

    @BeforeEach
    void three_inspectors() {
        before = clock.now();
        if (areas.find(new AreaId("street")).isEmpty()) {
            areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
        }
        for (String id : List.of("plan-a", "plan-b", "plan-c")) {
            if (officers.find(new OfficerId(id)).isEmpty()) {
                accounts.create(
                        new OfficerId(id), "检查员", Set.of(new Duty("inspector", "street")), PASSWORD + id, "test");
            }
        }
    }

    @AfterEach
    void the_clock_and_the_draws_as_before() {
        undo.forEach(Runnable::run);
        clock.set(before);
    }

    /** Morning of a day for one site: decided anew, then planned. */
    private void morning(Town.Site site, String day) {
        clock.set(clock.startOf(on(day)).plusSeconds(3 * 3600));
        work.run(() -> planning.look(List.of(site.id()), Set.of(), on(day)));
    }

    private Town.Site white(String day) {
        town.today(day);
        // a violation that counts for nothing gives it a standing
        return town.site("plan").check("re-check", 0, on(day).minusYears(1));
    }

    private PlannedChecks.Row row(Town.Site site, String period) {
        return checks.of(site.id(), 50).stream()
                .filter(each -> each.period().equals(period))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + period + " in " + checks.of(site.id(), 50)));
    }

    private List<String> periods(Town.Site site) {
        return checks.of(site.id(), 50).stream()
                .filter(each -> each.state() != State.DROPPED)
                .map(PlannedChecks.Row::period)
                .sorted()
                .toList();
    }

    private PlannedCheck seenBy(Town.Site site, String period, @Nullable String reader) {
        return plan.of(site.id(), 50, reader == null ? null : new OfficerId(reader)).stream()
                .filter(each -> each.period().equals(period))
                .findFirst()
                .orElseThrow();
    }

    private void carriedOut(PlannedChecks.Row row, String day) {
        clock.set(on(day));
        CaseId by = Objects.requireNonNull(row.caseId());
        work.run(() -> {
            facts.record(
                    List.of(new NewFact(
                            SubjectRef.of(row.siteRef()),
                            "check",
                            row.checkType(),
                            clock.now(),
                            null,
                            "plan-test",
                            by.value() + "/check",
                            null,
                            BigDecimal.ZERO,
                            Map.of())),
                    Facts.How.NOW);
            events.publishEvent(new CheckDone(by, row.site(), row.checkType(), on(day)));
        });
    }

    private List<String> milestones(Town.Site site) {
        return facts.timeline(site.id(), 0, 100).stream()
                .filter(each -> each.kind().equals("case-milestone"))
                .filter(each -> String.valueOf(each.category()).startsWith("check-"))
                .map(each -> each.category() + " " + each.occurredOn())
                .sorted()
                .toList();
    }

    @Test
    void a_white_site_gets_a_working_day_of_the_month_that_nobody_learns_before_its_morning() {
        Town.Site site = white("2024-07-01");
        morning(site, "2024-07-01");
        PlannedChecks.Row row = row(site, "2024-07");
        LocalDate day = Objects.requireNonNull(row.drawnDay());
        assertThat(calendar.isWorkingDay(day)).isTrue();
        assertThat(day).isBetween(on("2024-07-01"), on("2024-07-31"));
        assertThat(row.drawnFrom()).hasSize(23);

        morning(site, day.toString());
        row = row(site, "2024-07");
        assertThat(row.state()).isEqualTo(State.OPEN);
        assertThat(row.inspectors()).hasSize(2).doesNotHaveDuplicates();
        String drawn = row.inspectors().get(0);
        String other = officers.all().stream()
                .map(each -> each.id().value())
                .filter(id -> !row(site, "2024-07").inspectors().contains(id))
                .findFirst()
                .orElseThrow();

        assertThat(seenBy(site, "2024-07", drawn).day()).isEqualTo(day);
        for (@Nullable String stranger : new String[] {other, null}) {
            PlannedCheck seen = seenBy(site, "2024-07", stranger);
            assertThat(seen.day()).isNull();
            assertThat(seen.state()).isEqualTo(State.PLANNED);
            assertThat(seen.inspectors()).isEmpty();
            assertThat(seen.caseId()).isNull();
        }
        clock.set(clock.startOf(day).minusSeconds(1));
        assertThat(seenBy(site, "2024-07", drawn).day())
                .as("not before the morning")
                .isNull();
        assertThat(milestones(site)).as("no fact gives the day away").isEmpty();

        carriedOut(row, day.toString());
        assertThat(seenBy(site, "2024-07", null).doneOn()).isEqualTo(day);
        assertThat(milestones(site)).containsExactly("check-due " + day);
    }

    @Test
    void neither_page_nor_api_says_anything_about_the_day_before_and_only_the_drawn_see_it_that_morning() {
        Town.Site site = white("2024-08-01");
        morning(site, "2024-08-01");
        LocalDate day = on("2024-08-20");
        drawnFor(site, "2024-08", day.toString());
        morning(site, day.toString());
        PlannedChecks.Row row = row(site, "2024-08");
        String drawn = row.inspectors().stream()
                .filter(it -> it.startsWith("plan-"))
                .findFirst()
                .orElse(null);
        if (accounts.state(new OfficerId("plan-manager")).isEmpty()) {
            accounts.create(
                    new OfficerId("plan-manager"), "领导", Set.of(new Duty("manager", "street")), PASSWORD, "test");
        }
        var manager = new Visitor(port).signIn("plan-manager", PASSWORD);
        String about = "/checks?month=2024-08&find=" + site.ref().code();
        assertThat(manager.get(about).body()).contains(site.ref().code()).contains("随机，尚未公布");
        assertThat(cell(manager.get(about).body(), site)).doesNotContain(day.toString());
        assertThat(cell(manager.get("/checks?month=2024-08&state=open").body(), site))
                .isEmpty();
        String json = manager.getJson(
                        "/api/checks?month=2024-08&find=" + site.ref().code())
                .body();
        assertThat(json)
                .contains(site.ref().code())
                .doesNotContain(day.toString())
                .doesNotContain("plan-");

        if (drawn != null) {
            var inspector = new Visitor(port).signIn(drawn, PASSWORD + drawn);
            assertThat(cell(inspector.get("/checks?month=2024-08&mine=true").body(), site))
                    .contains(day.toString());
            clock.set(clock.startOf(day).minusSeconds(1));
            assertThat(cell(inspector.get("/checks?month=2024-08&mine=true").body(), site))
                    .isEmpty();
        }
        assertThat(manager.get("/checks/proof").body()).contains("2024-08").doesNotContain(secretOf("2024-08"));
        clock.set(on("2024-09-01"));
        assertThat(manager.get("/checks/proof").body()).contains(secretOf("2024-08"));
    }

    private static String cell(String body, Town.Site site) {
        int at = body.indexOf("data-site=\"" + site.ref().code() + "\"");
        return at < 0 ? "" : body.substring(at, body.indexOf("</li>", at));
    }

    private String secretOf(String period) {
        return jdbc.sql("select secret from check_secret where period_id = :period")
                .param("period", period)
                .query(String.class)
                .single();
    }

    @Test
    void every_draw_of_a_period_that_has_ended_is_proved_and_a_tampered_row_is_found() {
        Town.Site site = white("2024-09-02");
        morning(site, "2024-09-02");
        PlannedChecks.Row row = row(site, "2024-09");
        morning(site, String.valueOf(row.drawnDay()));
        clock.set(on("2024-10-09"));
        assertThat(proof("2024-09").hashAgrees()).isTrue();
        assertThat(draw(proof("2024-09"), site).agrees()).isTrue();

        LocalDate other = calendar.plusWorkingDays(Objects.requireNonNull(row.drawnDay()), 1);
        tamper("drawn_day = '" + other + "'", row);
        assertThat(draw(proof("2024-09"), site).agrees()).isFalse();
        assertThat(plan.verify().agrees()).isFalse();
        tamper("drawn_day = '" + row.drawnDay() + "'", row);

        String inspectors = "[\"plan-x\",\"plan-y\"]";
        List<String> drawn = row(site, "2024-09").inspectors();
        tamper("inspectors = '" + inspectors + "'", row);
        assertThat(draw(proof("2024-09"), site).agrees()).isFalse();
        tamper("inspectors = '[\"" + String.join("\",\"", drawn) + "\"]'", row);
        assertThat(draw(proof("2024-09"), site).agrees()).isTrue();

        String secret = secretOf("2024-09");
        setSecret("2024-09", "00" + secret.substring(2));
        assertThat(proof("2024-09").hashAgrees()).isFalse();
        setSecret("2024-09", secret);
        assertThat(proof("2024-09").hashAgrees()).isTrue();
    }

    /** The random day as if this one had been drawn, and not opened yet. */
    private void drawnFor(Town.Site site, String period, String day) {
        PlannedChecks.Row drawn = row(site, period);
        undo.add(() -> tamper("drawn_day = '" + drawn.drawnDay() + "'", drawn));
        tamper(
                "drawn_day = '" + day + "', state = 'planned', case_id = null, opened_on = null, inspectors = null,"
                        + " candidates = null",
                row(site, period));
    }

    private void tamper(String what, PlannedChecks.Row row) {
        work.run(() -> jdbc.sql("update planned_check set " + what + " where id = " + row.id())
                .update());
    }

    private void setSecret(String period, String secret) {
        work.run(() -> jdbc.sql("update check_secret set secret = :secret where period_id = :period")
                .param("secret", secret)
                .param("period", period)
                .update());
    }

    private CheckPlan.PeriodProof proof(String period) {
        return plan.proofs(0, 500).stream()
                .filter(each -> each.period().equals(period))
                .findFirst()
                .orElseThrow();
    }

    private static CheckPlan.DrawProof draw(CheckPlan.PeriodProof proof, Town.Site site) {
        return proof.draws().stream()
                .filter(each -> each.site().equals(site.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_red_site_is_checked_once_every_iso_week_also_over_the_year_end() {
        Town.Site site = white("2024-12-20");
        drawnFor(site, "2024-12", "2024-12-31");
        site.violation(SEVERE, on("2024-12-20"));
        assertThat(site.colour()).isEqualTo("red");
        PlannedChecks.Row first = row(site, "2024-W51");
        assertThat(first.state()).isEqualTo(State.OPEN);
        assertThat(first.checkType()).isEqualTo("key");
        carriedOut(first, "2024-12-21");
        morning(site, "2024-12-22");
        assertThat(periods(site)).containsExactly("2024-W51");
        morning(site, "2024-12-23");
        carriedOut(row(site, "2024-W52"), "2024-12-24");
        morning(site, "2024-12-30");
        PlannedChecks.Row newYear = row(site, "2025-W01");
        assertThat(newYear.firstDay()).isEqualTo("2024-12-30");
        assertThat(newYear.lastDay()).isEqualTo("2025-01-05");
        assertThat(milestones(site)).containsExactly("check-due 2024-12-21", "check-due 2024-12-24");
    }

    @Test
    void more_time_for_a_check_moves_its_plan_and_nobody_misses_one_whose_time_stands_still() {
        Town.Site site = white("2024-03-04");
        drawnFor(site, "2024-03", "2024-03-29");
        site.violation(SEVERE, on("2024-03-04"));
        PlannedChecks.Row planned = row(site, "2024-W10");
        assertThat(planned.lastDay()).isEqualTo("2024-03-10");
        CaseClock its = clocks.of(Objects.requireNonNull(planned.caseId())).get(0);

        clocks.extend(its.id(), 3, "工地停工");
        assertThat(row(site, "2024-W10").lastDay()).isEqualTo("2024-03-13");
        morning(site, "2024-03-11");
        assertThat(row(site, "2024-W10").state()).isEqualTo(State.OPEN);
        assertThat(milestones(site)).isEmpty();

        clock.set(on("2024-03-12"));
        clocks.pause(its.id(), "等待复工");
        morning(site, "2024-03-15");
        assertThat(row(site, "2024-W10").state()).isEqualTo(State.OPEN);
        assertThat(milestones(site)).isEmpty();

        clocks.resume(its.id());
        LocalDate last = row(site, "2024-W10").lastDay();
        assertThat(last).isEqualTo(cases.find(its.caseId()).orElseThrow().dueOn());
        assertThat(last).isAfter(on("2024-03-15"));
        morning(site, last.plusDays(1).toString());
        assertThat(row(site, "2024-W10").state()).isEqualTo(State.OVERDUE);
        assertThat(milestones(site)).contains("check-due " + last, "check-overdue " + last);
    }

    @Test
    void worse_in_mid_period_the_next_check_is_within_seven_days_from_then_and_counts_for_the_week_it_falls_in() {
        Town.Site site = white("2024-05-01");
        morning(site, "2024-05-01");
        // a Wednesday
        town.today("2024-05-15");
        drawnFor(site, "2024-05", "2024-05-31");
        site.violation(SEVERE, on("2024-05-15"));
        PlannedChecks.Row next = row(site, "2024-W20");
        assertThat(next.cause()).isEqualTo("worsened");
        assertThat(next.lastDay()).isEqualTo("2024-05-22");
        assertThat(next.state()).isEqualTo(State.OPEN);
        assertThat(row(site, "2024-05").state()).as("the random day is off").isEqualTo(State.DROPPED);

        morning(site, "2024-05-20");
        assertThat(periods(site)).as("the open one reaches into the next week").containsExactly("2024-W20");
        carriedOut(next, "2024-05-21");
        morning(site, "2024-05-22");
        assertThat(row(site, "2024-W21").state()).as("and counts for it").isEqualTo(State.DONE);
        assertThat(row(site, "2024-W21").cause()).isEqualTo("counted");
    }

    @Test
    void a_check_already_done_in_the_period_counts() {
        Town.Site site = white("2024-06-04");
        drawnFor(site, "2024-06", "2024-06-28");
        site.check("general", 0, on("2024-06-04"));
        town.today("2024-06-05");
        site.violation(SEVERE, on("2024-06-05"));
        PlannedChecks.Row week = row(site, "2024-W23");
        assertThat(week.state()).isEqualTo(State.DONE);
        assertThat(week.doneOn()).isEqualTo("2024-06-04");
        assertThat(week.caseId()).isNull();
        assertThat(row(site, "2024-06").state()).as("also for the random one").isEqualTo(State.DONE);
        assertThat(milestones(site)).as("due once, done once").containsExactly("check-due 2024-06-04");
    }

    @Test
    void what_is_missed_is_overdue_once_stays_with_its_case_and_the_next_week_needs_no_second_case() {
        Town.Site site = white("2024-10-14").violation(SEVERE, on("2024-10-14"));
        PlannedChecks.Row missed = row(site, "2024-W42");
        assertThat(missed.lastDay()).isEqualTo("2024-10-20");
        morning(site, "2024-10-21");
        morning(site, "2024-10-21");
        assertThat(row(site, "2024-W42").state()).isEqualTo(State.OVERDUE);
        assertThat(milestones(site)).containsExactly("check-due 2024-10-20", "check-overdue 2024-10-20");
        PlannedChecks.Row next = row(site, "2024-W43");
        assertThat(next.state()).isEqualTo(State.OPEN);
        assertThat(next.caseId()).isEqualTo(missed.caseId());

        carriedOut(next, "2024-10-22");
        assertThat(row(site, "2024-W42").doneOn()).isEqualTo("2024-10-22");
        assertThat(row(site, "2024-W43").state()).isEqualTo(State.DONE);
        assertThat(milestones(site))
                .containsExactly("check-due 2024-10-20", "check-due 2024-10-22", "check-overdue 2024-10-20");
    }

    @Test
    void nobody_with_a_stated_conflict_is_drawn_and_too_few_is_said_and_never_made_do_with() {
        Town.Site site = white("2024-11-01");
        String ref = site.ref().toString();
        List<OfficerId> all = officers.all().stream()
                .filter(each -> each.active() && each.has("inspector"))
                .map(each -> each.id())
                .toList();
        all.stream()
                .filter(id -> !id.value().equals("plan-a"))
                .forEach(id -> accounts.stateConflict(id, ref, "亲属在该工地任职", "test"));
        site.violation(SEVERE, on("2024-11-01"));
        PlannedChecks.Row row = row(site, "2024-W44");
        assertThat(row.state()).isEqualTo(State.PLANNED);
        assertThat(row.note()).isEqualTo("too-few-inspectors");
        assertThat(row.caseId()).isNull();

        accounts.withdrawConflict(new OfficerId("plan-b"), ref, "test");
        morning(site, "2024-11-02");
        assertThat(row(site, "2024-W44").state()).isEqualTo(State.OPEN);
        assertThat(row(site, "2024-W44").inspectors()).containsExactlyInAnyOrder("plan-a", "plan-b");
        clock.set(on("2024-11-20"));
        assertThat(draw(proof("2024-W44"), site).agrees()).isTrue();
    }

    @Test
    void inspectors_are_drawn_from_the_street_and_from_the_departments_of_the_matter_only() {
        for (String department : List.of("chengguan", "plan-other")) {
            if (areas.find(new AreaId(department)).isEmpty()) {
                areas.put(new Area(new AreaId(department), Area.Kind.DEPARTMENT, "部门", new AreaId("street")));
            }
            var id = new OfficerId("plan-of-" + department);
            if (officers.find(id).isEmpty()) {
                accounts.create(id, "检查员", Set.of(new Duty("inspector", department)), PASSWORD, "test");
            }
        }
        var inspectors = new Inspectors(officers, acting, areas, matters.matter("site-check"), "inspector");
        assertThat(inspectors.candidates("site/plan-nobodys"))
                .contains("plan-a", "plan-b", "plan-c", "plan-of-chengguan")
                .doesNotContain("plan-of-plan-other");
        assertThat(inspectors.whyNot(new OfficerId("plan-of-plan-other"))).isEqualTo("duty-ended");
    }

    @Test
    void stepping_down_keeps_what_is_open_and_coming_back_to_white_finds_the_same_random_day() {
        Town.Site site = white("2024-01-02");
        morning(site, "2024-01-02");
        drawnFor(site, "2024-01", "2024-01-31");
        site.violation(SEVERE, on("2024-01-02"));
        PlannedChecks.Row week = row(site, "2024-W01");
        assertThat(week.state()).isEqualTo(State.OPEN);

        town.today("2024-01-03");
        site.thatWasWrong("录错了工地");
        assertThat(site.colour()).isEqualTo("white");
        assertThat(row(site, "2024-W01").state()).as("what is open goes on").isEqualTo(State.OPEN);
        assertThat(row(site, "2024-01").state()).isEqualTo(State.PLANNED);
        assertThat(row(site, "2024-01").drawnDay()).isEqualTo("2024-01-31");
    }

    @Test
    void closing_a_site_drops_its_plan() {
        Town.Site site = white("2024-04-01");
        morning(site, "2024-04-01");
        town.close(site, on("2024-04-01"));
        assertThat(row(site, "2024-04").state()).as("at once").isEqualTo(State.DROPPED);
        assertThat(row(site, "2024-04").note()).isEqualTo("site-closed");
        morning(site, "2024-05-02");
        assertThat(milestones(site)).isEmpty();
    }

    @Test
    void a_closed_site_leaves_the_plan_at_once_and_comes_back_when_it_is_reopened() {
        Town.Site site = white("2024-04-01");
        morning(site, "2024-04-01");
        drawnFor(site, "2024-04", "2024-04-30");
        town.close(site, on("2024-04-01"));
        assertThat(row(site, "2024-04").state()).isEqualTo(State.DROPPED);
        town.today("2024-04-10");
        town.reopen(site, on("2024-04-10"));
        assertThat(row(site, "2024-04").state()).isEqualTo(State.PLANNED);
        assertThat(row(site, "2024-04").drawnDay()).as("the same day as before").isEqualTo("2024-04-30");
    }

    @Test
    void a_site_whose_colour_got_worse_while_it_was_closed_is_decided_when_it_is_reopened() {
        Town.Site site = white("2024-04-01");
        town.close(site, on("2024-04-02"));
        site.violation(SEVERE, on("2024-04-01"));
        town.today("2024-04-10");
        town.close(town.site("another"), on("2024-04-10"));
        town.reopen(site, on("2024-04-10"));
        assertThat(site.colour()).isEqualTo("red");
        assertThat(row(site, "2024-W15").checkType()).isEqualTo("key");
    }

    @Test
    void a_check_not_begun_is_withdrawn_when_its_site_closes_and_one_under_way_is_finished() {
        Town.Site untouched = white("2024-02-05").violation(SEVERE, on("2024-02-05"));
        Town.Site begun = white("2024-02-05").violation(SEVERE, on("2024-02-05"));
        PlannedChecks.Row underWay = row(begun, "2024-W06");
        OpenTask record =
                cases.openTasks(Objects.requireNonNull(underWay.caseId())).get(0);
        contents.save(record.id(), new ObjectMapper().createObjectNode(), Objects.requireNonNull(record.assignee()));

        town.close(untouched, on("2024-02-06"));
        assertThat(row(untouched, "2024-W06").state()).as("not before that day").isEqualTo(State.OPEN);
        morning(untouched, "2024-02-06");
        PlannedChecks.Row dropped = row(untouched, "2024-W06");
        assertThat(dropped.state()).isEqualTo(State.DROPPED);
        assertThat(dropped.note()).isEqualTo("site-closed");
        CaseId withdrawn = Objects.requireNonNull(dropped.caseId());
        assertThat(cases.find(withdrawn).orElseThrow().state()).isEqualTo(Case.State.CLOSED);
        assertThat(cases.openTasks(withdrawn)).isEmpty();
        assertThat(cases.trail(withdrawn))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "clock-stopped", "withdrawn");

        town.close(begun, on("2024-02-06"));
        assertThat(row(begun, "2024-W06").state()).isEqualTo(State.OPEN);
        assertThat(cases.openTasks(underWay.caseId())).hasSize(1);
        carriedOut(underWay, "2024-02-06");
        assertThat(row(begun, "2024-W06").state()).isEqualTo(State.DONE);
    }

    @Test
    void a_missed_check_that_never_had_a_case_gets_one_as_soon_as_somebody_can_be_drawn() {
        Town.Site site = white("2024-03-04");
        drawnFor(site, "2024-03", "2024-03-29");
        String ref = site.ref().toString();
        List<OfficerId> all = inspectors();
        all.forEach(id -> accounts.stateConflict(id, ref, "回避", "test"));
        site.violation(SEVERE, on("2024-03-04"));
        morning(site, "2024-03-11");
        PlannedChecks.Row missed = row(site, "2024-W10");
        assertThat(missed.state()).isEqualTo(State.OVERDUE);
        assertThat(missed.caseId()).isNull();
        assertThat(missed.note()).isEqualTo("too-few-inspectors");

        all.forEach(id -> accounts.withdrawConflict(id, ref, "test"));
        morning(site, "2024-03-12");
        missed = row(site, "2024-W10");
        assertThat(missed.state()).as("late, and open").isEqualTo(State.OVERDUE);
        assertThat(missed.note()).isNull();
        CaseId by = Objects.requireNonNull(missed.caseId());
        assertThat(row(site, "2024-W11").caseId()).as("one case for both weeks").isEqualTo(by);
        assertThat(cases.of(site.id(), gridwork.street.Reach.EVERYTHING))
                .extracting(Case::id)
                .containsExactly(by);
        carriedOut(missed, "2024-03-12");
        assertThat(row(site, "2024-W10").doneOn()).isEqualTo("2024-03-12");
        assertThat(row(site, "2024-W11").state()).isEqualTo(State.DONE);
    }

    @Test
    void a_check_made_late_without_a_case_is_the_missed_one() {
        Town.Site site = white("2023-03-06");
        drawnFor(site, "2023-03", "2023-03-31");
        inspectors().forEach(id -> accounts.stateConflict(id, site.ref().toString(), "回避", "test"));
        site.violation(SEVERE, on("2023-03-06"));
        morning(site, "2023-03-13");
        site.check("key", 0, on("2023-03-13"));
        assertThat(row(site, "2023-W10").state()).isEqualTo(State.DONE);
        assertThat(row(site, "2023-W10").doneOn()).isEqualTo("2023-03-13");
        assertThat(row(site, "2023-W11").state()).isEqualTo(State.DONE);
    }

    @Test
    void the_street_office_withdraws_a_check_with_a_reason_and_it_is_not_planned_again_in_its_period() {
        Town.Site site = white("2024-02-12").violation(SEVERE, on("2024-02-12"));
        CaseId by = Objects.requireNonNull(row(site, "2024-W07").caseId());
        staff.officer("plan-office", "office-clerk");
        staff.officer("plan-leader", "manager");
        String page = "/cases/" + by.value();
        var leader = new Visitor(port).signIn("plan-leader", "plan-leader");
        assertThat(leader.get(page).body()).doesNotContain(page + "/withdraw");
        leader.post(page, page + "/withdraw", Map.of("reason", "不想查"));
        assertThat(cases.find(by).orElseThrow().open()).isTrue();

        var office = new Visitor(port).signIn("plan-office", "plan-office");
        assertThat(office.get(page).body()).contains(page + "/withdraw").contains("data-confirm");
        office.post(page, page + "/withdraw", Map.of("reason", "  "));
        assertThat(cases.find(by).orElseThrow().open())
                .as("not without a reason")
                .isTrue();
        office.post(page, page + "/withdraw", Map.of("reason", "工地停电停工"));
        assertThat(office.get(page).body())
                .contains("已撤案")
                .contains("工地停电停工")
                .contains("plan-office")
                .doesNotContain(page + "/withdraw");
        assertThat(cases.openTasks(by)).isEmpty();
        assertThat(facts.timeline(site.id(), 0, 20))
                .filteredOn(each -> "case-withdrawn".equals(each.category()))
                .singleElement()
                .satisfies(each -> assertThat(each.payload()).containsEntry("reason", "工地停电停工"));
        assertThat(row(site, "2024-W07").state()).isEqualTo(State.DROPPED);
        assertThat(row(site, "2024-W07").note()).isEqualTo("withdrawn");
        morning(site, "2024-02-13");
        assertThat(row(site, "2024-W07").state()).isEqualTo(State.DROPPED);
        morning(site, "2024-02-19");
        assertThat(row(site, "2024-W08").caseId())
                .as("the next week has its own")
                .isNotEqualTo(by);
        assertThat(row(site, "2024-W08").state()).isEqualTo(State.OPEN);
        office.post("/cases", page + "/withdraw", Map.of("reason", "再撤一次"));
        assertThat(cases.trail(by))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "clock-stopped", "withdrawn");
    }

    @Test
    void the_office_learns_of_a_random_checks_case_when_it_was_missed() {
        Town.Site site = white("2023-05-04");
        morning(site, "2023-05-04");
        drawnFor(site, "2023-05", "2023-05-30");
        morning(site, "2023-05-30");
        CaseId by = Objects.requireNonNull(row(site, "2023-05").caseId());
        assertThat(cases.find(by)).isEmpty();
        morning(site, "2023-06-01");
        assertThat(row(site, "2023-05").state()).isEqualTo(State.OVERDUE);
        assertThat(cases.find(by)).isPresent();
    }

    @Test
    void a_site_that_is_reopened_gets_a_new_case_for_the_check_that_was_withdrawn_with_it() {
        Town.Site site = white("2023-07-03").violation(SEVERE, on("2023-07-03"));
        CaseId first = Objects.requireNonNull(row(site, "2023-W27").caseId());
        town.close(site, on("2023-07-03"));
        assertThat(cases.find(first).orElseThrow().open()).isFalse();
        town.today("2023-07-05");
        town.reopen(site, on("2023-07-05"));
        PlannedChecks.Row again = row(site, "2023-W27");
        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(again.caseId()).isNotEqualTo(first);
        assertThat(cases.openTasks(Objects.requireNonNull(again.caseId()))).hasSize(1);
    }

    private List<OfficerId> inspectors() {
        return officers.all().stream()
                .filter(each -> each.active() && each.has("inspector"))
                .map(each -> each.id())
                .toList();
    }

    @Test
    void a_history_of_the_past_plans_nothing() {
        Town.Site site = white("2023-03-06");
        work.run(() -> facts.record(
                List.of(new NewFact(
                        site.ref(),
                        "violation",
                        SEVERE,
                        clock.now(),
                        clock.now(),
                        "plan-test",
                        "h1",
                        null,
                        null,
                        Map.of())),
                Facts.How.HISTORY));
        assertThat(checks.of(site.id(), 10)).noneMatch(row -> row.checkType().equals("key"));
        assertThat(facts.timeline(site.id(), 0, 10)).extracting(Fact::kind).contains("violation");
    }
}
