package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");
    private static final Parameters PARAMETERS = new Parameters(
            Map.of(
                    "期限",
                    new BigDecimal("30"),
                    "上限",
                    new BigDecimal("5"),
                    "停用",
                    BigDecimal.ZERO,
                    "可信",
                    new BigDecimal("0.8")),
            List.of());
    private static final Measure.Weigh WEIGH = new Measure.Weigh() {
        @Override
        public @Nullable String severity(FactSeen fact) {
            return "bad".equals(fact.category()) ? "severe" : "ok".equals(fact.category()) ? "none" : null;
        }

        @Override
        public @Nullable BigDecimal points(RuleSetFile.Points points, FactSeen fact, int age) {
            if (points.age() != null) {
                return new BigDecimal(age < 11 ? "4" : age < 21 ? "2" : "0");
            }
            return "bad".equals(fact.category()) ? new BigDecimal("3") : null;
        }
    };

    private static Measure measure(String yaml) {
        try {
            JsonNode line = Yaml.tree(yaml.getBytes(StandardCharsets.UTF_8));
            return new Measure(Yaml.as(RuleSetFile.Line.class, line));
        } catch (IOException broken) {
            throw new IllegalArgumentException(yaml, broken);
        }
    }

    private static Measure aging(String cap) {
        String yaml = "{name: n, measure: score, of: {kind: violation}, window: 期限," + " points: {decision: 分值, age: 天数"
                + cap + "}}";
        return new Measure(measure(yaml).line(), AgeBands.of(List.of("<= 10", "(10..20]", "> 20")));
    }

    private static FactSeen fact(long id, String category, int daysAgo, @Nullable String amount) {
        return new FactSeen(
                id,
                "violation",
                category,
                DAY.minusDays(daysAgo),
                amount == null ? null : new BigDecimal(amount),
                null);
    }

    private static Measure.Reading read(String yaml, FactSeen... facts) {
        return measure(yaml).read(DAY, List.of(facts), PARAMETERS, WEIGH);
    }

    @Test
    void counting_nothing_is_zero_and_the_latest_of_nothing_is_missing() {
        assertThat(read("{name: n, measure: count, of: {kind: violation}, window: 期限}")
                        .value())
                .isZero();
        assertThat(read("{name: n, measure: sum, of: {kind: violation}, window: 期限}")
                        .value())
                .isZero();
        assertThat(read("{name: n, measure: latest, of: {kind: violation}}").value())
                .isNull();
        assertThat(read("{name: n, measure: previous, of: {kind: violation}}", fact(1, "bad", 1, "7"))
                        .value())
                .isNull();
        assertThat(read("{name: n, measure: days-since, of: {kind: violation}}").value())
                .isNull();
        assertThat(read("{name: n, measure: days-since, of: {kind: violation}, absent: 9999}")
                        .value())
                .isEqualByComparingTo("9999");
    }

    @Test
    void a_window_begins_after_its_first_day_and_ends_with_the_day_asked_about() {
        var reading = read(
                "{name: n, measure: count, of: {kind: violation}, window: 期限}",
                fact(1, "bad", 30, null),
                fact(2, "bad", 29, null),
                fact(3, "bad", 0, null),
                fact(4, "bad", -1, null));
        assertThat(reading.counted()).extracting(FactSeen::id).containsExactly(2L, 3L);
        assertThat(reading.value()).isEqualByComparingTo("2");
    }

    @Test
    void latest_previous_and_days_since_look_at_the_newest_first_and_break_ties_by_id() {
        FactSeen[] facts = {fact(1, "bad", 9, "1"), fact(2, "bad", 4, "2"), fact(3, "bad", 4, "3")};
        assertThat(read("{name: n, measure: latest, of: {kind: violation}}", facts)
                        .value())
                .isEqualByComparingTo("3");
        assertThat(read("{name: n, measure: previous, of: {kind: violation}}", facts)
                        .value())
                .isEqualByComparingTo("2");
        assertThat(read("{name: n, measure: days-since, of: {kind: violation}}", facts)
                        .value())
                .isEqualByComparingTo("4");
        assertThat(read("{name: n, measure: sum, of: {kind: violation}}", facts).value())
                .isEqualByComparingTo("6");
    }

    @Test
    void a_filter_looks_at_category_severity_amount_and_confidence() {
        FactSeen[] facts = {
            fact(1, "bad", 1, "0"),
            fact(2, "ok", 1, "4"),
            new FactSeen(3, "violation", "bad", DAY, new BigDecimal("9"), new BigDecimal("0.5")),
            new FactSeen(4, "other", "bad", DAY, null, null)
        };
        assertThat(read("{name: n, measure: count, of: {kind: violation, severity: severe}}", facts)
                        .counted())
                .extracting(FactSeen::id)
                .containsExactly(1L, 3L);
        assertThat(read("{name: n, measure: count, of: {kind: violation, category: [ok]}}", facts)
                        .counted())
                .extracting(FactSeen::id)
                .containsExactly(2L);
        assertThat(read("{name: n, measure: count, of: {kind: violation, amount: {equals: 0}}}", facts)
                        .counted())
                .extracting(FactSeen::id)
                .containsExactly(1L);
        assertThat(read("{name: n, measure: count, of: {kind: violation, amount: {at-least: 4, at-most: 上限}}}", facts)
                        .counted())
                .extracting(FactSeen::id)
                .containsExactly(2L);
        assertThat(read("{name: n, measure: count, of: {kind: violation, confidence: {at-least: 可信}}}", facts)
                        .counted())
                .extracting(FactSeen::id)
                .containsExactly(1L, 2L);
    }

    @Test
    void a_category_without_severity_is_named_and_not_counted() {
        var reading =
                read("{name: n, measure: count, of: {kind: violation, severity: severe}}", fact(1, "strange", 1, null));
        assertThat(reading.value()).isZero();
        assertThat(reading.unplaced()).containsExactly("violation/strange");
    }

    @Test
    void a_score_adds_the_points_of_its_table_up_to_a_cap() {
        String points = "points: {decision: 分值, input: 种类, categories: {bad: 坏}, cap: 上限}";
        assertThat(read("{name: n, measure: score, of: {kind: violation}, " + points + "}", fact(1, "bad", 1, null))
                        .value())
                .isEqualByComparingTo("3");
        assertThat(read(
                                "{name: n, measure: score, of: {kind: violation}, " + points + "}",
                                fact(1, "bad", 1, null),
                                fact(2, "bad", 1, null))
                        .value())
                .isEqualByComparingTo("5");
    }

    @Test
    void a_fact_is_worth_what_the_table_says_of_its_age() {
        FactSeen[] facts = {fact(1, "bad", 10, null), fact(2, "bad", 11, null), fact(3, "bad", 21, null)};
        Measure.Reading reading = aging("").read(DAY, List.of(facts), PARAMETERS, WEIGH);
        assertThat(reading.value()).isEqualByComparingTo("6");
        assertThat(reading.points())
                .containsOnly(
                        Map.entry(1L, new BigDecimal("4")),
                        Map.entry(2L, new BigDecimal("2")),
                        Map.entry(3L, new BigDecimal("0")));
    }

    @Test
    void the_facts_of_one_calendar_month_make_no_more_than_its_cap() {
        LocalDate first = LocalDate.parse("2025-06-02");
        FactSeen[] over = {
            new FactSeen(1, "violation", "bad", first, null, null),
            new FactSeen(2, "violation", "bad", first, null, null),
            new FactSeen(3, "violation", "bad", first.minusDays(2), null, null)
        };
        assertThat(aging(", month-cap: 上限")
                        .read(first, List.of(over), PARAMETERS, WEIGH)
                        .value())
                .as("5 of June's 8 and 4 of May's 4")
                .isEqualByComparingTo("9");
        assertThat(aging(", month-cap: 上限, cap: 上限")
                        .read(first, List.of(over), PARAMETERS, WEIGH)
                        .value())
                .isEqualByComparingTo("5");
    }

    @Test
    void it_knows_the_days_on_which_a_fact_grows_into_another_band() {
        var days = new TreeSet<LocalDate>();
        aging("").turns(DAY, List.of(fact(1, "bad", 9, null)), PARAMETERS, days);
        assertThat(days)
                .contains(DAY.plusDays(2), DAY.plusDays(12), DAY.plusDays(21))
                .allMatch(day -> !day.isAfter(DAY.plusDays(21)));
    }

    @Test
    void what_a_person_confirmed_is_certain_and_what_a_person_rejected_is_not_there_from_the_day_of_the_verdict() {
        var rule = new RuleSetFile.Verdicts("verdict", "finding", Set.of("confirmed"));
        FactSeen doubtful = new FactSeen(1, "violation", "bad", DAY.minusDays(5), null, new BigDecimal("0.4"));
        FactSeen other = new FactSeen(2, "violation", "bad", DAY.minusDays(5), null, new BigDecimal("0.9"));
        List<FactSeen> facts = List.of(
                doubtful,
                other,
                verdict(3, "confirmed", 3, "1"),
                verdict(4, "rejected", 2, "2"),
                verdict(5, "x", 1, "1"));
        assertThat(Settled.of(rule, facts, DAY.minusDays(4)).facts()).contains(doubtful, other);
        Settled confirmed = Settled.of(rule, facts, DAY.minusDays(3));
        assertThat(confirmed.facts().get(0).confidence()).isEqualByComparingTo("1");
        assertThat(confirmed.verdicts()).containsExactly(Map.entry(1L, 3L));
        assertThat(Settled.of(rule, facts, DAY.minusDays(2)).facts())
                .extracting(FactSeen::id)
                .contains(1L)
                .doesNotContain(2L);
        assertThat(Settled.of(rule, facts, DAY).facts())
                .as("the last word counts")
                .extracting(FactSeen::id)
                .doesNotContain(1L, 2L);
    }

    private static FactSeen verdict(long id, String category, int daysAgo, String finding) {
        return new FactSeen(
                id, "verdict", category, DAY.minusDays(daysAgo), null, null, "", Map.of("finding", finding));
    }

    @Test
    void since_counts_only_what_came_after_the_last_of_another_selection() {
        String yaml =
                "{name: n, measure: count, of: {kind: check}, since: {kind: violation, severity: severe}, window: 期限}";
        FactSeen[] facts = {
            new FactSeen(1, "check", "key", DAY.minusDays(9), null, null),
            fact(2, "bad", 8, null),
            new FactSeen(3, "check", "key", DAY.minusDays(8), null, null),
            new FactSeen(4, "check", "key", DAY.minusDays(7), null, null),
            fact(5, "ok", 1, null)
        };
        assertThat(read(yaml, facts).counted()).extracting(FactSeen::id).containsExactly(4L);
        assertThat(read(yaml, facts[0]).value()).isEqualByComparingTo("1");
    }

    @Test
    void a_measure_that_its_parameter_switches_off_is_zero() {
        assertThat(read("{name: n, measure: count, of: {kind: violation}, when: 停用}", fact(1, "bad", 1, null))
                        .value())
                .isZero();
    }

    @Test
    void it_knows_the_days_on_which_facts_leave_its_window() {
        var days = new TreeSet<LocalDate>();
        measure("{name: n, measure: count, of: {kind: violation}, window: 期限}")
                .turns(DAY, List.of(fact(1, "bad", 29, null), fact(2, "bad", 40, null)), PARAMETERS, days);
        assertThat(days).containsExactly(DAY.plusDays(1));
    }
}
