package gridwork.cases.retention;

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
import gridwork.cases.clock.Breaches;
import gridwork.cases.worklist.Overdue;
import gridwork.cases.worklist.WorkList;
import gridwork.evidence.Signatures;
import gridwork.platform.Label;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's history goes when the table says so; the record itself stays. */
@GridworkTest
class CleanUpTest {
    @Autowired
    Crew crew;

    @Autowired
    Work work;

    @Autowired
    TaskService engine;

    @Autowired
    Breaches breaches;

    @Autowired
    HistoryService history;

    @Autowired
    RepositoryService repository;

    @Autowired
    Signatures signatures;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    WorkList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

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

    private CleanUp keeping(int days) {
        return new CleanUp(
                history,
                repository,
                jdbc,
                work,
                clock,
                new Retention(List.of(new Retention.Row("site-check", days, new Label("", "")))));
    }

    private long kept(CaseId id) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(id.value()))
                .count();
    }

    @Test
    void a_check_that_ended_long_ago_leaves_the_history_with_its_rectifications_and_its_record_stays() {
        Case of = overdue.rectification("保存期限工地");
        CaseId check = Objects.requireNonNull(of.parent());
        String rectify = crew.task(of.id(), "user_rectify");
        var rectified = crew.content("{\"description\": \"已加固\"}");
        rectified.putArray("photos").add(crew.photo(of, "worker"));
        crew.does("worker", rectify, rectified);
        crew.does(
                "inspector3",
                crew.task(of.id(), "user_recheck"),
                crew.content("{\"description\": \"合格\", \"passed\": true}"));
        var ended = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(check.value()))
                .singleResult()
                .getEndTime();
        LocalDate day = clock.dayOf(ended.toInstant());
        Case running = overdue.rectification("仍在办理的工地");
        int trail = cases.trail(of.id()).size();
        int signed = signatures.about("case/" + check.value()).size();
        assertThat(signed).isEqualTo(2);

        keeping(30).run(day.plusDays(30));
        assertThat(kept(check)).as("the last day still counts").isOne();
        keeping(0).run(day.plusDays(3650));
        assertThat(kept(check)).as("0 = for ever").isOne();

        keeping(30).run(day.plusDays(31));
        assertThat(kept(check)).isZero();
        assertThat(kept(of.id())).isZero();
        assertThat(list.find(rectify)).isEmpty();
        assertThat(cases.trail(of.id())).hasSize(trail);
        assertThat(signatures.about("case/" + check.value())).hasSize(signed);
        assertThat(cases.find(of.id())).isPresent();
        assertThat(kept(running.id())).isOne();
        assertThat(list.find(crew.task(running.id(), "user_rectify"))).isPresent();
        assertThat(jdbc.sql(
                                "select instances from retention_log where process = 'site-check' and ended_before = :before")
                        .param("before", day.plusDays(1))
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_table_names_each_process_once_and_what_it_does_not_name_is_kept_for_ever() {
        var row = new Retention.Row("site-check", 30, new Label("", ""));
        assertThatThrownBy(() -> new Retention(List.of(row, row))).hasMessageContaining("site-check");
        assertThat(new Retention(List.of(row)).days("rectification")).isZero();
        assertThat(Retention.read().days("a-process-of-tomorrow")).isPositive();
    }
}
