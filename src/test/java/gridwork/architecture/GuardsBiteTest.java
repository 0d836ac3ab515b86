package gridwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import gridwork.architecture.planted.Planted;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard is shown a violation that was planted for it: a guard that lets it pass guards nothing. */
class GuardsBiteTest {
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("gridwork.architecture.planted");

    static Set<String> rules() {
        return HouseRules.ALL.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_guard_finds_exactly_what_was_planted_for_it(String rule) {
        var result = HouseRules.ALL.get(rule).evaluate(PLANTED);
        assertThat(result.hasViolation()).isTrue();
        Set<String> planted = new TreeSet<>();
        for (Class<?> each : Planted.IN) {
            if (each.getAnnotation(Planted.class).value().equals(rule)) {
                planted.add(each.getName());
            }
        }
        assertThat(planted).as("planted for " + rule).isNotEmpty();
        String found = String.join("\n", result.getFailureReport().getDetails());
        assertThat(planted).allSatisfy(name -> assertThat(found).contains(name));
    }

    @Test
    void everything_planted_names_a_guard() {
        for (Class<?> each : Planted.IN) {
            assertThat(HouseRules.ALL)
                    .containsKey(each.getAnnotation(Planted.class).value());
        }
    }
}
