package gridwork.cases.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Crew;
import gridwork.cases.SiteChecks;
import gridwork.cases.VerifyTrail;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Matters;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class OpenedTogetherTest {
    private static final int SOME = 5;
    /** Before all other stories: a limit of theirs that counts what was opened since does not count these. */
    private static final LocalDate DAY = LocalDate.of(2024, 4, 1);

    @Autowired
    SiteChecks checks;

    @Autowired
    SubjectCases opening;

    @Autowired
    CaseBook book;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    VerifyTrail verify;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    Matters matters;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    TestClock clock;

    private int limit;

    @BeforeEach
    void a_monday_without_a_limit() {
        clock.set(DAY);
        crew.comesToWork();
        limit = matters.matter("event").opensPerDay();
        ShippedCatalogue.limit(catalogue, "event", 10_000);
    }

    @AfterEach
    void the_limit_and_the_clock_are_put_back() {
        ShippedCatalogue.limit(catalogue, "event", limit);
        town.today("2025-03-03");
    }

    // --- the same as one by one

    @Test
    void checks_opened_together_are_the_same_as_checks_opened_one_by_one() {
        for (boolean drawn : new boolean[] {false, true}) {
            List<SiteChecks.Wanted> together = new ArrayList<>();
            List<SiteChecks.Wanted> single = new ArrayList<>();
            for (int i = 0; i < SOME; i++) {
                LocalDate dueOn = DAY.plusDays(i - 1); // the first is late already
                together.add(wanted(site(), "2024-W14", drawn, dueOn));
                single.add(wanted(site(), "2024-W14", drawn, dueOn));
            }
            List<CaseId> opened = checks.open(together);
            List<CaseId> oneByOne = single.stream()
                    .map(each -> checks.open(
                            each.site(), each.checkType(), each.drawn(), each.cause(), each.dueOn(), each.inspectors()))
                    .toList();
            areTheSame(opened, oneByOne);
        }
    }

    @Test
    void cases_of_subjects_opened_together_are_the_same_as_opened_one_by_one() {
        List<CaseId> together = new ArrayList<>();
        List<CaseId> oneByOne = new ArrayList<>();
        List<Wanted> wanted = IntStream.range(0, SOME).mapToObj(this::visit).toList();
        List<Wanted> single = IntStream.range(0, SOME).mapToObj(this::visit).toList();
        work.run(() -> {
            subjects.lock(wanted.stream().map(Wanted::subject).toList());
            wanted.forEach(each -> together.add(opening.open(each)));
        });
        single.forEach(each -> work.run(() -> {
            subjects.lock(List.of(each.subject()));
            oneByOne.add(opening.open(each));
        }));
        areTheSame(together, oneByOne);
    }

    @Test
    void reports_that_come_together_become_the_same_cases_as_one_by_one() {
        List<NewFact> together = IntStream.range(0, SOME).mapToObj(this::report).toList();
        List<NewFact> single = IntStream.range(0, SOME).mapToObj(this::report).toList();
        work.run(() -> isStored(facts.record(together, Facts.How.NOW)));
        single.forEach(each -> work.run(() -> isStored(facts.record(List.of(each), Facts.How.NOW))));
        areTheSame(
                together.stream().map(this::caseOf).toList(),
                single.stream().map(this::caseOf).toList());
    }

    private static void isStored(List<Recorded> all) {
        assertThat(all).allSatisfy(each -> assertThat(each).isInstanceOf(Recorded.Stored.class));
    }

    // --- once for a cause

    @Test
    void the_same_check_asked_for_twice_together_opens_once_and_what_is_open_is_answered() {
        SubjectId there = site();
        CaseId open = checks.open(List.of(wanted(there, "once", false, DAY))).get(0);
        var fresh = wanted(site(), "once", false, DAY);
        List<CaseId> answers = checks.open(List.of(fresh, wanted(there, "once", false, DAY), fresh));
        assertThat(answers.get(1)).isEqualTo(open);
        assertThat(answers.get(0)).isEqualTo(answers.get(2)).isNotEqualTo(open);
        assertThat(book.allOpen(List.of(there, fresh.site())).values())
                .allSatisfy(each -> assertThat(each).hasSize(1));
    }

    // --- one that cannot be done

    @Test
    void one_that_cannot_open_takes_back_all_that_were_asked_for_with_it() {
        SubjectId site = site();
        var nobody = wanted(new SubjectId(1), "unknown", false, DAY);
        assertThatThrownBy(() -> checks.open(List.of(wanted(site, "unknown", false, DAY), nobody)))
                .isInstanceOf(Refused.class);
        assertThat(book.open(site)).isEmpty();
    }

    @Test
    void together_means_that_one_that_cannot_open_holds_up_no_other() {
        List<SubjectId> sites = List.of(site(), new SubjectId(1), site(), site());
        List<SubjectId> done = new ArrayList<>();
        Consumer<List<SubjectId>> open = some -> checks.open(
                some.stream().map(each -> wanted(each, "together", false, DAY)).toList());
        assertThatThrownBy(() -> work.together(sites, 3, open, done::addAll)).isInstanceOf(Refused.class);
        assertThat(done).containsExactly(sites.get(0), sites.get(2), sites.get(3));
        assertThat(book.allOpen(sites)).containsOnlyKeys(done);
    }

    // --- what it asks of the database

    @Test
    void many_cost_no_more_statements_than_a_few() {
        assertThat(statements(20)).hasSameSizeAs(statements(4));
    }

    private List<String> statements(int number) {
        List<SiteChecks.Wanted> all = IntStream.range(0, number)
                .mapToObj(each -> wanted(site(), "many", false, DAY))
                .toList();
        return Statements.of(() -> checks.open(all)).stream()
                .filter(each -> !each.contains("calendar_change")) // looked at as time goes by
                .filter(each -> !each.contains("catalogue_")) // the same
                .toList();
    }

    // --- words of these tests

    private SubjectId site() {
        return town.site("一处工地", Crew.GRID).id();
    }

    private static SiteChecks.Wanted wanted(SubjectId site, String cause, boolean drawn, LocalDate dueOn) {
        return new SiteChecks.Wanted(
                site, "general", drawn, cause, dueOn, List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private Wanted visit(int number) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.putArray(SubjectCases.DEPARTMENTS).add("crew-d1").add("crew-d2");
        return new Wanted(
                "shop-joint-check",
                subject("merchant", number),
                "together",
                number == 0 ? null : DAY.plusDays(number),
                "ordered",
                details);
    }

    private NewFact report(int number) {
        SubjectId at = subject("place", number);
        return new NewFact(
                subjects.find(at).orElseThrow().ref(),
                "event-report",
                number % 2 == 0 ? "parking" : "water",
                clock.now(),
                null,
                "together",
                "r" + Ids.next(),
                null,
                null,
                Map.of("description", "通道被堵"));
    }

    /** Far from every other, so that nothing is the same matter by accident. */
    private SubjectId subject(String kind, int number) {
        long id = Ids.next();
        var ref = new SubjectRef(kind, "t-" + id);
        List<SubjectId> registered = new ArrayList<>();
        BigDecimal latitude = BigDecimal.valueOf(20 + (id >>> 3) % 2_000_000 / 100_000.0);
        BigDecimal longitude = BigDecimal.valueOf(100 + number + (id >>> 5) % 2_000_000 / 100_000.0);
        work.run(() -> registered.addAll(
                subjects.register(Map.of(ref, new SubjectDetails("一处", Crew.GRID, "一路1号", latitude, longitude, null)))
                        .values()));
        return registered.get(0);
    }

    private CaseId caseOf(NewFact report) {
        SubjectId at = subjects.find(report.subject()).orElseThrow().id();
        List<Case> open = book.open(at);
        assertThat(open).hasSize(1);
        return open.get(0).id();
    }

    private void areTheSame(List<CaseId> together, List<CaseId> oneByOne) {
        assertThat(together).hasSameSizeAs(oneByOne).doesNotHaveDuplicates();
        for (int i = 0; i < together.size(); i++) {
            Map<String, List<String>> expected = rows(oneByOne.get(i));
            rows(together.get(i))
                    .forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(expected.get(table)));
            assertThat(verify.of(together.get(i), VerifyTrail.Also.NOTHING).breaks())
                    .isEmpty();
        }
    }

    /** All that any table knows of a case, but for ids, hashes and the moments of the engine's own clock. */
    private Map<String, List<String>> rows(CaseId id) {
        Case of = book.get(id);
        String process = jdbc.sql("select process_instance from street_case where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
        Map<String, Object> named =
                Map.of("case", id.value(), "subject", of.subject().value(), "process", Objects.requireNonNull(process));
        Map<String, List<String>> all = new TreeMap<>();
        String tasks = "(select ID_ from ACT_RU_TASK where PROC_INST_ID_ = :process)";
        Map.of(
                        "street_case", "id = :case",
                        "case_officer", "case_id = :case",
                        "case_trail", "case_id = :case",
                        "case_trail_head", "case_id = :case",
                        "case_clock", "case_id = :case",
                        "case_task", "case_id = :case",
                        "case_task_group", "task_id in (select task_id from case_task where case_id = :case)",
                        "case_report", "case_id = :case",
                        "fact", "subject_id = :subject",
                        "decision", "subject_id = :subject")
                .forEach((table, which) -> all.put(table, rows(table, which, named)));
        Map.of(
                        "ACT_RU_EXECUTION", "PROC_INST_ID_ = :process",
                        "ACT_RU_TASK", "PROC_INST_ID_ = :process",
                        "ACT_RU_VARIABLE", "PROC_INST_ID_ = :process",
                        "ACT_RU_EVENT_SUBSCR", "PROC_INST_ID_ = :process",
                        "ACT_RU_IDENTITYLINK", "TASK_ID_ in " + tasks,
                        "ACT_RU_AUTHORIZATION", "RESOURCE_ID_ in " + tasks,
                        "ACT_HI_PROCINST", "ID_ = :process",
                        "ACT_HI_TASKINST", "PROC_INST_ID_ = :process")
                .forEach((table, which) -> all.put(table, rows(table, which, named)));
        assertThat(all.get("street_case")).hasSize(1);
        assertThat(all.get("case_trail")).isNotEmpty();
        assertThat(all.get("case_clock")).isNotEmpty();
        assertThat(all.get("case_task")).isNotEmpty();
        assertThat(all.get("ACT_RU_TASK")).hasSameSizeAs(all.get("case_task"));
        return all;
    }

    private List<String> rows(String table, String which, Map<String, Object> named) {
        return jdbc.sql("select * from " + table + " where " + which).params(named).query().listOfRows().stream()
                .map(OpenedTogetherTest::withoutIds)
                .sorted()
                .toList();
    }

    private static String withoutIds(Map<String, Object> row) {
        Map<String, Object> cells = new TreeMap<>();
        row.forEach((name, held) -> {
            String column = name.toLowerCase(Locale.ROOT);
            if (!column.endsWith("time_") && !column.startsWith("created_") && !column.equals("duration_")) {
                cells.put(
                        column,
                        String.valueOf(held)
                                .replaceAll("[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{15,}", "#"));
            }
        });
        return cells.toString();
    }
}
