package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder of patterns may hold: each thing that it may not is planted, and found before anything is compiled. */
class PatternLintTest {
    private static final String FOLDER = "rules/signal-patterns";
    private static final String PROGRAM = FOLDER + "/signal-patterns.drl";
    private static final SourceTree PROJECT = SourceTree.of(Path.of(""));

    private static FactVocabulary facts() {
        Map<String, Map<String, Label>> kinds = new LinkedHashMap<>();
        for (FactKind kind : FactKinds.onClassPath().all()) {
            Map<String, Label> categories = new LinkedHashMap<>();
            kind.categories().forEach(each -> categories.put(each.id(), each.title()));
            kinds.put(kind.id(), categories);
        }
        return new FactVocabulary(kinds);
    }

    private static SourceTree planted(String file, String from, String to) {
        String text = new String(PROJECT.bytes(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        var files = new TreeMap<String, byte[]>();
        PROJECT.below(FOLDER, "").forEach(each -> files.put(each, PROJECT.bytes(each)));
        files.put(
                file,
                text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))
                        .getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }

    private static List<Finding> lint(SourceTree tree, ProjectCheck.Origin origin) {
        return PatternLint.check(tree, FOLDER, facts(), origin);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            code-refused      | import gridwork.rules.Limits;                 | import gridwork.rules.Limits; import java.io.File;
            code-refused      | global FoundPatterns found;                   | global FoundPatterns found; global java.util.List all;
            code-refused      | rule "SP-010"                                 | function void away() { System.exit(1); } rule "SP-010"
            code-refused      | rule "SP-010"                                 | declare Bad name : String end rule "SP-010"
            code-refused      | rule "SP-010"                                 | query "all" Observed() end rule "SP-010"
            code-refused      | 行驶轨迹与备案的出入口比对")                       | 行驶轨迹与备案的出入口比对") salience 10
            code-refused      | @pattern("truck-unfiled-point")               | @propertyReactive @pattern("truck-unfiled-point")
            code-refused      | found.rule("SP-410", $head)                 | System.exit(1); found.rule("SP-410", $head)
            code-refused      | found.rule("SP-410", $head)                 | found.rule("SP-010", $head)
            code-refused      | found.rule("SP-410", $head).about($head)  | found.rule("SP-410", $head).getClass()
            code-refused      | kind == "event-report" )                      | kind == "event-report", kind.getClass() != null )
            code-refused      | $filing : Observed(                         | Object() $filing : Observed(
            code-refused      | $filing : Observed(                         | eval(true) $filing : Observed(
            code-refused      | $pass : Observed( kind == "truck-pass" )    | $pass : Observed( kind == "truck-pass" ) from found.all()
            number-in-program | kind == "event-report" )                      | kind == "event-report", amount > 5 )
            kind-unread       | kind == "event-report" )                      | kind == "violation" )
            parameter-unknown | $limits.above(amount, "噪声限值")              | $limits.above(amount, "音量限值")
            pattern-unknown   | @pattern("illegal-dumping")                   | @pattern("dumping")
            pattern-unknown   | @pattern("illegal-dumping")                   | @pattern("withdrawn")
            row-id            | rule "SP-410"                                 | rule "dup"
            row-duplicate     | rule "SP-410"                                 | rule "SP-310"
            row-no-basis      | @basis("SS-3 两审批一备案：第一项审批，建筑垃圾处置核准") | @basis("")
            program-broken    | rule "SP-410"                                 | rule rule "SP-410
            """)
    void what_a_program_of_patterns_may_not_hold_is_found(String code, String from, String to) {
        SourceTree tree = planted(PROGRAM, from, to);
        assertThat(lint(tree, ProjectCheck.Origin.SHIPPED))
                .extracting(Finding::code)
                .contains(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            parameter-unknown | span: 炸街取数时长      | span: 很久
            kind-unknown      | noise-reading           | loud-reading
            shape             | prefix: SP              | prefix: sp
            pattern-unknown   | id: withdrawn           | id: gone
            category-unknown  | id: same-matter         | id: same-thing
            category-label    | label: {zh: 偷倒         | label: {zh: 乱倒
            model-missing     | model: signal-patterns.dmn | model: other.dmn
            id-folder         | id: signal-patterns     | id: other-patterns
            """)
    void what_the_folder_may_not_say_is_found(String code, String from, String to) {
        SourceTree tree = planted(FOLDER + "/rule-set.yaml", from, to);
        assertThat(lint(tree, ProjectCheck.Origin.SHIPPED))
                .extracting(Finding::code)
                .contains(code);
    }

    @Test
    void a_program_comes_only_with_the_software() {
        assertThat(lint(PROJECT, ProjectCheck.Origin.UPLOADED))
                .as("the one that this very program carries")
                .isEmpty();
        SourceTree changed = planted(PROGRAM, "// 每条规则", "// changed");
        assertThat(lint(changed, ProjectCheck.Origin.UPLOADED))
                .singleElement()
                .satisfies(each -> assertThat(each.code()).isEqualTo("program-uploaded"));
        assertThat(lint(changed, ProjectCheck.Origin.SHIPPED)).isEmpty();
    }

    @Test
    void a_rule_that_no_scenario_shows_and_a_scenario_that_is_wrong_stop_the_build() {
        SourceTree unshown = planted(
                PROGRAM,
                "rule \"SP-410\"",
                "rule \"SP-420\" @pattern(\"same-matter\") @text(\"x\") @basis(\"x\")"
                        + " when $one : Observed( kind == \"event-report\", category == \"none\" )"
                        + " then found.rule(\"SP-420\", $one).about($one); end rule \"SP-410\"");
        assertThat(ProjectCheck.of(unshown, facts(), ProjectCheck.Origin.SHIPPED)
                        .findings())
                .filteredOn(each -> each.code().equals("row-without-scenario"))
                .extracting(Finding::at)
                .containsExactly("SP-420");
        SourceTree wrong =
                planted(FOLDER + "/scenarios/same-matter.yaml", "values: {reporters: 3}", "values: {reporters: 4}");
        assertThat(ProjectCheck.of(wrong, facts(), ProjectCheck.Origin.SHIPPED).findings())
                .extracting(Finding::code)
                .contains("scenario-value");
        SourceTree less =
                planted(FOLDER + "/scenarios/same-matter.yaml", "evidence: [r1, r2, r3]", "evidence: [r1, r2]");
        assertThat(ProjectCheck.of(less, facts(), ProjectCheck.Origin.SHIPPED).findings())
                .extracting(Finding::code)
                .contains("scenario-finds");
    }
}
