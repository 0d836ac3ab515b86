package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.platform.TableFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Decision tables as spreadsheets: out, changed, and in again. */
class DecisionSheetTest {
    private static final SourceTree HOUSE = SourceTree.of(Path.of(""));
    private static final String COLOUR = "rules/site-colour/site-colour.dmn";
    private static final List<String> HEAD = List.of("site-colour/参数", "日期", "名称", "数值", "单位", "依据");

    private static String house(String file) {
        return new String(HOUSE.bytes(file), StandardCharsets.UTF_8);
    }

    private static List<List<String>> parameters() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        try {
            Markup decision = Objects.requireNonNull(
                    DmnLint.decisions(Markup.read(HOUSE.bytes(COLOUR))).get("参数"));
            Markup table = Objects.requireNonNull(decision.first("decisionTable"));
            for (Markup rule : table.all("rule")) {
                var line = new ArrayList<>(List.of(rule.get("id", "")));
                rule.all("inputEntry").forEach(each -> line.add(String.valueOf(each.wordsOf("text"))));
                rule.all("outputEntry").forEach(each -> line.add(String.valueOf(each.wordsOf("text"))));
                line.add(String.valueOf(rule.wordsOf("description")));
                lines.add(line);
            }
        } catch (Markup.Unreadable broken) {
            throw new AssertionError(broken);
        }
        return lines;
    }

    private static DecisionSheet.Read read(Consumer<List<List<String>>> change) {
        List<List<String>> lines =
                new ArrayList<>(parameters().stream().map(ArrayList::new).toList());
        change.accept(lines);
        var out = new ByteArrayOutputStream();
        try (TableFile file = TableFile.Shape.XLSX.to(out, "表")) {
            lines.forEach(file::row);
        }
        return DecisionSheet.read(HOUSE, "参数.xlsx", out.toByteArray());
    }

    private static String changed(Consumer<List<List<String>>> change) {
        DecisionSheet.Read read = read(change);
        assertThat(read.findings()).noneMatch(Finding::isError);
        assertThat(read.model()).isEqualTo(COLOUR);
        return new String(read.dmn(), StandardCharsets.UTF_8);
    }

    private static void refused(String code, String at, Consumer<List<List<String>>> change) {
        assertThat(read(change).findings()).as(code).anySatisfy(each -> {
            assertThat(each.code()).isEqualTo(code);
            assertThat(each.at()).isEqualTo(at);
            assertThat(each.isError()).isTrue();
        });
    }

    @Test
    void every_table_of_the_house_comes_back_letter_by_letter() {
        assertThat(DecisionSheet.all(HOUSE)).hasSizeGreaterThan(19).allSatisfy(table -> {
            var out = new ByteArrayOutputStream();
            assertThat(DecisionSheet.write(HOUSE, table, out)).isTrue();
            DecisionSheet.Read read = DecisionSheet.read(HOUSE, "a.xlsx", out.toByteArray());
            assertThat(read.findings()).isEmpty();
            assertThat(new String(read.dmn(), StandardCharsets.UTF_8)).isEqualTo(house(read.model()));
        });
    }

    @Test
    void a_changed_cell_changes_its_row_and_nothing_else() {
        String before = house(COLOUR);
        assertThat(changed(lines -> lines.get(3).set(3, "3")))
                .isEqualTo(before.replaceFirst("(SCP-030_out_2\">\\s*<text>)5<", "$13<"));
        assertThat(changed(lines -> lines.get(3).set(5, "新的依据：小于 < 与“&”")))
                .contains("<description>新的依据：小于 &lt; 与“&amp;”</description>");
    }

    @Test
    void rows_are_added_removed_and_moved_with_their_ids() {
        String before = house(COLOUR);
        String row = "(?s)\\s*<rule id=\"SCP-050\">.*?</rule>";
        assertThat(changed(lines -> lines.remove(5))).isEqualTo(before.replaceFirst(row, ""));
        String added = changed(lines -> lines.add(List.of("SCP-060", "-", "\"新参数\"", "7", "\"天\"", "试行值。")));
        assertThat(added).contains("<rule id=\"SCP-060\">", "<outputEntry id=\"SCP-060_out_2\">");
        assertThat(added.replaceFirst("(?s)\\s*<rule id=\"SCP-060\">.*?</rule>", ""))
                .isEqualTo(before);
        String moved = changed(lines -> lines.add(1, lines.remove(5)));
        assertThat(moved.indexOf("SCP-050")).isLessThan(moved.indexOf("SCP-010"));
    }

    @Test
    void a_blank_condition_is_whatever_it_may_be_and_that_is_said() {
        DecisionSheet.Read read = read(lines -> lines.get(1).set(1, ""));
        assertThat(new String(read.dmn(), StandardCharsets.UTF_8)).isEqualTo(house(COLOUR));
        assertThat(read.findings()).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo("blank-repaired");
            assertThat(each.at()).isEqualTo("SCP-010");
            assertThat(each.column()).isEqualTo("日期");
            assertThat(each.isError()).isFalse();
        });
    }

    @Test
    void what_a_spreadsheet_makes_of_a_table_by_accident_is_named() {
        refused("sheet-date", "SCP-020", lines -> lines.get(2).set(1, "2026-07-01"));
        refused("sheet-row-id", "row 3", lines -> lines.get(2).set(0, ""));
        refused("row-duplicate", "SCP-010", lines -> lines.get(2).set(0, "SCP-010"));
        refused("sheet-columns", "1", lines -> lines.get(0).set(3, "数"));
        refused("sheet-columns", "1", lines -> lines.set(0, HEAD.subList(0, 4)));
        refused("sheet-table-unknown", "A1", lines -> lines.get(0).set(0, "编号"));
        refused("sheet-table-unknown", "A1", lines -> lines.get(0).set(0, "../../etc/参数"));
        refused("sheet-empty", "", List::clear);
    }
}
