package gridwork.policy;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.SharedData;
import gridwork.facts.FactKinds;
import gridwork.policy.Verdict.Word;
import gridwork.rules.Finding;
import gridwork.rules.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk says of one file that somebody brings. */
class JudgeUploadTest {
    private static final SourceTree HOUSE = SourceTree.of(Path.of(""));
    private static final JudgeUpload DESK = JudgeUpload.against(HOUSE, FactKinds::onClassPath);
    private static final Path HOSTILE = Path.of("src/test/resources/hostile");
    private static final Path FOREIGN = Path.of("src/test/resources/foreign");
    private static final String COLOUR = "rules/site-colour/site-colour.dmn";

    @TempDir
    Path folder = Path.of("");

    private static Verdict judge(String name, String content) {
        return DESK.of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String path) {
        return new String(HOUSE.bytes(path), StandardCharsets.UTF_8);
    }

    /** Whatever is said is said in both languages, and nothing is an accident. */
    private static Verdict wellSaid(Verdict verdict) {
        assertThat(verdict.findings()).allSatisfy(each -> {
            assertThat(each.message().zh()).containsPattern("\\p{IsHan}");
            assertThat(each.message().en()).isNotBlank().doesNotContainPattern("\\{\\d");
            assertThat(each.code()).isNotIn("check-failed", "check-too-long");
        });
        assertThat(verdict.accepted()).isEqualTo(verdict.findings().stream().noneMatch(Finding::isError));
        return verdict;
    }

