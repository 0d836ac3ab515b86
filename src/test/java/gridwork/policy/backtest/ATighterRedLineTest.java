package gridwork.policy.backtest;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.facts.SubjectId;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.policy.backtest.Backtested.Differing;
import gridwork.policy.backtest.Backtested.Effect;
import gridwork.policy.backtest.Backtested.Flow;
import gridwork.policy.backtest.Backtested.Side;
import gridwork.policy.backtest.Backtested.Stretch;
import gridwork.rules.Draft;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Three minor violations in 60 days make a site red in the draft, not five. The days are counted by hand: a minor violation
 * of the first of March counts from that day to the 29th of April, the 60th.
 */
@GridworkTest
class ATighterRedLineTest {
    private static final String RED_LINE = "<outputEntry id=\"SCP-030_out_2\">\n          <text>5</text>";
    private static final LocalDate FROM = on("2033-03-01");
    private static final LocalDate TO = on("2033-06-30");

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Backtest backtest;

    @Autowired
    JdbcTemplate jdbc;

    private final Draft draft = tighter();

    private static Draft tighter() {
        return Drafts.with("rules/site-colour/site-colour.dmn", RED_LINE, RED_LINE.replace(">5<", ">3<"));
    }

    @BeforeEach
    void a_day_long_after() {
        clock.set(TO);
    }

    private Backtested tried(Draft tried, Town.Site... sites) {
        clock.set(TO);
        Set<SubjectId> only = Arrays.stream(sites).map(Town.Site::id).collect(Collectors.toSet());
        return backtest.run(
                new Backtest.Asked(FROM, TO, Set.of(), new Scope(List.of("these"), Set.of(), null, only)),
                tried,
                Progress.SILENT,
                () -> false,
                each -> {});
    }

    private static Effect colours(Backtested done) {
        return done.standing().stream()
                .filter(each -> each.ruleSet().equals("site-colour"))
                .findFirst()
                .orElseThrow();
    }

    private Town.Site site(String name) {
        return town.today("2033-02-01").site(name);
    }

    private Town.Site with(Town.Site site, String... days) {
        for (String each : days) {
            town.today(each);
            site.violation("dust", on(each));
        }
        return site;
    }

    @Test
    void the_sites_and_the_days_are_those_counted_by_hand() {
        Town.Site three = with(site("three"), "2033-03-01", "2033-03-05", "2033-03-10");
        Town.Site two = with(site("two"), "2033-03-01", "2033-03-02");
        Town.Site severe = site("severe");
        town.today("2033-03-01");
        severe.violation("no-permit", on("2033-03-01"));
        Town.Site five = with(site("five"), "2033-04-01", "2033-04-02", "2033-04-03", "2033-04-04", "2033-04-05");

        Backtested done = tried(draft, three, two, severe, five);

        assertThat(done.changed()).containsExactly("site-colour");
        assertThat(done.tried()).containsExactly("site-colour");
        assertThat(done.subjects()).isEqualTo(4);
        Effect effect = colours(done);
        assertThat(List.of(effect.subjects(), effect.differing(), effect.days()))
                .containsExactly(4L, 2L, 51L + 4L);
        assertThat(effect.most().stream().map(Differing::subject))
                .containsExactly(three.ref().toString(), five.ref().toString());
        // from the third one, the 10th of March, until the first one stops counting, the 30th of April
        assertThat(effect.most().get(0).stretches())
                .containsExactly(new Stretch(
                        on("2033-03-10"),
                        on("2033-04-29"),
                        side(
                                "yellow",
                                "SC-040",
                                effect.most().get(0).stretches().get(0).old()),
                        side(
                                "red",
                                "SC-030",
                                effect.most().get(0).stretches().get(0).now())));
        // red two days earlier and, as the 2nd and the 3rd one stop counting later than the 1st, two days longer
        assertThat(effect.most().get(1).stretches().stream().map(each -> each.from() + " " + each.to()))
                .containsExactly("2033-04-03 2033-04-04", "2033-05-31 2033-06-01");
        assertThat(effect.atEnd()).containsExactly(new Flow("white", "white", 4));
        assertThat(effect.months().stream().map(each -> each.month() + " " + each.flows()))
                .containsExactly(
                        "2033-03 "
                                + List.of(
                                        new Flow("red", "red", 1),
                                        new Flow("white", "white", 1),
                                        new Flow("yellow", "red", 1),
                                        new Flow("yellow", "yellow", 1)),
                        // on the 30th of April the violation of the 2nd of March still counts, for the last day
                        "2033-04 " + List.of(new Flow("red", "red", 2), new Flow("yellow", "yellow", 2)),
                        "2033-05 " + List.of(new Flow("white", "white", 3), new Flow("yellow", "red", 1)),
                        "2033-06 " + List.of(new Flow("white", "white", 4)));
        // a yellow site is checked each half month, a red one each week
        double more = 51 / 7.0 - (6 / 15.0 + 1 + 1 + 14 / 15.0) + 2 / 7.0 - 2 / 15.0 + 2 / 7.0 - 1 / 16.0 - 1 / 15.0;
        assertThat(done.checks()).singleElement().satisfies(each -> {
            assertThat(each.matter()).isEqualTo("site-check");
            assertThat(each.now() - each.old()).isCloseTo(more, within(0.11));
        });
    }

