package gridwork.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios of patterns, each with its facts as written and in the opposite order: both must find the same. */
final class PatternScenarios {
    private final DrlPatterns patterns;
    private final String folder;
    private final Map<String, PatternScenario.File> files = new TreeMap<>();

    PatternScenarios(SourceTree tree, String folder, DrlPatterns patterns) {
        this.patterns = patterns;
        this.folder = folder;
        for (String file : tree.below(folder + "/scenarios", ".yaml")) {
            files.put(file, Yaml.read(PatternScenario.File.class, file, tree.bytes(file)));
        }
    }

    List<ScenarioRun> run() {
        var runs = new ArrayList<ScenarioRun>();
        files.forEach((file, its) -> its.scenarios().forEach(each -> runs.add(run(file, its, each))));
        return runs;
    }

    /** The rules and rows that no scenario shows at work. */
    List<Finding> unshown(List<ScenarioRun> runs) {
        Set<String> shown = runs.stream().flatMap(each -> each.rows().stream()).collect(Collectors.toSet());
        return patterns.rows().stream()
                .filter(row -> !shown.contains(row.id()))
                .map(row -> Finding.error(
                        folder + "/" + patterns.fileOf(row), row.id(), "row-without-scenario", row.id(), row.text()))
                .toList();
    }

    private ScenarioRun run(String file, PatternScenario.File shared, PatternScenario scenario) {
        var findings = new ArrayList<Finding>();
        Set<String> shown = new LinkedHashSet<>();
        try {
            List<Observed> facts = facts(shared, scenario);
            List<Observed> turned = new ArrayList<>(facts);
            Collections.reverse(turned);
            Limits limits = limits(scenario, facts);
            List<PatternFound> found = patterns.find(facts, limits);
            compare(file, scenario, found, shown, findings);
            if (!patterns.find(turned, limits).equals(found)) {
                findings.add(Finding.error(file, scenario.name(), "scenario-order", scenario.name()));
            }
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException impossible) {
            findings.add(Finding.error(file, scenario.name(), "scenario-impossible", scenario.name())
                    .saying(impossible.getMessage()));
        }
        return new ScenarioRun(file, patterns.id(), scenario.name(), List.copyOf(shown), List.copyOf(findings));
    }

    private void compare(
            String file,
            PatternScenario scenario,
            List<PatternFound> found,
            Set<String> shown,
            List<Finding> findings) {
        List<String> actual =
                found.stream().map(each -> said(scenario, each)).sorted().toList();
        List<String> expected =
                scenario.finds().stream().map(PatternScenarios::said).sorted().toList();
        if (!actual.equals(expected)) {
            findings.add(Finding.error(
                    file,
                    scenario.name(),
                    "scenario-finds",
                    scenario.name(),
                    String.join("; ", expected),
                    String.join("; ", actual)));
            return;
        }
        for (PatternScenario.Expected each : scenario.finds()) {
            PatternFound its = found.stream()
                    .filter(one -> said(scenario, one).equals(said(each)))
                    .findFirst()
                    .orElseThrow();
            Set<String> named = new LinkedHashSet<>(each.because());
            Set<String> matched = new LinkedHashSet<>(its.ruleIds());
            its.parameters().stream().map(RowHit::id).filter(named::contains).forEach(matched::add);
            if (!matched.equals(named)) {
                findings.add(Finding.error(
                        file,
                        scenario.name(),
                        "scenario-reason",
                        scenario.name(),
                        String.join(" ", named),
                        String.join(" ", matched)));
            } else {
                shown.addAll(named);
            }
            if (each.values() != null) {
                each.values().forEach((name, value) -> {
                    if (!same(value, its.values().get(name))) {
                        findings.add(Finding.error(
                                file,
                                scenario.name(),
                                "scenario-value",
                                scenario.name(),
                                name + ": " + value + " ≠ " + its.values().get(name)));
                    }
                });
            }
        }
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number one && actual instanceof Number other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(expected, actual);
    }

    private static String said(PatternScenario.Expected each) {
        return each.pattern() + " @" + each.about() + " "
                + each.evidence().stream().sorted().toList();
    }

    private static String said(PatternScenario scenario, PatternFound each) {
        List<String> evidence =
                each.evidence().stream().map(Observed::reference).sorted().toList();
        return each.pattern() + " @" + each.about().subject().replaceFirst(".*/", "") + " " + evidence;
    }

    private Limits limits(PatternScenario scenario, List<Observed> facts) {
        Limits today = patterns.limits(facts.get(0).on());
        if (scenario.parameters() == null) {
            return today;
        }
        var numbers = new LinkedHashMap<>(today.numbers());
        scenario.parameters().forEach((name, number) -> {
            if (numbers.put(name, number) == null) {
                throw new IllegalArgumentException("there is no parameter " + name);
            }
        });
        return new Limits(numbers, today.units(), today.rows());
    }

    private static List<Observed> facts(PatternScenario.File shared, PatternScenario scenario) {
        var given = new ArrayList<PatternScenario.GivenFact>();
        for (String name : Objects.requireNonNullElse(scenario.given().with(), List.<String>of())) {
            given.add(Objects.requireNonNullElse(shared.facts(), List.<PatternScenario.GivenFact>of()).stream()
                    .filter(each -> each.fact().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no fact " + name)));
        }
        given.addAll(scenario.given().facts());
        var subjects = new LinkedHashMap<>(shared.subjects());
        subjects.putAll(Objects.requireNonNullElse(scenario.given().subjects(), Map.of()));
        var facts = new ArrayList<Observed>();
        for (PatternScenario.GivenFact each : given) {
            PatternScenario.GivenSubject subject = subjects.get(each.of());
            if (subject == null) {
                throw new IllegalArgumentException("there is no subject " + each.of());
            }
            if (!Boolean.TRUE.equals(each.voided())) {
                facts.add(observed(facts.size() + 1L, each, subject));
            }
        }
        return facts;
    }

    private static Observed observed(long id, PatternScenario.GivenFact fact, PatternScenario.GivenSubject subject) {
        LocalDateTime at = LocalDateTime.parse(fact.at());
        return new Observed(
                id,
                fact.kind(),
                fact.category(),
                subject.kind() + "/" + fact.of(),
                at.toInstant(ZoneOffset.UTC),
                at.toLocalDate(),
                place(fact.place() == null ? subject.place() : fact.place()),
                fact.amount(),
                fact.confidence(),
                "scenario",
                fact.fact(),
                fact.payload() == null ? Map.of() : fact.payload());
    }

    private static @Nullable Place place(@Nullable List<Double> point) {
        return point == null ? null : new Place(point.get(0), point.get(1));
    }
}
