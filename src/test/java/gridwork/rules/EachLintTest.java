package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.facts.FactKinds;
import gridwork.policy.HouseCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a rule set that answers facts one by one is found where it stands. */
class EachLintTest {
    private static final SourceTree PROJECT = SourceTree.of(Path.of(""));
    private static final String RESPONSE = "rules/merchant-response/rule-set.yaml";

    private static List<Finding> planted(String file, String from, String to) {
        var files = new TreeMap<String, byte[]>();
        PROJECT.names().stream()
                .filter(each ->
                        each.matches("rules/(release.yaml|(merchant-response|merchant-credit|freshness|case-grading|"
                                + "response-clocks)/.*)"))
                .forEach(each -> files.put(each, PROJECT.bytes(each)));
        String text = new String(PROJECT.bytes(file), StandardCharsets.UTF_8);
        String changed = text.replaceFirst(from, to);
        assertThat(changed).isNotEqualTo(text);
        files.put(file, changed.getBytes(StandardCharsets.UTF_8));
        return HouseCheck.of(SourceTree.of(files), FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED)
                .findings();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules/merchant-response/rule-set.yaml | (?m)^each: .*$                           |                                        | given-from-nowhere
            rules/merchant-response/rule-set.yaml | kinds: \\[merchant-complaint             | kinds: [nothing-known                  | kind-unknown
            rules/merchant-response/rule-set.yaml | (?m)^ +from: \\{rule-set: .*$            |                                        | given-by-nobody
            rules/merchant-response/rule-set.yaml | from: \\{rule-set: merchant-credit       | from: {rule-set: no-such-rules                | given-rule-set
            rules/merchant-response/rule-set.yaml | from: \\{rule-set: merchant-credit       | from: {rule-set: merchant-response            | given-in-a-circle
            rules/merchant-response/rule-set.yaml | from: \\{rule-set: merchant-credit       | from: {rule-set: merchant-credit, output: rank | output-missing
            rules/merchant-response/rule-set.yaml | values: \\{green: 绿,                     | values: {                              | given-word-missing
            rules/merchant-response/rule-set.yaml | values: \\{green: 绿,                     | values: {blue: 蓝, green: 绿,           | given-word-unknown
            rules/merchant-response/rule-set.yaml | noise: 噪音扰民                            | noise: 噪声                             | category-label
            rules/merchant-response/rule-set.yaml | (?m)^ +gas: .*$                          |                                        | category-missing
            rules/merchant-response/rule-set.yaml | pingan: 平安办                             | pingan: 平安科                          | value-unknown
            rules/merchant-response/rule-set.yaml | asked-when: \\{rule-set: merchant-credit | asked-when: {rule-set: no-such-rules   | given-rule-set
            rules/merchant-response/rule-set.yaml | asked-when: \\{rule-set: merchant-credit | asked-when: {rule-set: case-grading    | asked-when-rule-set
            rules/merchant-response/rule-set.yaml | becomes: \\[red                         | becomes: [purple                       | asked-when-result
            rules/merchant-response/rule-set.yaml | given: \\{matter: credit-red\\}          | given: {weather: rain}                 | asked-when-given
            rules/merchant-response/rule-set.yaml | given: \\{matter: credit-red\\}          | given: {matter: snow}                  | given-word-unknown
            rules/merchant-response/rule-set.yaml | , given: \\{matter: credit-red\\}        |                                        | asked-when-untold
            rules/case-grading/rule-set.yaml      | from: \\{payload: description          | from: {payload: descriptoin            | property-unknown
            rules/response-clocks/rule-set.yaml   | rule-set: case-grading                   | rule-set: merchant-response            | given-rule-set-other
            rules/response-clocks/rule-set.yaml   | (?m)^each: .*$                           |                                        | shape
            rules/case-grading/case-grading.dmn   | (?s)<rule id="CGW-040">.*?</rule>        |                                        | table-gap
            """)
    void what_was_planted_is_found(String file, String from, String to, String code) {
        assertThat(planted(file, from, to == null ? "" : to))
                .extracting(Finding::code)
                .contains(code);
    }

    @Test
    void words_below_the_row_that_takes_everything_are_never_reached() {
        assertThat(planted(
                        "rules/case-grading/case-grading.dmn",
                        "<text>contains\\(\\?, \"演练\"\\).*?</text>",
                        "<text>-</text>"))
                .filteredOn(each -> each.code().equals("table-masked"))
                .extracting(each -> each.message().zh())
                .anySatisfy(each -> assertThat(each).contains("CGW-030"));
    }

    @Test
    void the_four_together_are_clean() {
        assertThat(planted(RESPONSE, "\\z", "\n")).isEmpty();
    }
}
