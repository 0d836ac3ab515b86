package gridwork.cases.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gridwork.GridworkTest;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GridworkTest
class DeclaredVariablesTest {
    @Autowired
    List<ProcessValues> values;

    @Test
    void every_name_that_the_lint_lets_a_process_read_is_told_by_the_program() throws IOException {
        JsonNode names = new YAMLMapper()
                .readTree(new File("src/main/resources/lint/allowed.yaml"))
                .at("/bpmn/variables");
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(values).as(name.asText()).anyMatch(each -> each.knows(name.asText())));
    }
}
