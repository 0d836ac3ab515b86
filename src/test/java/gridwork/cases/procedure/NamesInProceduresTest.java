package gridwork.cases.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.rules.Releases;
import gridwork.rules.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the program carries is looked at once more where it runs, with the catalogue that the office edits. */
@GridworkTest
class NamesInProceduresTest {
    private static final String FILE = "bpmn/joint-inspection/procedure.yaml";

    @Autowired
    NamesInProcedures names;

    @Autowired
    Releases releases;

    @Test
    void what_the_program_carries_names_nothing_that_is_not_there() {
        assertThat(names.check(releases.source())).isEmpty();
    }

    @Test
    void a_matter_that_the_street_does_not_have_is_named_with_its_file_its_key_and_those_that_it_has() {
        assertThat(names.check(misspelt("matter: shop-squad-visit", "matter: shop-visit")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.file()).isEqualTo(FILE);
                    assertThat(found.at()).isEqualTo("opens/1/matter");
                    assertThat(found.message().zh()).contains("“shop-visit”", "shop-squad-visit", "shop-joint-check");
                });
    }

    private SourceTree misspelt(String from, String to) {
        SourceTree carried = releases.source();
        var files = new TreeMap<String, byte[]>();
        carried.names().forEach(each -> files.put(each, carried.bytes(each)));
        files.put(
                FILE,
                new String(carried.bytes(FILE), StandardCharsets.UTF_8)
                        .replace(from, to)
                        .getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }
}
