package gridwork.decisions;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Statements;
import gridwork.Town;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.FactsRecorded;
import gridwork.facts.NewFact;
import gridwork.platform.Progress;
import gridwork.platform.Work;
import gridwork.street.WorkingCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What deciding asks the database, as Spring's own log tells it. */
@GridworkTest
class QueriesAreCountedTest {
    @Autowired
    WorkingCalendar calendar;

    @Autowired
    Town town;

    @Autowired
    DecideOnFacts onFacts;

    @Autowired
    Decisions decisions;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @BeforeEach
    void it_is_march() {
        town.today("2025-03-03");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @Test
    void one_decision_of_a_signal_asks_three_times() {
        Town.Site site = town.site("Lane 50").violation("dust", on("2025-03-01"));

        List<String> asked = Statements.of(() -> work.run(() ->
                onFacts.decide(new FactsRecorded(Map.of(site.id(), Set.of("violation", "check")), false))));

        assertThat(asked).allMatch(each -> each.startsWith("select"));
        assertThat(asked).hasSize(3);
    }

    @Test
    void an_answer_to_a_report_asks_three_times_too_and_never_whether_it_was_answered() {
        Town.Site site = town.site("Lane 52").violation("dust", on("2025-03-01"));
        var report = new NewFact(
                site.ref(),
                "event-report",
                "waste",
                Instant.parse("2025-03-03T03:00:00Z"),
                null,
                "town",
                "report-" + site.ref().code(),
                null,
                null,
                Map.of());
        // nobody has answered it: it came from the past
        work.run(() -> facts.record(List.of(report), Facts.How.HISTORY));
        // the site's check may have been planned meanwhile, which is a fact too
        FactId id = facts.timeline(site.id(), 0, 20).stream()
                .filter(each -> each.kind().equals("event-report"))
                .findFirst()
                .orElseThrow()
                .id();
        var touched = new FactsRecorded.Touched(
                id, site.id(), "event-report", Instant.parse("2025-03-03T03:00:00Z"), null, null, true);

        // the calendar is read again only where it was changed
        calendar.covers(on("2025-03-03"));
        List<String> asked = Statements.of(() -> work.run(() ->
                onFacts.decide(new FactsRecorded(Map.of(site.id(), Set.of("event-report")), List.of(touched), false))));

        // the case that the answer opens comes after it, and asks for itself
        assertThat(asked.stream()
                        .takeWhile(each -> !each.startsWith("insert into decision"))
                        .filter(each -> each.startsWith("select")))
                .hasSizeBetween(1, 3);
        assertThat(asked.stream().filter(each -> each.startsWith("insert into decision")))
                .hasSize(1);
        assertThat(decisions.history(site.id(), "case-grading", 9)).hasSize(1);
    }

    @Test
    void a_bulk_run_asks_once_for_a_hundred_subjects() {
        for (int i = 0; i < 120; i++) {
            town.site("Lane 51");
        }
        var decided = new long[1];

        List<String> asked = Statements.of(() -> decided[0] = decisions
                .redecide(Set.of("site-colour"), on("2025-03-03"), true, Progress.SILENT)
                .decided());

        long chunks = (decided[0] + 99) / 100;
        // lock, look, facts, standings; then the log, new standings, changed standings
        assertThat((long) asked.size()).isLessThanOrEqualTo(7 * chunks + 2);
        assertThat(decided[0]).isGreaterThanOrEqualTo(120);
    }
}
