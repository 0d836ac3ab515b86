package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalTime;
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

/** Runs the scenarios of a rule set: the same for the build, the desk and a backtest. */
final class Scenarios {
    private final TabledRuleSet ruleSet;
    private final String folder;
    private final Map<String, List<Scenario>> files = new TreeMap<>();

    Scenarios(SourceTree tree, String folder, TabledRuleSet ruleSet) {
        this.ruleSet = ruleSet;
        this.folder = folder;
        for (String file : tree.below(folder + "/scenarios", ".yaml")) {
            files.put(
                    file, Yaml.read(Scenario.File.class, file, tree.bytes(file)).scenarios());
        }
    }

    List<ScenarioRun> run() {
        var runs = new ArrayList<ScenarioRun>();
        files.forEach((file, scenarios) -> scenarios.forEach(each -> runs.add(run(file, each))));
        return runs;
    }

    /** The rows that no scenario shows at work. */
    List<Finding> unshown(List<ScenarioRun> runs) {
        Set<String> shown = runs.stream().flatMap(each -> each.rows().stream()).collect(Collectors.toSet());
        String file = folder + "/" + ruleSet.file().model();
        return ruleSet.tables().rows().values().stream()
                .filter(row -> !shown.contains(row.id()))
                .map(row -> Finding.error(file, row.id(), "row-without-scenario", row.id(), row.text()))
                .toList();
    }

    private ScenarioRun run(String file, Scenario scenario) {
        var findings = new ArrayList<Finding>();
        Set<String> named = new LinkedHashSet<>(scenario.because());
        Set<String> shown = Set.of();
        try {
            Evaluation answer = ruleSet.evaluate(
                    question(scenario), scenario.parameters() == null ? Map.of() : scenario.parameters());
            compare(file, scenario, answer, named, findings);
            shown = new LinkedHashSet<>(named);
            shown.retainAll(new LinkedHashSet<>(answer.rowIds()));
        } catch (IllegalArgumentException | IllegalStateException | java.time.DateTimeException impossible) {
            findings.add(Finding.error(file, scenario.name(), "scenario-impossible", scenario.name())
                    .saying(impossible.getMessage()));
        }
        return new ScenarioRun(file, ruleSet.id(), scenario.name(), List.copyOf(shown), List.copyOf(findings));
    }

    private void compare(String file, Scenario scenario, Evaluation answer, Set<String> named, List<Finding> findings) {
        String name = scenario.name();
        if (!answer.result().equals(scenario.decides())) {
            findings.add(Finding.error(
                    file, name, "scenario-result", name, scenario.decides(), answer.result(), list(answer.rowIds())));
        }
        Set<String> silent = ruleSet.silentRows();
        Set<String> matched = new LinkedHashSet<>(answer.rowIds());
        matched.removeIf(row -> silent.contains(row) && !named.contains(row));
        if (!matched.equals(named)) {
            findings.add(Finding.error(file, name, "scenario-reason", name, list(named), list(matched)));
        }
        many(scenario, answer).forEach(wrong -> findings.add(Finding.error(file, name, "scenario-value", name, wrong)));
        expect(scenario.values(), answer.values())
                .forEach(wrong -> findings.add(Finding.error(file, name, "scenario-value", name, wrong)));
        expect(scenario.measures(), answer.measures())
                .forEach(wrong -> findings.add(Finding.error(file, name, "scenario-value", name, wrong)));
        if (scenario.freshness() != null) {
            String level = answer.freshness() == null ? "" : answer.freshness().level();
            if (!scenario.freshness().equals(level)) {
                findings.add(Finding.error(
                        file, name, "scenario-value", name, "freshness: " + scenario.freshness() + " ≠ " + level));
            }
        }
        if (scenario.nextChange() != null) {
            String expected = scenario.nextChange().equals("never")
                    ? "never"
                    : scenario.day(scenario.nextChange()).toString();
            String actual =
                    answer.nextChange() == null ? "never" : answer.nextChange().toString();
            if (!expected.equals(actual)) {
                findings.add(
                        Finding.error(file, name, "scenario-value", name, "next-change: " + expected + " ≠ " + actual));
            }
        }
    }

