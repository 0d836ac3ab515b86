package gridwork.decisions;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Town;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the order in which facts arrive, one at a time or the second half on a later day, the result is the same. */
@GridworkTest
class OrderOfArrivalTest {
    private static final List<String> VIOLATIONS =
            List.of("unsafe-structure", "dust", "no-fence", "fire-safety", "waste", "unclassified");

    @Autowired
    Town town;

    @Autowired
    Decisions decisions;

    private record Told(
            String kind,
            String category,
            LocalDate on,
            @Nullable BigDecimal amount) {}

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    @RepeatedTest(12)
    void does_not_matter(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(9); i++) {
            LocalDate day = on("2025-03-01").minusDays(random.nextInt(200));
            told.add(
                    random.nextInt(4) == 0
                            ? new Told("check", "general", day, BigDecimal.valueOf(random.nextInt(2)))
                            : new Told("violation", VIOLATIONS.get(random.nextInt(VIOLATIONS.size())), day, null));
        }
        Town.Site one = tell(told);
        List<Told> otherwise = new ArrayList<>(told);
        Collections.shuffle(otherwise, random);
        Town.Site other = tell(otherwise);

        assertThat(other.colour()).isEqualTo(one.colour());
        assertThat(other.standing().nextChange()).isEqualTo(one.standing().nextChange());
        for (String day : List.of("2024-12-01", "2025-02-01", "2025-03-10", "2025-04-15")) {
            assertThat(asked(other, day)).isEqualTo(asked(one, day));
        }
    }

    private Town.Site tell(List<Told> told) {
        Town.Site site = town.today("2025-03-03").site("Lane 30");
        for (int i = 0; i < told.size(); i++) {
            town.today(i < told.size() / 2 ? "2025-03-03" : "2025-03-10");
            Told each = told.get(i);
            site.fact(each.kind, each.category, each.on, each.amount);
        }
        return site;
    }

    private List<Object> asked(Town.Site site, String day) {
        Explanation it =
                decisions.explain(site.ref(), "site-colour", on(day), java.time.Instant.parse("2025-06-01T00:00:00Z"));
        return List.of(
                it.evaluation().result(),
                it.evaluation().measures(),
                it.evaluation().rowIds().stream().sorted().toList(),
                it.facts().stream()
                        .map(fact -> fact.kind() + fact.category() + fact.occurredOn() + fact.amount())
                        .sorted()
                        .toList());
    }
}
