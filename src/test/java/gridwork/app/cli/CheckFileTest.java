package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict on one file as it is typed: words, exit code, and an answer that a machine can read. */
class CheckFileTest {
    private static final String HOSTILE = "src/test/resources/hostile/";

    @TempDir
    Path folder = Path.of("");

    private static JsonNode json(Typed answer) throws IOException {
        return new ObjectMapper().readTree(answer.out());
    }

    @Test
    void what_may_be_used_is_accepted_with_exit_code_0() throws IOException {
        Typed answer = Typed.of("check", "bpmn/site-check/site-check.bpmn", "--json");
        assertThat(answer.code()).isZero();
        assertThat(json(answer).path("verdict").asText()).isEqualTo("accepted");
        assertThat(json(answer).path("place").asText()).isEqualTo("bpmn/site-check/site-check.bpmn");
        assertThat(json(answer).path("findings")).isEmpty();
        assertThat(Typed.of("check", "bpmn/site-check/site-check.bpmn").out()).contains("可以采用");
    }

    @Test
    void what_may_not_is_refused_with_element_code_and_message_in_both_languages() throws IOException {
        Typed answer = Typed.of("check", HOSTILE + "get-class-deferred.bpmn", "--json");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(json(answer).path("verdict").asText()).isEqualTo("refused");
        JsonNode finding = json(answer).path("findings").get(0);
        assertThat(finding.path("element").asText()).isEqualTo("flow_passed");
        assertThat(finding.path("code").asText()).isEqualTo("expression-refused");
        assertThat(finding.path("level").asText()).isEqualTo("error");
        assertThat(finding.path("message").path("zh").asText()).contains("不在允许之列的表达式");
        assertThat(finding.path("message").path("en").asText()).contains("expression");
        assertThat(Typed.of("check", HOSTILE + "get-class-deferred.bpmn").out()).contains("flow_passed", "不可采用");
        assertThat(Typed.of("check", HOSTILE + "get-class-deferred.bpmn", "--lang", "en")
                        .out())
                .contains("flow_passed", "refused")
                .doesNotContain("不可采用");
    }

    @Test
    void a_cell_is_named_by_row_and_column() throws IOException {
        JsonNode finding = json(Typed.of("check", HOSTILE + "matches-that-explodes.dmn", "--json"))
                .path("findings")
                .get(1);
        assertThat(finding.path("cell").asText()).isEqualTo("SZ-010 / 规模");
        assertThat(finding.path("code").asText()).isEqualTo("feel-function");
    }

    @Test
    void what_cannot_be_read_is_unreadable_and_nothing_shows_a_stack_trace() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "text");
        Files.createFile(folder.resolve("empty.dmn"));
        for (Path each :
                new Path[] {folder.resolve("notes.txt"), folder.resolve("empty.dmn"), Path.of(HOSTILE + "cut-off.bpmn")
                }) {
            Typed answer = Typed.of("check", each.toString(), "--json");
            assertThat(answer.code()).isEqualTo(1);
            assertThat(json(answer).path("verdict").asText()).isEqualTo("unreadable");
            assertThat(Typed.of("check", each.toString()).out())
                    .contains("读不出来")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void a_file_that_is_not_there_could_not_be_checked_and_a_folder_is_no_file() throws IOException {
        Typed absent = Typed.of("check", folder.resolve("absent.bpmn").toString(), "--json");
        assertThat(absent.code()).isEqualTo(3);
        assertThat(absent.out()).isEmpty();
        Files.createDirectory(folder.resolve("folder.bpmn"));
        assertThat(Typed.of("check", folder.resolve("folder.bpmn").toString()).code())
                .isEqualTo(2);
        assertThat(Typed.of("check", "a.bpmn", "b.bpmn").code()).isEqualTo(2);
    }

    @Test
    void a_table_is_exported_changed_and_judged() throws IOException {
        Path sheet = folder.resolve("颜色.xlsx");
        Typed written = Typed.of("table", "site-colour/颜色", "--out", sheet.toString());
        assertThat(written.code()).as(written.out()).isZero();
        assertThat(written.out()).contains("gridwork check");
        Typed judged = Typed.of("check", sheet.toString(), "--json");
        assertThat(judged.code()).as(judged.out()).isZero();
        assertThat(json(judged).path("place").asText()).isEqualTo("rules/site-colour/site-colour.dmn");
        assertThat(Typed.of("table").out()).contains("site-colour/颜色");
        assertThat(Typed.of("table", "site-colour/没有").code()).isEqualTo(2);
        assertThat(Typed.of("table", "--json").out()).contains("\"site-colour/颜色\"");
    }
}
