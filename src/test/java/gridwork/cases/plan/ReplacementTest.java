package gridwork.cases.plan;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.CheckPlan;
import gridwork.cases.Crew;
import gridwork.cases.OpenTask;
import gridwork.cases.PlannedCheck.State;
import gridwork.cases.TaskContents;
import gridwork.cases.TrailEntry;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.Facts;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drawn inspectors leave, or may not go: others of the same draw take their place. */
@GridworkTest
class ReplacementTest {
    private static final String SEVERE = "unsafe-structure";

    @Autowired
    Crew crew;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @Autowired
    Planning planning;

    @Autowired
    PlannedChecks checks;

    @Autowired
    CheckPlan plan;

    @Autowired
    Cases cases;

    @Autowired
    Accounts accounts;

    @Autowired
    Officers officers;

    @Autowired
    Signatures signatures;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    TaskContents contents;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Instant before;
    private final List<Runnable> undo = new ArrayList<>();

    @BeforeEach
    void a_crew_of_three() {
        before = clock.now();
        crew.comesToWork();
    }

    @AfterEach
    void as_before() {
        undo.forEach(Runnable::run);
        clock.set(before);
    }

    /** A red site for which only the crew's three inspectors can be drawn; others stated a conflict. */
    private Town.Site site(String day) {
        town.today(day);
        Town.Site site = town.site("更换检查人员的工地", Crew.GRID).check("re-check", 0, on(day).minusYears(1));
        officers.all().stream()
                .filter(each -> each.active() && each.has("inspector"))
                .map(each -> each.id())
                .filter(each -> !each.value().startsWith("crew-inspector"))
                .forEach(each -> accounts.stateConflict(each, site.ref().toString(), "回避", "test"));
        site.violation(SEVERE, on(day));
        return site;
    }

    private PlannedChecks.Row row(Town.Site site) {
        return checks.of(site.id(), 50).stream()
                .filter(each -> each.checkType().equals("key"))
                .findFirst()
                .orElseThrow();
    }

    private CaseId caseOf(Town.Site site) {
        return Objects.requireNonNull(row(site).caseId());
    }

    private static String third(List<String> two) {
        return List.of("crew-inspector1", "crew-inspector2", "crew-inspector3").stream()
                .filter(each -> !two.contains(each))
                .findFirst()
                .orElseThrow();
    }

    private static String name(String officer) {
        return officer.replaceFirst("crew-", "");
    }

    private void leaves(String officer) {
        accounts.deactivate(new OfficerId(officer), "test");
        undo.add(() -> accounts.reactivate(new OfficerId(officer), "test"));
    }

    private void conflict(String officer, Town.Site site) {
        accounts.stateConflict(new OfficerId(officer), site.ref().toString(), "亲属在该工地任职", "test");
    }

