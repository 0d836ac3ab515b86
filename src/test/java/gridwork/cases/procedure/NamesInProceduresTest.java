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
        assertThat(names.check(misspelt(FILE, "matter: shop-squad-visit", "matter: shop-visit")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.file()).isEqualTo(FILE);
                    assertThat(found.at()).isEqualTo("opens/1/matter");
                    assertThat(found.message().zh()).contains("“shop-visit”", "shop-squad-visit", "shop-joint-check");
                });
    }

    @Test
    void a_warning_that_the_rules_do_not_give_and_a_role_that_nobody_has_are_named() {
        String visits = "bpmn/enterprise-visit/procedure.yaml";
        assertThat(names.check(misspelt(visits, "address-change", "adress-change")))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.message().zh()).contains("“adress-change”", "address-change", "building-tax"));
        assertThat(names.check(misspelt(visits, "otherwise: [office-clerk]", "otherwise: [office-clark]")))
                .singleElement()
                .satisfies(found -> assertThat(found.at()).isEqualTo("office/otherwise"));
        assertThat(names.check(misspelt(visits, "kind: visit-outcome", "kind: visit-out")))
                .singleElement()
                .satisfies(found -> assertThat(found.at()).isEqualTo("forms/visit/records/kind"));
    }

    private SourceTree misspelt(String file, String from, String to) {
        SourceTree carried = releases.source();
        var files = new TreeMap<String, byte[]>();
        carried.names().forEach(each -> files.put(each, carried.bytes(each)));
        files.put(
                file,
                new String(carried.bytes(file), StandardCharsets.UTF_8)
                        .replace(from, to)
                        .getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }
}