    private static List<String> many(Scenario scenario, Evaluation answer) {
        var wrong = new ArrayList<String>();
        List<String> holds = answer.held().stream().map(ItemStand::item).toList();
        if (scenario.holds() != null && !Set.copyOf(scenario.holds()).equals(Set.copyOf(holds))) {
            wrong.add("holds: " + list(scenario.holds()) + " ≠ " + list(holds));
        }
        if (scenario.undecided() != null && !Set.copyOf(scenario.undecided()).equals(Set.copyOf(answer.undecided()))) {
            wrong.add("undecided: " + list(scenario.undecided()) + " ≠ " + list(answer.undecided()));
        }
        if (scenario.criteria() != null) {
            scenario.criteria()
                    .forEach((row, cells) -> cells.forEach((column, met) -> {
                        String found = answer.items().stream()
                                .flatMap(each -> each.criteria().stream())
                                .filter(each ->
                                        each.row().equals(row) && each.column().equals(column))
                                .map(each -> each.met().id())
                                .findFirst()
                                .orElse("–");
                        if (!found.equals(met)) {
                            wrong.add(row + " " + column + ": " + met + " ≠ " + found);
                        }
                    }));
        }
        return wrong;
    }

    private static String list(Iterable<String> rows) {
        return String.join(" ", rows);
    }

    private static List<String> expect(@Nullable Map<String, ? extends Object> expected, Map<String, Object> actual) {
        if (expected == null) {
            return List.of();
        }
        return expected.entrySet().stream()
                .filter(each -> !same(each.getValue(), actual.get(each.getKey())))
                .map(each -> each.getKey() + ": " + each.getValue() + " ≠ " + actual.get(each.getKey()))
                .toList();
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number one && actual instanceof Number other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(expected, actual);
    }

    private Question question(Scenario scenario) {
        var facts = new ArrayList<FactSeen>();
        Scenario.Given given = scenario.given();
        AboutFact about = null;
        if (given != null && given.fact() != null) {
            Scenario.GivenFact fact = given.fact();
            FactSeen seen = seen(scenario, fact, 1);
            facts.add(seen);
            about = new AboutFact(seen, LocalTime.parse(Objects.requireNonNullElse(fact.at(), "12:00")));
        } else if (!ruleSet.each().isEmpty() && ruleSet.askedWhen().isEmpty()) {
            throw new IllegalArgumentException("given.fact?");
        }
        if (given != null && given.facts() != null) {
            for (Scenario.GivenFact fact : given.facts()) {
                for (int i = 0; i < (fact.times() == null ? 1 : fact.times()); i++) {
                    if (!Boolean.TRUE.equals(fact.voided())) {
                        facts.add(seen(scenario, fact, facts.size() + 1L));
                    }
                }
            }
        }
        var scalars = new LinkedHashMap<String, Object>();
        if (about == null) {
            ruleSet.askedWhen().ifPresent(each -> scalars.putAll(each.given()));
        }
        if (given != null && given.scalars() != null) {
            scalars.putAll(given.scalars());
        }
        String subject = given == null || given.subject() == null ? "" : given.subject();
        return new Question(scenario.asOf(), Collections.unmodifiableList(facts), scalars, subject, about);
    }

    private String kind(Scenario.GivenFact fact) {
        if (fact.kind() != null) {
            return fact.kind();
        }
        if (ruleSet.each().size() != 1) {
            throw new IllegalArgumentException("given.fact.kind?");
        }
        return ruleSet.each().get(0);
    }

    private FactSeen seen(Scenario scenario, Scenario.GivenFact fact, long id) {
        return new FactSeen(
                id,
                kind(fact),
                fact.category(),
                scenario.day(Objects.requireNonNullElse(fact.on(), "0")),
                fact.amount(),
                fact.confidence(),
                Objects.requireNonNullElse(fact.source(), ""),
                Objects.requireNonNullElse(fact.payload(), Map.of()));
    }
}
