package gridwork.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gridwork.facts.FactKinds;
import gridwork.policy.HouseCheck;
import gridwork.rules.Finding;
import gridwork.rules.ProjectCheck;
import gridwork.rules.SourceTree;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules, processes and reports of this project: what does not lint, or decides otherwise than written, stops the build. */
class RuleScenariosTest {
    private static final ProjectCheck CHECK =
            HouseCheck.of(SourceTree.of(Path.of("")), FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED);

    @TestFactory
    Stream<DynamicTest> every_scenario_decides_as_written_and_for_the_reason_written() {
        return CHECK.scenarios().stream()
                .map(each -> dynamicTest(
                        each.ruleSet() + ": " + each.name(),
                        () -> assertThat(each.findings())
                                .extracting(found -> found.message().zh())
                                .isEmpty()));
    }

    @Test
    void everything_lints_and_every_row_has_a_scenario() {
        assertThat(CHECK.findings())
                .extracting(each -> each.file() + ": " + each.at() + ": " + each.code() + ": "
                        + each.message().zh())
                .isEmpty();
    }

    @Test
    void what_the_program_carries_is_what_the_project_holds() {
        SourceTree carried = SourceTree.onClassPath();
        assertThat(carried.names())
                .containsAll(SourceTree.of(Path.of("")).names().stream()
                        .filter(each -> each.startsWith("rules/") || each.startsWith("bpmn/"))
                        .filter(each -> !each.endsWith(".gitkeep"))
                        .toList());
        ProjectCheck check = HouseCheck.of(carried, FactKinds.onClassPath(), ProjectCheck.Origin.SHIPPED);
        assertThat(check.ruleSets()).isEqualTo(CHECK.ruleSets());
        assertThat(check.findings())
                .filteredOn(each -> each.level() == Finding.Level.ERROR)
                .isEmpty();
    }
}
