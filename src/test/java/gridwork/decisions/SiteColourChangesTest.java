package gridwork.decisions;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.platform.DailyRuns;
import gridwork.platform.Progress;
import gridwork.rules.WhyNot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GridworkTest
class SiteColourChangesTest {
    private static final String COLOUR = "site-colour";

    @Autowired
    Town town;

    @Autowired
    Decisions decisions;

    @Autowired
    BulkDecisions bulk;

    @Autowired
    KnownReleases releases;

    @Autowired
    DailyRuns days;

    @Autowired
    ExplanationWords words;

    @Autowired
    TestClock clock;

    @BeforeEach
    void it_is_a_monday_in_march() {
        town.today("2025-03-03");
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private List<LoggedDecision> log(Town.Site site) {
        return decisions.history(site.id(), COLOUR, 50);
    }

    @Test
    void a_violation_changes_the_colour_and_is_logged_once() {
        Town.Site site = town.site("Lane 7").violation("unsafe-structure", on("2025-03-01"));

        assertThat(site.colour()).isEqualTo("red");
        assertThat(log(site)).singleElement().satisfies(only -> {
            assertThat(only.previous()).isNull();
            assertThat(only.result()).isEqualTo("red");
            assertThat(only.rows()).contains("SC-010");
            assertThat(only.facts()).containsExactly(site.lastFact());
            assertThat(only.asOf()).isEqualTo("2025-03-03");
            assertThat(only.release())
                    .isEqualTo(decisions.release(clock.today()).number());
        });
    }

    @Test
    void what_changes_nothing_does_not_fill_the_log() {
        Town.Site site = town.site("Lane 8")
                .violation("unsafe-structure", on("2025-02-01"))
                .violation("unsafe-structure", on("2025-03-01"))
                .violation("dust", on("2025-03-02"));
        Standing before = site.standing();
        bulk.due(releases.on(clock.today()), clock.today(), Progress.SILENT);
        decisions.redecide(Set.of(COLOUR), clock.today(), true, Progress.SILENT);

        assertThat(log(site)).hasSize(1);
        assertThat(site.standing()).isEqualTo(before);
    }

    @Test
    void a_fact_that_changes_only_when_time_will_act_moves_the_standing_and_not_the_log() {
        Town.Site site = town.site("Lane 9").violation("unsafe-structure", on("2025-02-01"));
        LocalDate first = site.standing().nextChange();
        site.violation("unsafe-structure", on("2025-03-01"));

        assertThat(log(site)).hasSize(1);
        assertThat(first).isNotNull();
        // the first window that ends is still that of the earlier violation
        assertThat(site.standing().nextChange()).isEqualTo(first);
        site.fact("town-earlier", "violation", "unsafe-structure", on("2025-01-15"), null);
        assertThat(site.standing().nextChange()).isBefore(first);
        assertThat(log(site)).hasSize(1);
    }

    @Test
    void a_correction_changes_the_colour_and_what_was_known_before_can_still_be_asked() {
        Town.Site site = town.site("Lane 10");
        site.fact("report-" + site.ref().code(), "violation", "unsafe-structure", on("2025-03-01"), null);
        Instant before = clock.now();
        town.today("2025-03-05");
        site.fact("report-" + site.ref().code(), "violation", "dust", on("2025-03-01"), null);

        assertThat(site.colour()).isEqualTo("yellow");
        assertThat(log(site)).extracting(LoggedDecision::result).containsExactly("yellow", "red");
        assertThat(log(site)).extracting(LoggedDecision::previous).containsExactly("red", null);
        assertThat(site.colourAsOf("2025-03-03")).isEqualTo("yellow");
        assertThat(site.colourAsOf("2025-03-03", before)).isEqualTo("red");
    }

    @Test
    void a_voided_fact_no_longer_counts_except_for_those_who_ask_what_was_known() {
        Town.Site site = town.site("Lane 11").violation("unsafe-structure", on("2025-03-01"));
        Instant before = clock.now();
        town.today("2025-03-06");
        site.thatWasWrong("another site was meant");

        assertThat(site.colour()).isEqualTo("white");
        assertThat(site.colourAsOf("2025-03-06", before)).isEqualTo("red");
        LoggedDecision first = log(site).get(log(site).size() - 1);
        site.violation("dust", on("2025-03-02"));
        Explanation again = decisions.explain(first);
        assertThat(again.evaluation().result()).isEqualTo(first.result());
        assertThat(again.evaluation().rowIds()).isEqualTo(first.rows());
        assertThat(again.facts()).extracting(fact -> fact.id()).isEqualTo(first.facts());
    }

    @Test
    void a_fact_that_arrives_late_counts_from_the_day_it_happened() {
        Town.Site site = town.site("Lane 12").check("random", 0, on("2025-03-03"));
        Instant early = clock.now();
        town.today("2025-03-20");
        site.violation("unsafe-structure", on("2025-03-02"));

        assertThat(site.colour()).isEqualTo("red");
        assertThat(site.colourAsOf("2025-03-03")).isEqualTo("red");
        assertThat(site.colourAsOf("2025-03-03", early)).isEqualTo("white");
        assertThat(site.colourAsOf("2025-03-01")).isEqualTo("white");
    }

    @Test
    void time_alone_steps_down_in_the_night_on_the_day_that_was_announced() {
        Town.Site site = town.site("Lane 13").violation("dust", on("2025-03-01"));
        LocalDate last = Objects.requireNonNull(site.standing().nextChange());
        bulk.due(releases.on(last.minusDays(1)), last.minusDays(1), Progress.SILENT);
        assertThat(site.colour()).isEqualTo("yellow");

        clock.set(last);
        days.run(last);

        assertThat(site.colour()).isEqualTo("white");
        assertThat(site.standing().since()).isEqualTo(last);
        assertThat(log(site)).hasSize(2);
        days.run(last);
        assertThat(log(site)).hasSize(2);
    }

    @Test
    void the_past_is_decided_without_moving_the_standing_back() {
        Town.Site site = town.site("Lane 14").violation("unsafe-structure", on("2025-03-01"));
        Standing now = site.standing();
        for (int twice = 0; twice < 2; twice++) {
            decisions.redecide(Set.of(COLOUR), on("2025-02-01"), true, Progress.SILENT);
        }

        assertThat(site.standing()).isEqualTo(now);
        assertThat(log(site)).extracting(LoggedDecision::asOf).containsExactly(on("2025-03-03"), on("2025-02-01"));
        assertThat(log(site)).extracting(LoggedDecision::result).containsExactly("red", "white");
    }

    @Test
    void two_who_report_at_once_leave_one_consistent_result() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                Town.Site site = town.site("Lane 15");
                var start = new CountDownLatch(1);
                Future<?> severe = two.submit(() -> {
                    start.await();
                    return site.violation("unsafe-structure", on("2025-03-01"));
                });
                Future<?> minor = two.submit(() -> {
                    start.await();
                    return site.fact("minor-" + site.ref().code(), "violation", "dust", on("2025-03-02"), null);
                });
                start.countDown();
                severe.get();
                minor.get();

                assertThat(site.colour()).isEqualTo("red");
                assertThat(log(site).get(0).result()).isEqualTo("red");
                assertThat(log(site)).hasSizeBetween(1, 2);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void a_closed_site_is_not_decided() {
        Town.Site site = town.site("Lane 16");
        town.close(site, on("2025-03-02"));
        decisions.redecide(Set.of(COLOUR), clock.today(), true, Progress.SILENT);

        assertThat(decisions.standing(site.id(), COLOUR)).isEmpty();
    }

    @Test
    void the_card_says_what_would_change_it_in_whole_sentences() {
        Town.Site yellow = town.site("Lane 17").violation("dust", on("2025-03-01"));
        Explanation explanation = decisions.explain(yellow.ref(), COLOUR, clock.today(), clock.now());
        WhyNot better = explanation.better().orElseThrow();

        assertThat(explanation.leaving().get(better))
                .extracting(fact -> fact.id())
                .containsExactly(yellow.lastFact());
        assertThat(words.better(explanation, Locale.CHINESE))
                .isEqualTo("自" + words.date(better.on(), clock.today(), Locale.CHINESE)
                        + "起转为白色（3月1日的“扬尘污染”移出统计期），如无新情况。");
        assertThat(words.worse(explanation, Locale.CHINESE))
                .startsWith("再记录一次违法行为“")
                .endsWith("”，即转为红色。");
        assertThat(words.better(explanation, Locale.ENGLISH))
                .startsWith("White from ")
                .contains("“Dust” of 1 March");
    }

    @Test
    void the_course_of_a_year_is_the_same_as_asking_each_day() {
        town.today("2025-06-01");
        Town.Site site = town.site("Lane 18")
                .violation("unsafe-structure", on("2024-07-10"))
                .check("key", 0, on("2024-08-20"))
                .check("key", 0, on("2024-09-20"))
                .violation("dust", on("2024-11-05"))
                .violation("no-fence", on("2025-01-02"))
                .violation("no-fence", on("2025-01-03"))
                .violation("fire-safety", on("2025-02-28"));
        List<Span> course = decisions.course(site.id(), COLOUR, on("2024-07-01"), on("2025-06-01"), clock.now());

        assertThat(course.get(0).from()).isEqualTo("2024-07-01");
        assertThat(course.get(course.size() - 1).to()).isEqualTo("2025-06-01");
        assertThat(course).hasSizeGreaterThan(4);
        for (Span each : course) {
            for (LocalDate day = each.from(); !day.isAfter(each.to()); day = day.plusDays(1)) {
                assertThat(site.colourAsOf(day.toString()))
                        .as(day.toString())
                        .isEqualTo(each.grade().id());
            }
        }
    }
}