    private static Side side(String result, String row, Side found) {
        assertThat(found.rows()).contains(row);
        return new Side(result, found.rows(), List.of());
    }

    @Test
    void a_fact_recorded_late_does_not_act_before_it_was_known() {
        Town.Site site = with(site("late"), "2033-03-01", "2033-03-02");
        town.today("2033-03-20");
        site.violation("dust", on("2033-03-03"));

        List<Differing> differing = colours(tried(draft, site)).most();

        assertThat(differing).singleElement().satisfies(each -> {
            assertThat(each.stretches().get(0).from()).isEqualTo(on("2033-03-20"));
            assertThat(each.stretches().get(0).to()).isEqualTo(on("2033-04-29"));
            assertThat(each.days()).isEqualTo(41);
        });
    }

    @Test
    void a_fact_voided_later_acts_until_then() {
        Town.Site site = with(site("mistaken"), "2033-03-01", "2033-03-02", "2033-03-03");
        town.today("2033-03-15");
        site.thatWasWrong("it was next door");

        List<Differing> differing = colours(tried(draft, site)).most();

        assertThat(differing).singleElement().satisfies(each -> {
            assertThat(each.stretches().stream().map(one -> one.from() + " " + one.to()))
                    .containsExactly("2033-03-03 2033-03-14");
            assertThat(each.days()).isEqualTo(12);
        });
    }

    @Test
    void a_site_that_is_closed_takes_part_in_nothing() {
        Town.Site site = with(site("closed"), "2033-03-01", "2033-03-02", "2033-03-03");
        town.today("2033-03-11").close(site, on("2033-03-11"));

        Effect effect = colours(tried(draft, site));

        assertThat(List.of(effect.differing(), effect.days())).containsExactly(1L, 8L);
        assertThat(effect.atEnd()).isEmpty();
    }

    @Test
    void nothing_is_written_and_the_unchanged_release_changes_nobody() {
        Town.Site site = with(site("same"), "2033-03-01", "2033-03-02", "2033-03-03");
        long logged = jdbc.queryForObject("select count(*) from decision", Long.class);
        long standing = jdbc.queryForObject("select count(*) from standing", Long.class);
        long facts = jdbc.queryForObject("select count(*) from fact", Long.class);
        long waiting = jdbc.queryForObject("select count(*) from case_waiting", Long.class);

        Backtested same = tried(Drafts.unchanged(), site);
        Backtested other = tried(draft, site);

        assertThat(same.changed()).isEmpty();
        assertThat(same.standing()).isEmpty();
        assertThat(colours(other).differing()).isOne();
        assertThat(jdbc.queryForObject("select count(*) from decision", Long.class))
                .isEqualTo(logged);
        assertThat(jdbc.queryForObject("select count(*) from standing", Long.class))
                .isEqualTo(standing);
        assertThat(jdbc.queryForObject("select count(*) from fact", Long.class)).isEqualTo(facts);
        assertThat(jdbc.queryForObject("select count(*) from case_waiting", Long.class))
                .isEqualTo(waiting);
    }

    @Test
    void how_often_a_colour_is_checked_may_be_drafted_alone() {
        Town.Site site = with(site("often"), "2033-03-01");

        Backtested done = tried(
                Drafts.with("rules/site-check/site-check.dmn", "<text>\"半月\"</text>", "<text>\"自然周\"</text>"), site);

        assertThat(done.tried()).contains("site-colour");
        assertThat(colours(done).differing()).isZero();
        // 60 days yellow: the whole of March and April but its last day
        double old = 15 / 15.0 + 1 + 1 + 14 / 15.0;
        assertThat(done.checks())
                .singleElement()
                .satisfies(each -> assertThat(each.now() - each.old()).isCloseTo(60 / 7.0 - old, within(0.11)));
    }

    @Test
    void it_stops_between_chunks_and_refuses_what_makes_no_sense() {
        Town.Site site = with(site("stopped"), "2033-03-01");
        var here = new Scope(List.of(), Set.of(), null, Set.of(site.id()));
        List<Long> told = new ArrayList<>();
        clock.set(TO);

        assertThatThrownBy(() -> backtest.run(
                        new Backtest.Asked(FROM, TO, Set.of(), here),
                        draft,
                        (done, total, what) -> told.add(done),
                        () -> true,
                        each -> {}))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("backtest-stopped"));
        assertThat(told).isEmpty();
        assertThat(refusal(TO, FROM, Set.of(), here)).isEqualTo("backtest-period");
        assertThat(refusal(FROM, TO.plusDays(1), Set.of(), here)).isEqualTo("decide-future");
        assertThat(refusal(FROM, TO, Set.of("no-such-rules"), here)).isEqualTo("rule-set-unknown");
    }

    private String refusal(LocalDate from, LocalDate to, Set<String> ruleSets, Scope scope) {
        try {
            backtest.run(
                    new Backtest.Asked(from, to, ruleSets, scope), draft, Progress.SILENT, () -> false, each -> {});
            return "";
        } catch (Refused refused) {
            return refused.code();
        }
    }
}
