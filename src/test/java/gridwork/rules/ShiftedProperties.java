package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every history of a site. */
class ShiftedProperties {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");
    private static final TabledRuleSet COLOUR =
            (TabledRuleSet) Releases.onClassPath().on(DAY).ruleSet("site-colour");

    record Happened(String kind, String category, int daysAgo, int amount) {}

    @Provide
    Arbitrary<List<Happened>> histories() {
        var violation = Combinators.combine(
                        Arbitraries.of("no-permit", "dust", "waste", "unclassified", "fire-safety"),
                        Arbitraries.integers().between(-3, 130))
                .as((category, days) -> new Happened("violation", category, days, 0));
        var check = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(-3, 130))
                .as((amount, days) -> new Happened("check", "general", days, amount));
        return Arbitraries.oneOf(violation, check).list().ofMaxSize(8);
    }

    private static Question asked(List<Happened> history, LocalDate asOf, LocalDate from) {
        var facts = new ArrayList<FactSeen>();
        for (Happened each : history) {
            facts.add(new FactSeen(
                    facts.size() + 1L,
                    each.kind(),
                    each.category(),
                    from.minusDays(each.daysAgo()),
                    each.kind().equals("check") ? BigDecimal.valueOf(each.amount()) : null,
                    null));
        }
        return new Question(asOf, facts, Map.of());
    }

    private static Map<String, BigDecimal> needing(int checks) {
        return Map.of("降级所需合格检查次数", BigDecimal.valueOf(checks));
    }

    @Property(tries = 150)
    void shifting_all_facts_and_the_day_changes_nothing(
            @ForAll("histories") List<Happened> history,
            @ForAll @IntRange(min = -4000, max = 4000) int days,
            @ForAll @IntRange(max = 2) int checks) {
        Evaluation here = COLOUR.evaluate(asked(history, DAY, DAY), needing(checks));
        LocalDate other = DAY.plusDays(days);
        Evaluation there = COLOUR.evaluate(asked(history, other, other), needing(checks));
        assertThat(there.result()).isEqualTo(here.result());
        assertThat(there.measures()).isEqualTo(here.measures());
        assertThat(there.rowIds()).isEqualTo(here.rowIds());
        assertThat(there.facts()).isEqualTo(here.facts());
        assertThat(there.nextChange())
                .isEqualTo(here.nextChange() == null ? null : here.nextChange().plusDays(days));
    }

    @Property(tries = 60)
    void until_the_next_change_nothing_changes_and_on_it_something_does(
            @ForAll("histories") List<Happened> history, @ForAll @IntRange(max = 2) int checks) {
        // what has not happened yet is not known either
        List<Happened> past =
                history.stream().filter(each -> each.daysAgo() >= 0).toList();
        Evaluation now = COLOUR.evaluate(asked(past, DAY, DAY), needing(checks));
        LocalDate turn = now.nextChange() == null ? DAY.plusDays(800) : now.nextChange();
        for (LocalDate day = DAY; day.isBefore(turn); day = day.plusDays(1)) {
            assertThat(seen(COLOUR.evaluate(asked(past, day, DAY), needing(checks))))
                    .as("measures on " + day)
                    .isEqualTo(seen(now));
        }
        if (now.nextChange() != null) {
            assertThat(seen(COLOUR.evaluate(asked(past, turn, DAY), needing(checks))))
                    .isNotEqualTo(seen(now));
        }
    }

    /** What was measured, and whether it is new enough. */
    private static List<Object> seen(Evaluation evaluation) {
        return List.of(
                evaluation.measures(),
                Objects.requireNonNull(evaluation.freshness()).level());
    }

    @Property(tries = 60)
    void what_would_change_the_result_does_change_it(@ForAll("histories") List<Happened> history) {
        Question question = asked(history, DAY, DAY);
        int rank = COLOUR.grade(COLOUR.evaluate(question).result()).rank();
        for (WhyNot why : COLOUR.whyNot(question)) {
            int other = COLOUR.grade(why.result()).rank();
            assertThat(why.better() ? other < rank : other > rank).isTrue();
            assertThat(why.rows()).isNotEmpty();
            assertThat(why.on()).isBetween(DAY, DAY.plusDays(365));
        }
    }

    @Property(tries = 40)
    void the_order_in_which_facts_are_told_does_not_matter(@ForAll("histories") List<Happened> history) {
        Question question = asked(history, DAY, DAY);
        var reversed = new ArrayList<>(question.facts());
        java.util.Collections.reverse(reversed);
        Evaluation one = COLOUR.evaluate(question);
        Evaluation other = COLOUR.evaluate(new Question(DAY, reversed, Map.of()));
        assertThat(other.result()).isEqualTo(one.result());
        assertThat(other.measures()).isEqualTo(one.measures());
        assertThat(other.facts()).isEqualTo(one.facts());
        assertThat(other.nextChange()).isEqualTo(one.nextChange());
        assertThat(other.rowIds()).containsExactlyInAnyOrderElementsOf(one.rowIds());
    }
}
