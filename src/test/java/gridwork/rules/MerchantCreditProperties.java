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

/** What holds for every history of a shop. */
class MerchantCreditProperties {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");
    private static final RuleSet CREDIT = Releases.onClassPath().on(DAY).ruleSet("merchant-credit");

    record Happened(String kind, String category, int daysAgo, int amount, String confidence) {}

    @Provide
    Arbitrary<List<Happened>> histories() {
        return Arbitraries.oneOf(
                        happened("complaint-verdict", "food-safety", "noise", "unclassified"),
                        happened("camera-finding", "fire-lane", "waste"),
                        happened("kitchen-alert", "rodent", "no-cap"),
                        happened("community-visit", "good", "advised", "problem", "refused"),
                        happened("merchant-check", "pass", "conditional", "fail"),
                        happened("merchant-rectification", "in-time", "late"),
                        happened("credit-repair", "training", "pledge"))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<Happened> happened(String kind, String... categories) {
        return Combinators.combine(
                        Arbitraries.of(categories),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of("0.50", "0.90", "0.97"))
                .as((category, days, amount, confidence) -> new Happened(kind, category, days, amount, confidence));
    }

    private static Question asked(List<Happened> history, LocalDate asOf) {
        var facts = new ArrayList<FactSeen>();
        for (Happened each : history) {
            facts.add(new FactSeen(
                    facts.size() + 1L,
                    each.kind(),
                    each.category(),
                    DAY.minusDays(each.daysAgo()),
                    BigDecimal.valueOf(each.amount()),
                    new BigDecimal(each.confidence())));
        }
        return new Question(asOf, facts, Map.of());
    }

    @Property(tries = 60)
    void until_the_next_change_nothing_changes_and_on_it_something_does(@ForAll("histories") List<Happened> history) {
        Evaluation now = CREDIT.evaluate(asked(history, DAY));
        LocalDate turn = now.nextChange() == null ? DAY.plusDays(500) : now.nextChange();
        for (LocalDate day = DAY; day.isBefore(turn); day = day.plusDays(1)) {
            assertThat(CREDIT.evaluate(asked(history, day)).measures())
                    .as("measures on " + day)
                    .isEqualTo(now.measures());
            assertThat(level(CREDIT.evaluate(asked(history, day))))
                    .as("freshness on " + day)
                    .isEqualTo(level(now));
        }
        if (now.nextChange() != null) {
            Evaluation then = CREDIT.evaluate(asked(history, turn));
            assertThat(then.measures().equals(now.measures()) && level(then).equals(level(now)))
                    .isFalse();
        }
    }

    private static String level(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.freshness()).level();
    }

    @Property(tries = 60)
    void what_would_change_the_colour_does_change_it(@ForAll("histories") List<Happened> history) {
        Question question = asked(history, DAY);
        int rank = CREDIT.grade(CREDIT.evaluate(question).result()).rank();
        for (WhyNot why : CREDIT.whyNot(question)) {
            int other = CREDIT.grade(why.result()).rank();
            assertThat(why.better() ? other < rank : other > rank).isTrue();
            assertThat(why.rows()).isNotEmpty();
            assertThat(why.times() == 0).isEqualTo(why.kind() == null);
        }
    }

    @Property(tries = 60)
    void the_score_is_between_0_and_100_and_the_facts_add_up_to_it(@ForAll("histories") List<Happened> history) {
        Evaluation it = CREDIT.evaluate(asked(history, DAY));
        BigDecimal score = CREDIT.headline().orElseThrow().of(it);
        if (it.result().equals(RuleSet.UNKNOWN)) {
            assertThat(score).isNull();
            assertThat(level(it)).isEqualTo(Freshness.WITHHOLD);
        } else {
            assertThat(score).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
        }
        it.measures().forEach((measure, value) -> {
            BigDecimal sum = it.worth().stream()
                    .filter(each -> each.measure().equals(measure))
                    .map(Worth::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(new BigDecimal(value.toString())).as(measure).isLessThanOrEqualTo(sum);
        });
    }

    @Property(tries = 60)
    void what_nobody_verified_changes_nothing(@ForAll("histories") List<Happened> history) {
        Question question = asked(history, DAY);
        var more = new ArrayList<>(question.facts());
        more.add(new FactSeen(901, "merchant-complaint", "food-safety", DAY, null, null));
        more.add(new FactSeen(903, "camera-finding", "fire-lane", DAY, null, new BigDecimal("0.89")));
        more.add(new FactSeen(904, "kitchen-alert", "rodent", DAY, null, new BigDecimal("0.89")));
        assertThat(CREDIT.evaluate(new Question(DAY, more, Map.of()))).isEqualTo(CREDIT.evaluate(question));
    }
}