    @TestFactory
    Stream<DynamicTest> what_the_house_has_is_accepted_in_its_own_place() {
        return Stream.concat(
                        HOUSE.names().stream().filter(each -> each.endsWith(".bpmn")),
                        Stream.of(
                                COLOUR,
                                "rules/signal-patterns/signal-patterns.dmn",
                                "rules/case-grading/case-grading.dmn"))
                .map(each -> DynamicTest.dynamicTest(each, () -> {
                    Verdict verdict =
                            wellSaid(DESK.of("下载 (1)" + each.substring(each.lastIndexOf('.')), HOUSE.bytes(each)));
                    assertThat(verdict.word()).as(verdict.findings().toString()).isEqualTo(Word.ACCEPTED);
                    assertThat(verdict.place()).isEqualTo(each);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "plain.bpmn, ACCEPTED, process-new, ''",
        "groovy-in-a-listener.bpmn, REFUSED, code-refused, user_look",
        "class-in-a-listener.bpmn, REFUSED, code-refused, user_look",
        "get-class.bpmn, REFUSED, expression-refused, flow_passed",
        "get-class-deferred.bpmn, REFUSED, expression-refused, flow_passed",
        "expression-in-a-group.bpmn, REFUSED, expression-refused, user_look",
        "script-task.bpmn, REFUSED, code-refused, task_close",
        "class.bpmn, REFUSED, code-refused, task_close",
        "old-namespace-class.bpmn, REFUSED, attribute-refused, task_close",
        "any-bean.bpmn, REFUSED, bean-refused, task_close",
        "connector.bpmn, REFUSED, code-refused, task_close",
        "wsdl-import.bpmn, REFUSED, code-refused, definitions_plain",
        "script-in-a-forms-label.bpmn, REFUSED, element-refused, user_look",
        "form-from-elsewhere.bpmn, REFUSED, form-key, user_look",
        "deadline-in-the-model.bpmn, REFUSED, literal-time, user_look",
        "default-approves.bpmn, REFUSED, default-approves, flow_passed",
        "nobody.bpmn, REFUSED, task-without-people, user_look",
        "dead-end.bpmn, REFUSED, bpmn-dead-end, task_close",
        "undeclared.bpmn, REFUSED, variable-undeclared, flow_passed",
        "unknown-call.bpmn, REFUSED, call-unknown, call_close",
        "no-process-id.bpmn, REFUSED, process-id, Plain Sample",
        "only-the-engine-refuses.bpmn, REFUSED, engine-refuses, plain-sample",
        "xxe.bpmn, REFUSED, xml-doctype, line 2",
        "billion-laughs.bpmn, REFUSED, xml-doctype, line 14",
        "page.bpmn, UNREADABLE, bpmn-language, html (line 2)",
        "cut-off.bpmn, UNREADABLE, xml-broken, ''",
        "plain.dmn, ACCEPTED, table-alone, ''",
        "java-function.dmn, REFUSED, code-refused, evil",
        "java-function-in-a-cell.dmn, REFUSED, feel-iteration, SZ-010",
        "matches-that-explodes.dmn, REFUSED, feel-function, SZ-010",
        "power-of-a-power.dmn, REFUSED, feel-function, SZ-010",
        "loop.dmn, REFUSED, feel-iteration, SZ-010",
        "groovy.dmn, REFUSED, code-refused, SZ-010_out_1",
        "xxe.dmn, REFUSED, xml-doctype, line 2",
        "billion-laughs.dmn, REFUSED, xml-doctype, line 14",
        "gap.dmn, REFUSED, table-gap, 规模",
        "overlap.dmn, REFUSED, table-overlap, 规模",
        "same-row-twice.dmn, REFUSED, row-duplicate, SZ-010",
        "unknown-name.dmn, REFUSED, table-wrong, ''",
        "plain.form, ACCEPTED, '', ''",
        "label.form, REFUSED, form-text, field_a",
    })
    void each_attack_is_refused_by_its_name_and_what_is_plain_is_taken(String file, Word word, String code, String at)
            throws IOException {
        Verdict verdict = wellSaid(DESK.of(HOSTILE.resolve(file)));
        assertThat(verdict.word()).as(verdict.findings().toString()).isEqualTo(word);
        if (code.isEmpty()) {
            assertThat(verdict.findings()).isEmpty();
        } else {
            assertThat(verdict.findings())
                    .as(verdict.findings().toString())
                    .filteredOn(each -> each.code().equals(code)
                            && (at.isEmpty() || each.at().equals(at)))
                    .isNotEmpty()
                    .allMatch(each -> each.file().equals(file));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain-1-2.dmn, ACCEPTED, dmn-dialect, 1.2",
        "plain-1-4.dmn, ACCEPTED, dmn-dialect, 1.4",
        "plain-1-5.dmn, ACCEPTED, dmn-dialect, 1.5",
        "blank-cells.dmn, ACCEPTED, blanks-repaired, 1",
        "dmn-1-1.dmn, REFUSED, dmn-version, 20151101",
        "signavio-like.dmn, REFUSED, attribute-refused, shapeId",
        "signavio-like.dmn, REFUSED, element-refused, extensionElements",
        "signavio-like.dmn, REFUSED, feel-iteration, list contains",
        "trisotech-like.dmn, REFUSED, attribute-refused, logoChoice",
        "trisotech-like.dmn, REFUSED, code-refused, businessKnowledgeModel",
        "trisotech-like.dmn, REFUSED, element-refused, dmn:invocation",
        "trisotech-like.dmn, REFUSED, element-refused, dmn:decisionService",
        "jdmn-like.dmn, REFUSED, element-refused, dmn:context",
    })
    void tables_of_other_tools_are_read_or_refused_with_the_construct_named(
            String file, Word word, String code, String named) throws IOException {
        Verdict verdict = wellSaid(DESK.of(FOREIGN.resolve(file)));
        assertThat(verdict.word()).as(verdict.findings().toString()).isEqualTo(word);
        assertThat(verdict.findings()).as(verdict.findings().toString()).anySatisfy(each -> {
            assertThat(each.code()).isEqualTo(code);
            assertThat(each.message().zh()).contains(named);
            assertThat(each.message().en()).contains(named);
        });
        if (verdict.accepted()) {
            assertThat(new String(verdict.content(), StandardCharsets.UTF_8))
                    .contains("xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"")
                    .doesNotContain("<text></text>");
        }
    }

    @TestFactory
    Stream<DynamicTest> every_model_of_the_interchange_group_gets_a_verdict_with_its_elements() throws IOException {
        try (var files = Files.list(SharedData.file("hostile/bpmn-miwg"))) {
            return files.filter(each -> each.toString().endsWith(".bpmn")).sorted().toList().stream()
                    .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> {
                        Verdict verdict = wellSaid(DESK.of(each));
                        assertThat(verdict.word()).isEqualTo(Word.REFUSED);
                        assertThat(verdict.findings())
                                .anySatisfy(found -> assertThat(found.at()).isNotBlank());
                    }));
        }
    }

    @Test
    void a_changed_table_is_told_which_scenarios_it_changes_and_what_it_leaves_out_is_refused() {
        String text = text(COLOUR);
        Verdict verdict = wellSaid(judge("colour.dmn", text.replaceFirst("(SCP-030_out_2\">\\s*<text>)5<", "$14<")));
        assertThat(verdict.word()).isEqualTo(Word.ACCEPTED);
        assertThat(verdict.findings())
                .filteredOn(each -> each.code().startsWith("scenario-"))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.file()).startsWith("rules/site-colour/scenarios/");
                    assertThat(each.level()).isEqualTo(Finding.Level.WARNING);
                });
        assertThat(verdict.findings()).extracting(Finding::code).endsWith("scenarios-differ");

        Verdict without = wellSaid(judge("colour.dmn", text.replaceFirst("(?s)<rule id=\"SCV-120\">.*?</rule>", "")));
        assertThat(without.word()).isEqualTo(Word.REFUSED);
        assertThat(without.findings()).extracting(Finding::code).contains("category-unplaced");
    }

    @Test
    void a_row_that_only_got_another_id_is_named_with_the_old_one() {
        Verdict verdict =
                wellSaid(judge("colour.dmn", text(COLOUR).replace("rule id=\"SC-030\"", "rule id=\"SC-035\"")));
        assertThat(verdict.findings())
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.code()).isEqualTo("row-renamed");
                    assertThat(each.at()).isEqualTo("SC-035");
                    assertThat(each.message().zh()).contains("SC-030", "SC-035", "改回");
                });
    }

    @Test
    void a_cell_is_named_by_its_row_and_column() {
        Verdict verdict =
                judge("colour.dmn", text(COLOUR).replaceFirst("(SCP-030_out_2\">\\s*<text>)5<", "$1count(a)<"));
        assertThat(verdict.findings())
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.at()).isEqualTo("SCP-030");
                    assertThat(each.column()).isEqualTo("数值");
                });
    }

    @Test
    void a_step_that_a_process_loses_is_missed_by_its_folder() {
        Verdict verdict = wellSaid(
                judge("check.bpmn", text("bpmn/site-check/site-check.bpmn").replace("user_sign", "user_countersign")));
        assertThat(verdict.findings())
                .filteredOn(Finding::isError)
                .isNotEmpty()
                .allMatch(each -> each.file().equals("bpmn/site-check/procedure.yaml")
                        && each.message().zh().contains("user_sign"));
    }

    @Test
    void steps_that_cases_stand_on_and_messages_that_the_program_sends_are_missed() {
        String model = text("bpmn/rectification/rectification.bpmn");
        Verdict renamed = wellSaid(judge("r.bpmn", model.replace("user_supervise", "user_oversee")));
        assertThat(renamed.findings())
                .filteredOn(each -> each.code().equals("step-gone"))
                .singleElement()
                .satisfies(each -> assertThat(each.at()).isEqualTo("user_supervise"));
        Verdict deaf = wellSaid(judge("r.bpmn", model.replace("name=\"withdraw\"", "name=\"withdrawn\"")));
        assertThat(deaf.word()).isEqualTo(Word.REFUSED);
        assertThat(deaf.findings()).extracting(Finding::code).containsExactly("message-gone");
    }

    @Test
    void a_task_that_nobody_can_write_in_is_accepted_with_a_warning() throws IOException {
        Verdict verdict = wellSaid(DESK.of(HOSTILE.resolve("plain.bpmn")));
        assertThat(verdict.word()).isEqualTo(Word.ACCEPTED);
        assertThat(verdict.findings())
                .filteredOn(each -> each.level() == Finding.Level.WARNING)
                .extracting(Finding::code, Finding::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("task-without-form", "user_look"),
                        org.assertj.core.groups.Tuple.tuple("task-content-lost", "user_look"));
    }

    @Test
    void a_model_in_another_encoding_is_kept_in_ours() throws IOException {
        String model = Files.readString(HOSTILE.resolve("plain.bpmn"));
        for (String encoding : List.of("GB18030", "UTF-16")) {
            Verdict verdict = wellSaid(
                    DESK.of("plain.bpmn", model.replace("UTF-8", encoding).getBytes(Charset.forName(encoding))));
            assertThat(verdict.word()).as(verdict.findings().toString()).isEqualTo(Word.ACCEPTED);
            assertThat(new String(verdict.content(), StandardCharsets.UTF_8)).isEqualTo(model);
            assertThat(verdict.findings()).extracting(Finding::code).contains("encoding-read");
        }
        assertThat(wellSaid(DESK.of("plain.bpmn", model.getBytes(Charset.forName("GB18030"))))
                        .word())
                .isEqualTo(Word.UNREADABLE);
    }

    @Test
    void what_is_too_much_is_refused_before_it_costs_anything() {
        String open = "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">";
        assertCode(judge("deep.bpmn", open + "<bpmn:process>".repeat(100_000)), "xml-too-large");
        assertCode(judge("many.bpmn", open + "<bpmn:process/>".repeat(200_000)), "xml-too-large");
        assertCode(DESK.of("large.bpmn", new byte[5 << 20]), "file-too-large");
        String rows = "<rule id=\"SZ-010\"><inputEntry><text>1</text></inputEntry></rule>".repeat(10_000);
        assertCode(
                judge(
                        "rows.dmn",
                        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"><decision name=\"a\"><decisionTable>"
                                + rows + "</decisionTable></decision></definitions>"),
                "table-too-long");
        assertCode(
                judge("braces.bpmn", open + "<bpmn:process name='" + "${".repeat(1_500_000) + "'/></bpmn:definitions>"),
                "expression-refused");
    }

    private static void assertCode(Verdict verdict, String code) {
        assertThat(wellSaid(verdict).findings()).extracting(Finding::code).contains(code);
        assertThat(verdict.word()).isEqualTo(Word.REFUSED);
        assertThat(verdict.findings().size()).isLessThan(300);
        assertThat(verdict.findings())
                .allSatisfy(each -> assertThat(each.message().zh().length()).isLessThan(3_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "archive.zip", "program.drl", "no-ending", "bpmn"})
    void another_kind_of_file_is_told_which_kinds_there_are(String name) {
        Verdict verdict = wellSaid(judge(name, "anything"));
        assertThat(verdict.word()).isEqualTo(Word.UNREADABLE);
        assertThat(verdict.findings().get(0).message().zh()).contains(".bpmn", ".dmn", ".xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.bpmn", "a.dmn", "a.xlsx", "a.form", "A.BPMN"})
    void what_is_empty_or_not_text_is_unreadable(String name) {
        byte[] noise = new byte[4_000];
        new Random(7).nextBytes(noise);
        for (byte[] each :
                List.of(new byte[0], new byte[] {0}, noise, "PK\3\4 nothing".getBytes(StandardCharsets.UTF_8))) {
            assertThat(wellSaid(DESK.of(name, each)).word()).isEqualTo(Word.UNREADABLE);
        }
    }

    @Test
    void a_table_in_the_wrong_file_is_told_apart() throws IOException {
        Verdict verdict = wellSaid(judge("size.bpmn", Files.readString(HOSTILE.resolve("plain.dmn"))));
        assertThat(verdict.word()).isEqualTo(Word.UNREADABLE);
        assertThat(verdict.findings().get(0).message().zh()).contains("DMN", ".dmn");
    }

    @Test
    void what_is_not_checked_in_time_is_not_accepted() throws IOException {
        Verdict verdict = DESK.within(Duration.ZERO).of(HOSTILE.resolve("plain.bpmn"));
        assertThat(verdict.word()).isEqualTo(Word.REFUSED);
        assertThat(verdict.findings()).extracting(Finding::code).containsExactly("check-too-long");
    }

    @Test
    void whatever_somebody_does_to_a_file_it_gets_a_verdict_and_never_an_accident() throws IOException {
        var chance = new Random(20261122);
        for (String each :
                List.of("bpmn/event-approval/event-approval.bpmn", "rules/event-departments/event-departments.dmn")) {
            byte[] model = HOUSE.bytes(each);
            for (int i = 0; i < 60; i++) {
                byte[] harmed = chance.nextBoolean()
                        ? model.clone()
                        : java.util.Arrays.copyOf(model, chance.nextInt(model.length));
                for (int n = chance.nextInt(4); n > 0 && harmed.length > 0; n--) {
                    harmed[chance.nextInt(harmed.length)] = (byte) "<>\"'&${}x#0\n".charAt(chance.nextInt(12));
                }
                wellSaid(DESK.of(each.substring(each.lastIndexOf('/') + 1), harmed));
            }
        }
    }

    @Test
    void a_table_goes_out_as_a_spreadsheet_and_comes_back_letter_by_letter() throws IOException {
        var tables = new HouseTables(HOUSE);
        assertThat(tables.all()).contains("site-colour/颜色", "site-colour/参数", "merchant-credit/信用分");
        Path sheet = folder.resolve("table.xlsx");
        assertThat(tables.write("site-colour/颜色", sheet)).isTrue();
        Verdict verdict = wellSaid(DESK.of(sheet));
        assertThat(verdict.word()).as(verdict.findings().toString()).isEqualTo(Word.ACCEPTED);
        assertThat(verdict.place()).isEqualTo(COLOUR);
        assertThat(verdict.content()).isEqualTo(HOUSE.bytes(COLOUR));
        assertThat(tables.write("site-colour/没有", sheet)).isFalse();
    }

    @Test
    void a_zip_bomb_is_not_unpacked() throws IOException {
        Path bomb = folder.resolve("bomb.xlsx");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(nothing);
            }
        }
        Files.write(bomb, bytes.toByteArray());
        Verdict verdict = wellSaid(DESK.of(bomb));
        assertThat(verdict.word()).isEqualTo(Word.REFUSED);
        assertThat(verdict.findings()).extracting(Finding::code).containsExactly("sheet-bomb");
    }
}
