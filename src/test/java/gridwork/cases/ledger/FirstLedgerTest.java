package gridwork.cases.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Crew;
import gridwork.decisions.OtherReleases;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was checked before there was a ledger. */
@GridworkTest
class FirstLedgerTest {
    private static final String KIND = "merchant-check";

    @Autowired
    FirstLedger first;

    @Autowired
    StoredLedger ledger;

    @Autowired
    Facts facts;

    @Autowired
    Subjects subjects;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext house;

    @BeforeEach
    void a_year_of_its_own() {
        crew.comesToWork();
        clock.set(LocalDate.of(2037, 5, 4));
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private FactId checked() {
        var ref = new SubjectRef("merchant", "FL" + Ids.next());
        var check = new NewFact(
                ref,
                KIND,
                "pass",
                clock.now().minus(Duration.ofDays(30)),
                null,
                "first-ledger",
                String.valueOf(Ids.next()),
                null,
                null,
                Map.of());
        var told = new AtomicReference<FactId>();
        work.run(() -> {
            subjects.register(Map.of(ref, new SubjectDetails("早先查过的店", Crew.GRID, null, null, null, null)));
            told.set(((Recorded.Stored)
                            facts.record(List.of(check), Facts.How.NOW).get(0))
                    .id());
        });
        return Objects.requireNonNull(told.get());
    }

    @Test
    void a_first_start_that_was_cut_short_is_gone_on_with_at_the_next() {
        FactId there = checked();
        FactId missing = checked();
        work.run(() -> {
            jdbc.sql("delete from on_site_check where fact_id = :fact")
                    .param("fact", missing.value())
                    .update();
            ledger.fill(KIND);
        });
        first.start();
        assertThat(ledger.there(Set.of(there, missing))).containsExactlyInAnyOrder(there, missing);
        assertThat(jdbc.sql("select count(*) from on_site_check where fact_id = :fact")
                        .param("fact", there.value())
                        .query(Long.class)
                        .single())
                .as("what was there is there once")
                .isEqualTo(1);
        assertThat(ledger.filling()).isEmpty();
    }

    @Test
    void what_was_checked_before_there_were_rules_of_counting_is_counted_by_those_of_today() {
        LocalDate without = LocalDate.of(2990, 1, 1);
        LocalDate with = LocalDate.of(2996, 1, 1);
        OtherReleases.keep(
                house, OtherReleases.files(house, 2990, without, name -> !name.startsWith("rules/inspection-")));
        OtherReleases.keep(house, OtherReleases.files(house, 2996, with, name -> true));
        clock.set(with.plusDays(14));
        FactId before = checked();
        assertThat(jdbc.sql("select on_day, release_no from on_site_check where fact_id = :fact")
                        .param("fact", before.value())
                        .query((row, n) -> row.getObject(1, LocalDate.class) + " " + row.getInt(2))
                        .list())
                .containsExactly(with.minusDays(16) + " 2996");
    }

    @Test
    void a_ledger_that_is_filled_is_left_alone() {
        FactId gone = checked();
        work.run(() -> jdbc.sql("delete from on_site_check where fact_id = :fact")
                .param("fact", gone.value())
                .update());
        checked();
        first.start();
        assertThat(ledger.there(Set.of(gone))).isEmpty();
    }
}
