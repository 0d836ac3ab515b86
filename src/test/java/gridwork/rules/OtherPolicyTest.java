package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a policy officer may change in the files, without anybody touching the program. */
class OtherPolicyTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");
    private static final String TABLE = "rules/site-colour/site-colour.dmn";
    private static final String RULE_SET = "rules/site-colour/rule-set.yaml";

    private static RuleSet changed(String file, String from, String to) {
        var files = new TreeMap<String, byte[]>();
        SourceTree project = SourceTree.of(Path.of(""));
        project.names().stream()
                .filter(each -> each.startsWith("rules/"))
                .forEach(each -> files.put(each, project.bytes(each)));
        String text = new String(project.bytes(file), StandardCharsets.UTF_8);
        String other = text.replaceFirst(from, to);
        assertThat(other).isNotEqualTo(text);
        files.put(file, other.getBytes(StandardCharsets.UTF_8));
        return Releases.of(SourceTree.of(files)).on(DAY).ruleSet("site-colour");
    }

    private static Question violated(LocalDate asOf, String category, LocalDate on) {
        return new Question(asOf, List.of(new FactSeen(1, "violation", category, on, null, null)), Map.of());
    }

    @Test
    void a_parameter_that_changes_on_a_day_counts_from_that_day_and_the_day_is_known_before() {
        String row = "(?s)(<rule id=\"SCP-010\">.*?<text>)-(</text>.*?</rule>)";
        RuleSet dated = changed(
                TABLE,
                row,
                "$1&lt; date(\"2025-07-10\")$2<rule id=\"SCP-060\"><description>缩短</description>"
                        + "<inputEntry id=\"n1\"><text>&gt;= date(\"2025-07-10\")</text></inputEntry>"
                        + "<outputEntry id=\"n2\"><text>\"严重违法期限\"</text></outputEntry>"
                        + "<outputEntry id=\"n3\"><text>20</text></outputEntry>"
                        + "<outputEntry id=\"n4\"><text>\"天\"</text></outputEntry></rule>");
        LocalDate change = LocalDate.parse("2025-07-10");
        Evaluation before = dated.evaluate(violated(DAY, "no-permit", DAY.minusDays(15)));
        assertThat(before.result()).isEqualTo("red");
        assertThat(before.rowIds()).contains("SCP-010").doesNotContain("SCP-060");
        assertThat(before.nextChange()).isEqualTo(change);
        Evaluation after = dated.evaluate(violated(change, "no-permit", DAY.minusDays(15)));
        assertThat(after.result()).isEqualTo("white");
        assertThat(after.rowIds()).contains("SCP-060").doesNotContain("SCP-010");
        assertThat(dated.daysBack()).as("how old what was seen may be").hasValue(366);
        assertThat(dated.whyNot(violated(DAY, "no-permit", DAY.minusDays(15)))).anySatisfy(why -> {
            assertThat(why.better()).isTrue();
            assertThat(why.on()).isEqualTo(change);
        });
    }

    @Test
    void where_clean_checks_are_needed_the_missing_one_is_the_way_out_of_red() {
        RuleSet strict = changed(TABLE, "(SCP-040_out_2\">\\s*<text>)0<", "$11<");
        Question question = violated(DAY, "no-permit", DAY.minusDays(100));
        assertThat(strict.evaluate(question).rowIds()).contains("SC-020");
        assertThat(strict.daysBack()).hasValue(730);
        assertThat(strict.whyNot(question)).singleElement().satisfies(why -> {
            assertThat(why.better()).isTrue();
            assertThat(why.result()).isEqualTo("white");
            // time alone would help too, after the trace ends in 630 days: later than a year
            assertThat(why.kind()).isEqualTo("check");
            assertThat(why.on()).isEqualTo(DAY);
            assertThat(why.rows()).contains("SC-050");
        });
    }

    @Test
    void the_severity_of_a_kind_is_the_tables_to_say_and_counts_for_the_past_too() {
        RuleSet mild = changed(TABLE, "(?s)(<rule id=\"SCV-030\">.*?<text>)\"严重\"", "$1\"轻微\"");
        assertThat(mild.evaluate(violated(DAY, "no-permit", DAY.minusDays(10))).result())
                .isEqualTo("yellow");
    }

    @Test
    void a_rule_set_may_say_what_must_be_new_and_each_of_it_is_asked() {
        RuleSet wary = changed(
                RULE_SET,
                "(?m)^  any:\\R.*kind: check.*\\R.*kind: violation.*",
                "  all: [{kind: complaint}, {kind: check}]");
        FactSeen complaint = new FactSeen(1, "complaint", "dust", DAY.minusDays(181), null, null);
        FactSeen check = new FactSeen(2, "check", "general", DAY, BigDecimal.ZERO, null);
        Evaluation old = wary.evaluate(new Question(DAY, List.of(complaint, check), Map.of()));
        assertThat(old.result()).isEqualTo("white");
        assertThat(freshness(old).labelled()).isTrue();
        assertThat(freshness(old).wanted())
                .singleElement()
                .isEqualTo(new Freshness.Newest("complaint", "", DAY.minusDays(181), "label"));
        assertThat(old.facts()).as("what it rests on").contains(1L, 2L);
        assertThat(old.nextChange()).isEqualTo(DAY.plusDays(366 - 181));
        Evaluation one = wary.evaluate(new Question(DAY, List.of(check), Map.of()));
        assertThat(one.result()).as("nobody complained in a year").isEqualTo("unknown");
        assertThat(freshness(one).withheld()).isTrue();
        assertThat(wary.daysBack()).hasValue(366);
    }

    private static Freshness freshness(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.freshness());
    }

    @Test
    void two_rows_that_give_one_parameter_different_values_on_a_day_decide_nothing() {
        RuleSet torn = changed(TABLE, "\"轻微违法期限\"</text>", "\"严重违法期限\"</text>");
        assertThatThrownBy(() -> torn.evaluate(new Question(DAY, List.of(), Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("严重违法期限");
    }

    @Test
    void nobody_gives_a_rule_set_what_it_does_not_ask_for() {
        RuleSet colour = Releases.onClassPath().on(DAY).ruleSet("site-colour");
        assertThatThrownBy(() -> colour.evaluate(new Question(DAY, List.of(), Map.of("colour", "red"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
