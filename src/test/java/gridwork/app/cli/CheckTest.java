package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, from words to exit code. */
class CheckTest {
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    @Test
    void the_project_is_well_and_the_answer_in_json_is_nothing_but_json() throws IOException {
        Typed answer = Typed.of("check", "--json");
        JsonNode json = new ObjectMapper().readTree(answer.out());
        assertThat(answer.code()).isZero();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("ruleSets")).extracting(JsonNode::asText).contains("site-check", "site-colour");
        assertThat(json.path("processes")).extracting(JsonNode::asText).contains("site-check");
        assertThat(json.path("reports").isArray()).isTrue();
        assertThat(json.path("findings")).isEmpty();
    }

    @Test
    void what_is_wrong_is_named_with_file_row_code_and_reason(@TempDir Path folder) throws IOException {
        copy(Path.of("rules"), folder.resolve("rules"));
        Path table = folder.resolve("rules/site-colour/site-colour.dmn");
        Files.writeString(
                table,
                Files.readString(table)
                        .replaceFirst("(<rule id=\"SC-030\">\\s*)<description>[^<]*</description>", "$1"));
        Typed answer = Typed.of("check", folder.toString(), "--json", "--lang", "en");
        JsonNode finding =
                new ObjectMapper().readTree(answer.out()).path("findings").get(0);
        assertThat(answer.code()).isEqualTo(1);
        assertThat(finding.path("file").asText()).isEqualTo("rules/site-colour/site-colour.dmn");
        assertThat(finding.path("row").asText()).isEqualTo("SC-030");
        assertThat(finding.path("code").asText()).isEqualTo("row-no-basis");
        assertThat(finding.path("message").asText()).contains("SC-030", "annotation");
        assertThat(Typed.of("check", folder.toString()).out()).contains("SC-030", "依据", "检查未通过");
    }

    @Test
    void a_folder_without_a_project_is_wrong_use(@TempDir Path folder) {
        assertThat(Typed.of("check", folder.toString()).code()).isEqualTo(2);
        assertThat(Typed.of("check", folder.resolve("absent").toString()).code())
                .isEqualTo(2);
        assertThat(Typed.of("check", "--no-such-option").code()).isEqualTo(2);
    }
}
