package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteColourTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");
    private static final Release RELEASE = Releases.onClassPath().on(DAY);
    private static final RuleSet COLOUR = RELEASE.ruleSet("site-colour");

    private static FactSeen violation(long id, String category, LocalDate on) {
        return new FactSeen(id, "violation", category, on, null, null);
    }

    @Test
    void a_site_of_which_nothing_is_known_is_white_and_would_be_yellow_with_one_minor_violation() {
        var question = new Question(DAY, List.of(), Map.of());
        var answer = COLOUR.evaluate(question);
        assertThat(answer.result()).isEqualTo("white");
        assertThat(answer.measures()).containsEntry("期限内严重违法次数", 0);
        assertThat(answer.rowIds()).contains("SC-050");
        assertThat(answer.nextChange()).isNull();
        assertThat(COLOUR.whyNot(question)).singleElement().satisfies(why -> {
            assertThat(why.better()).isFalse();
            assertThat(why.result()).isEqualTo("yellow");
            assertThat(why.kind()).isEqualTo("violation");
        });
    }

    @Test
    void a_severe_violation_makes_red_until_the_day_it_leaves_the_window() {
        var fact = violation(7, "no-permit", DAY.minusDays(10));
        var question = new Question(DAY, List.of(fact), Map.of());
        var answer = COLOUR.evaluate(question);
        assertThat(answer.result()).isEqualTo("red");
        assertThat(answer.facts()).containsExactly(7L);
        assertThat(answer.nextChange()).isEqualTo(DAY.minusDays(10).plusDays(90));
        assertThat(COLOUR.whyNot(question)).singleElement().satisfies(why -> {
            assertThat(why.better()).isTrue();
            assertThat(why.result()).isEqualTo("white");
            assertThat(why.on()).isEqualTo(answer.nextChange());
            assertThat(why.kind()).isNull();
        });
        assertThat(COLOUR.daysBack()).as("how old what was seen may be").hasValue(366);
    }

    @Test
    void an_arrangement_names_its_values_for_good() {
        var answer = RELEASE.ruleSet("site-check")
                .evaluate(new Question(DAY, List.of(), Map.of("colour", "red", "worsened", true)));
        assertThat(answer.result()).isEqualTo("key");
        assertThat(answer.values())
                .containsEntry("checkType", "key")
                .containsEntry("period", "iso-week")
                .containsEntry("drawn", false)
                .containsEntry("withinDays", 7)
                .containsEntry("inspectors", 2)
                .containsEntry("rectificationDays", 3)
                .containsEntry("rectificationClock", "running");
        assertThat(answer.rowIds()).containsExactly("SKP-010", "SK-050");
    }

    @Test
    void what_the_tables_cannot_place_is_unknown_and_not_guessed() {
        var colourless = RELEASE.ruleSet("site-check")
                .evaluate(new Question(DAY, List.of(), Map.of("colour", "unknown", "worsened", true)));
        assertThat(colourless.result()).isEqualTo(RuleSet.UNKNOWN);
        assertThat(colourless.missing()).containsExactly("颜色");
        var strange = COLOUR.evaluate(new Question(DAY, List.of(violation(1, "never-heard-of", DAY)), Map.of()));
        assertThat(strange.result()).isEqualTo(RuleSet.UNKNOWN);
        assertThat(strange.missing()).containsExactly("violation/never-heard-of");
    }
}