    private OpenTask task(CaseId of, String officer) {
        return cases.openTasks(of).stream()
                .filter(each -> officer.equals(each.assignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(cases.openTasks(of) + ""));
    }

    private CheckPlan.DrawProof proof(Town.Site site, String later) {
        clock.set(on(later));
        return plan.proofs(0, 500).stream()
                .flatMap(each -> each.draws().stream())
                .filter(each -> each.id() == row(site).id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_lead_inspector_who_leaves_is_replaced_by_the_next_of_the_draw_who_records_and_signs() {
        Town.Site site = site("2022-03-07");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        String lead = drawn.get(0);
        String next = third(drawn);
        OpenTask record = task(check, lead);
        contents.save(record.id(), crew.content("{\"note\": \"写到一半\"}"), lead);

        leaves(lead);
        assertThat(cases.officers(check)).containsExactly(next, drawn.get(1));
        assertThat(task(check, next).id()).as("the same task").isEqualTo(record.id());
        assertThat(contents.find(record.id()))
                .as("nobody goes on with another's draft")
                .isEmpty();
        TrailEntry replaced = cases.trail(check).get(2);
        assertThat(replaced.what()).isEqualTo("replaced");
        assertThat(replaced.content().path("left").asText()).isEqualTo(lead);
        assertThat(replaced.content().path("replacedBy").asText()).isEqualTo(next);
        assertThat(replaced.content().path("code").asText()).isEqualTo("deactivated");
        assertThat(replaced.content().at("/draft/note").asText())
                .as("and it is not lost")
                .isEqualTo("写到一半");

        crew.does(name(next), record.id(), crew.record());
        crew.does(name(next), task(check, next).id(), crew.confirmed());
        crew.does(name(drawn.get(1)), task(check, drawn.get(1)).id(), crew.confirmed());
        assertThat(row(site).state()).isEqualTo(State.DONE);
        assertThat(signatures.about("case/" + check.value()))
                .extracting(Signature::by)
                .containsExactlyInAnyOrder(next, drawn.get(1));
    }

    @Test
    void who_signed_stays_signed_and_whose_signature_is_missing_is_replaced() {
        Town.Site site = site("2022-04-04");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        crew.does(name(drawn.get(0)), task(check, drawn.get(0)).id(), crew.record());
        crew.does(name(drawn.get(0)), task(check, drawn.get(0)).id(), crew.confirmed());
        conflict(drawn.get(0), site);
        assertThat(cases.officers(check)).as("signed already").isEqualTo(drawn);

        conflict(drawn.get(1), site);
        String next = third(drawn);
        assertThat(cases.officers(check)).containsExactly(drawn.get(0), next);
        crew.does(name(next), task(check, next).id(), crew.confirmed());
        assertThat(row(site).state()).isEqualTo(State.DONE);
        assertThat(signatures.about("case/" + check.value()))
                .extracting(Signature::by)
                .containsExactlyInAnyOrder(drawn.get(0), next);
    }

    @Test
    void the_draw_with_all_replacements_is_proved_and_one_that_was_tampered_with_is_found() {
        Town.Site site = site("2022-05-09");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        OfficerId second = new OfficerId(drawn.get(1));
        Set<Duty> duties = officers.find(second).orElseThrow().duties();
        undo.add(() -> accounts.setDuties(second, duties, "test"));
        accounts.setDuties(second, Set.of(), "test");
        String next = third(drawn);
        assertThat(cases.officers(check)).containsExactly(drawn.get(0), next);

        CheckPlan.DrawProof proof = proof(site, "2022-06-20");
        assertThat(proof.agrees()).isTrue();
        assertThat(proof.inspectors()).isEqualTo(drawn);
        assertThat(proof.named()).containsExactly(drawn.get(0), next);
        assertThat(proof.replaced()).singleElement().satisfies(each -> {
            assertThat(each.left()).isEqualTo(drawn.get(1));
            assertThat(each.by()).isEqualTo(next);
            assertThat(each.why()).isEqualTo("duty-ended");
        });
        String page =
                staffVisitor("replace-manager", "manager").get("/checks/proof").body();
        assertThat(page).contains(drawn.get(1) + " → " + next).contains("原检查人员不再担任检查人员");

        tamper("update case_officer set officer = 'crew-office' where case_id = " + check.value() + " and place = 1");
        assertThat(proof(site, "2022-06-20").agrees())
                .as("somebody was put in by hand")
                .isFalse();
        tamper("update case_officer set officer = '" + next + "' where case_id = " + check.value() + " and place = 1");
        tamper("update inspector_replacement set replaced_by = 'crew-office' where case_id = " + check.value());
        assertThat(proof(site, "2022-06-20").agrees()).isFalse();
        tamper("update inspector_replacement set replaced_by = '" + next + "' where case_id = " + check.value());
        assertThat(proof(site, "2022-06-20").agrees()).isTrue();
    }

    private void tamper(String sql) {
        work.run(() -> jdbc.sql(sql).update());
    }

    private Visitor staffVisitor(String name, String role) {
        staff.officer(name, role);
        return new Visitor(port).signIn(name, name);
    }

    @Test
    void where_nobody_is_left_the_office_reads_what_to_do_and_the_check_waits_until_somebody_can_be_drawn() {
        Town.Site site = site("2022-06-06");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        conflict(third(drawn), site);
        conflict(drawn.get(1), site);
        assertThat(cases.officers(check)).containsExactly(drawn.get(0));
        assertThat(row(site).note()).isEqualTo("too-few-inspectors");
        assertThat(cases.trail(check))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "place-vacant");

        var office = staffVisitor("replace-office", "office-clerk");
        assertThat(office.get("/cases/" + check.value()).body())
                .contains("检查人员不足，检查无法进行")
                .contains("撤销不再成立的回避")
                .contains("检查人员空缺");
        assertThat(office.get("/checks?month=2022-06&find=" + site.ref().code()).body())
                .containsPattern("(?s)检查人员不足（[1-9][0-9]*）.*" + site.ref().code());

        OpenTask record = task(check, drawn.get(0));
        contents.save(record.id(), crew.record(), drawn.get(0));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> crew.as(name(drawn.get(0)), () -> tasks.complete(record.id())))
                .as("one inspector is not enough")
                .hasMessageContaining("check-place-vacant");

        accounts.withdrawConflict(new OfficerId(third(drawn)), site.ref().toString(), "test");
        assertThat(cases.officers(check)).containsExactly(drawn.get(0), third(drawn));
        assertThat(row(site).note()).isNull();
        assertThat(office.get("/cases/" + check.value()).body()).doesNotContain("检查人员不足，检查无法进行");
        crew.as(name(drawn.get(0)), () -> tasks.complete(record.id()));
        assertThat(cases.openTasks(check))
                .extracting(OpenTask::assignee)
                .containsExactlyInAnyOrder(drawn.get(0), third(drawn));
        assertThat(proof(site, "2022-07-20").agrees()).isTrue();
    }

    @Test
    void a_signature_nobody_could_give_goes_to_the_next_who_can() {
        Town.Site site = site("2022-08-01");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        crew.does(name(drawn.get(0)), task(check, drawn.get(0)).id(), crew.record());
        conflict(third(drawn), site);
        conflict(drawn.get(1), site);
        assertThat(cases.openTasks(check)).extracting(OpenTask::assignee).contains((String) null);
        accounts.withdrawConflict(new OfficerId(third(drawn)), site.ref().toString(), "test");
        crew.does(name(third(drawn)), task(check, third(drawn)).id(), crew.confirmed());
        crew.does(name(drawn.get(0)), task(check, drawn.get(0)).id(), crew.confirmed());
        assertThat(row(site).state()).isEqualTo(State.DONE);
    }

    @Test
    void the_administrator_deactivates_on_the_page_and_the_next_inspector_finds_the_task() {
        Town.Site site = site("2022-09-05");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        staff.officer("replace-admin", "administrator");
        var admin = new Visitor(port).signIn("replace-admin", "replace-admin");
        String account = "/accounts/" + drawn.get(0);
        undo.add(() -> accounts.reactivate(new OfficerId(drawn.get(0)), "test"));
        admin.post(account, account + "/deactivate", Map.of());
        assertThat(cases.officers(check)).containsExactly(third(drawn), drawn.get(1));
        assertThat(cases.trail(check).get(2).who()).isEqualTo("replace-admin");
        var next = new Visitor(port).signIn(third(drawn), third(drawn));
        assertThat(next.get("/tasks").body()).contains("记录检查结果").contains("更换检查人员的工地");
        assertThat(next.get("/cases/" + check.value()).body())
                .contains("更换检查人员")
                .contains("原检查人员账号已停用");
    }

    @Test
    void what_a_worker_took_on_goes_back_to_the_group_when_the_worker_leaves() {
        Town.Site site = site("2022-10-10");
        CaseId check = caseOf(site);
        List<String> drawn = cases.officers(check);
        crew.does(name(drawn.get(0)), task(check, drawn.get(0)).id(), crew.record("dust"));
        for (String each : drawn) {
            crew.does(name(each), task(check, each).id(), crew.confirmed());
        }
        CaseId rectification = cases.cameFrom(check).get(0).id();
        OpenTask rectify = cases.openTasks(rectification).get(0);
        crew.as("worker", () -> tasks.claim(rectify.id(), "crew-worker"));
        leaves("crew-worker");
        assertThat(cases.openTasks(rectification)).singleElement().satisfies(each -> {
            assertThat(each.assignee()).isNull();
            assertThat(each.groups()).isNotEmpty();
        });
    }
}
