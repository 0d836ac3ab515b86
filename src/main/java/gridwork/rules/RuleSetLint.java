package gridwork.rules;

import gridwork.platform.Label;
import gridwork.rules.RuleSetFile.Bound;
import gridwork.rules.RuleSetFile.Line;
import gridwork.rules.RuleSetFile.Selection;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule set's folder, before an engine reads it: shapes, the tables, and whether the parts speak of the same things. */
final class RuleSetLint {
    private final SourceTree tree;
    private final String folder;
    private final FactVocabulary facts;
    private final String yaml;
    private final List<Finding> findings = new ArrayList<>();

    private RuleSetLint(SourceTree tree, String folder, FactVocabulary facts) {
        this.tree = tree;
        this.folder = folder;
        this.facts = facts;
        this.yaml = folder + "/rule-set.yaml";
    }

    static List<Finding> check(SourceTree tree, String folder, FactVocabulary facts) {
        var lint = new RuleSetLint(tree, folder, facts);
        lint.run();
        return lint.findings;
    }

    private void run() {
        if (!tree.has(yaml)) {
            findings.add(Finding.error(folder, "", "rule-set-missing"));
            return;
        }
        for (String file : tree.below(folder, "")) {
            if (!file.matches(".*/(rule-set\\.yaml|[a-z][a-z0-9-]*\\.dmn|CHANGES\\.md|scenarios/[^/]+\\.yaml)")) {
                findings.add(Finding.error(file, "", "file-refused"));
            }
        }
        RuleSetFile file = Shape.read(RuleSetFile.class, tree, yaml, "schema/rule-set.schema.json", findings);
        List<String> scenarios = tree.below(folder + "/scenarios", ".yaml");
        scenarios.forEach(
                each -> Shape.read(Scenario.File.class, tree, each, "schema/scenarios.schema.json", findings));
        if (scenarios.isEmpty()) {
            findings.add(Finding.error(folder, "", "scenarios-missing"));
        }
        if (!tree.has(folder + "/CHANGES.md")) {
            findings.add(Finding.error(folder, "", "changes-missing"));
        }
        if (file == null) {
            return;
        }
        if (!folder.endsWith("/" + file.id())) {
            findings.add(Finding.error(yaml, "id", "id-folder", file.id()));
        }
        String model = folder + "/" + file.model();
        if (!tree.has(model)) {
            findings.add(Finding.error(yaml, "model", "model-missing", file.model()));
            return;
        }
        try {
            Markup root = Markup.read(tree.bytes(model));
            findings.addAll(DmnLint.check(model, root, file.rows()));
            new Joined(file, root, model).check();
        } catch (Markup.Unreadable unreadable) {
            findings.add(unreadable.finding(model));
        }
    }

    /** Whether rule-set.yaml, the tables and the kinds of fact fit together. */
    private final class Joined {
        private final RuleSetFile file;
        private final Map<String, Markup> decisions;
        private final Markup root;
        private final String model;
        private final Set<String> parameters;

        Joined(RuleSetFile file, Markup root, String model) {
            this.file = file;
            this.root = root;
            this.model = model;
            this.decisions = DmnLint.decisions(root);
            this.parameters = parameters();
        }

        private @Nullable Markup table(String decision) {
            Markup found = decisions.get(decision);
            Markup table = found == null ? null : found.first("decisionTable");
            if (table == null) {
                wrong(decision, "decision-missing", decision);
            }
            return table;
        }

        private void wrong(String at, String code, Object... details) {
            findings.add(Finding.error(yaml, at, code, details));
        }

        private Set<String> parameters() {
            var source = file.parameters();
            if (source == null) {
                return Set.of();
            }
            Markup table = table(source.decision());
            if (table == null) {
                return Set.of();
            }
            int names = DmnLint.outputColumn(table, source.name());
            if (names < 0 || DmnLint.outputColumn(table, source.number()) < 0) {
                wrong("parameters", "output-missing", source.decision(), source.name() + " / " + source.number());
                return Set.of();
            }
            return DmnLint.quoted(table, "outputEntry", names);
        }

        void check() {
            result();
            severity();
            measures();
            inputs();
            whatIf();
            findings.addAll(EachLint.check(tree, yaml, file, facts));
        }

        private void result() {
            Markup table = table(file.result().decision());
            if (table == null) {
                return;
            }
            outputs(table);
            int column = DmnLint.outputColumn(table, file.result().output());
            if (column < 0) {
                wrong(
                        "result",
                        "output-missing",
                        file.result().decision(),
                        file.result().output());
                return;
            }
            unique("palette", file.palette().stream().map(RuleSetFile.Value::id).toList());
            if (!file.many()) {
                if (file.items() != null) {
                    wrong("items", "items-without-many");
                }
                told(
                        table,
                        column,
                        file.palette().stream().map(RuleSetFile.Value::value).toList());
                return;
            }
            if (!table.get("hitPolicy", "UNIQUE").equals("COLLECT")) {
                findings.add(Finding.error(model, file.result().decision(), "many-collect"));
            }
            if (file.palette().size() < 2) {
                wrong("palette", "many-palette");
            }
            if (file.items() != null) {
                told(
                        table,
                        column,
                        file.itemLines().stream()
                                .map(RuleSetFile.ItemLine::value)
                                .toList());
            } else if (file.result().en() != null
                    && DmnLint.outputColumn(table, file.result().en()) < 0) {
                wrong(
                        "result",
                        "output-missing",
                        file.result().decision(),
                        file.result().en());
            }
            items();
        }

        /** The words of the table's result are those that rule-set.yaml knows. */
        private void told(Markup table, int column, List<String> known) {
            Set<String> told = DmnLint.quoted(table, "outputEntry", column);
            told.stream()
                    .filter(each -> !known.contains(each))
                    .forEach(each -> findings.add(Finding.error(
                            model, file.result().decision(), "value-unknown", each, String.join(" ", known))));
            known.stream()
                    .filter(each -> !told.contains(each))
                    .forEach(each ->
                            findings.add(Finding.warning(model, file.result().decision(), "value-unused", each)));
        }

        private void items() {
            unique(
                    "items",
                    file.itemLines().stream().map(RuleSetFile.ItemLine::id).toList());
            Set<String> measured = Stream.concat(
                            file.measureLines().stream().map(Line::name),
                            file.holdsLines().stream().map(RuleSetFile.Holds::name))
                    .collect(Collectors.toSet());
            for (RuleSetFile.ItemLine each : file.itemLines()) {
                parameter(each.id(), each.when());
                each.causes().stream()
                        .filter(cause -> !measured.contains(cause))
                        .forEach(cause -> wrong(each.id(), "measure-unknown", cause));
            }
        }

        private void outputs(Markup table) {
            for (RuleSetFile.Output output : file.outputLines()) {
                int column = DmnLint.outputColumn(table, output.name());
                if (column < 0) {
                    wrong("outputs", "output-missing", file.result().decision(), output.name());
                } else if (output.values() != null) {
                    DmnLint.quoted(table, "outputEntry", column).stream()
                            .flatMap(cell -> Outputs.parts(output, cell).stream())
                            .filter(each -> !output.values().containsValue(each))
                            .forEach(each -> findings.add(Finding.error(
                                    model,
                                    file.result().decision(),
                                    "value-unknown",
                                    each,
                                    String.join(" ", output.values().values()))));
                }
                if (column >= 0 && output.atLeast() != null) {
                    atLeast(table, column, output, output.atLeast());
                }
            }
            List<RuleSetFile.Output> headlines = file.outputLines().stream()
                    .filter(each -> Boolean.TRUE.equals(each.headline()))
                    .toList();
            if (headlines.size() > 1
                    || headlines.stream().anyMatch(each -> !each.type().equals("number"))) {
                wrong("outputs", "headline");
            }
            unique(
                    "outputs",
                    file.outputLines().stream().map(RuleSetFile.Output::id).toList());
        }

        private void atLeast(Markup table, int column, RuleSetFile.Output output, BigDecimal least) {
            for (Markup rule : table.all("rule")) {
                String said = DmnLint.cell(rule, "outputEntry", column);
                if (parameters.contains(said)) {
                    parameterRows(said).forEach((row, number) -> atLeast(row, output, number, least));
                } else {
                    atLeast(rule, output, said, least);
                }
            }
        }

        private void atLeast(Markup row, RuleSetFile.Output output, String said, BigDecimal least) {
            if (!said.matches("-?\\d+(\\.\\d+)?") || new BigDecimal(said).compareTo(least) < 0) {
                findings.add(Finding.error(model, row.place(), "output-too-small", output.name(), said, least));
            }
        }

        private Map<Markup, String> parameterRows(String parameter) {
            var source = Objects.requireNonNull(file.parameters());
            Markup table = Objects.requireNonNull(table(source.decision()));
            Map<Markup, String> rows = new LinkedHashMap<>();
            for (Markup rule : table.all("rule")) {
                if (DmnLint.cell(rule, "outputEntry", DmnLint.outputColumn(table, source.name()))
                        .equals('"' + parameter + '"')) {
                    rows.put(rule, DmnLint.cell(rule, "outputEntry", DmnLint.outputColumn(table, source.number())));
                }
            }
            return rows;
        }

        private void severity() {
            for (RuleSetFile.Severity severity : file.severities()) {
                placed(severity.decision(), severity.input(), severity.kind(), severity.categories());
                Markup table = table(severity.decision());
                if (table != null) {
                    DmnLint.quoted(table, "outputEntry", 0).stream()
                            .filter(each -> !severity.levels().containsValue(each))
                            .forEach(each -> findings.add(Finding.error(
                                    model,
                                    severity.decision(),
                                    "value-unknown",
                                    each,
                                    String.join(" ", severity.levels().values()))));
                }
            }
            unique(
                    "severity",
                    file.severities().stream().map(RuleSetFile.Severity::kind).toList());
        }

        /** Every category of the kind of fact is named, by its own title, and stands in the table. */
        private void placed(String decision, String input, String kind, Map<String, String> categories) {
            kind(decision, kind);
            Map<String, Label> known = facts.categories(kind);
            known.forEach((id, title) -> {
                String label = categories.get(id);
                if (label == null) {
                    wrong(decision, "category-missing", kind, id, title.zh());
                } else if (!label.equals(title.zh())) {
                    wrong(decision, "category-label", id, label, title.zh());
                }
            });
            categories.keySet().stream()
                    .filter(each -> !known.containsKey(each))
                    .forEach(each -> wrong(decision, "category-unknown", kind, each));
            Markup table = table(decision);
            if (table == null) {
                return;
            }
            int column = Math.max(0, DmnLint.inputColumn(table, input));
            Set<String> rows = DmnLint.quoted(table, "inputEntry", column);
            if (!DmnLint.anything(table, column)) {
                categories.values().stream()
                        .filter(each -> !rows.contains(each))
                        .forEach(each -> findings.add(Finding.error(model, decision, "category-unplaced", each)));
            }
            rows.stream()
                    .filter(each -> !categories.containsValue(each))
                    .forEach(each -> findings.add(Finding.error(model, decision, "category-unknown", kind, each)));
        }

        private void kind(String at, String kind) {
            if (!facts.has(kind)) {
                wrong(at, "kind-unknown", kind, String.join(" ", facts.kinds().keySet()));
            }
        }

        private void measures() {
            unique(
                    "measures",
                    Stream.concat(
                                    Stream.concat(
                                            file.measureLines().stream().map(Line::name),
                                            file.holdsLines().stream().map(RuleSetFile.Holds::name)),
                                    Stream.concat(
                                            parameters.stream(),
                                            file.givens().stream().map(RuleSetFile.Given::name)))
                            .toList());
            for (Line line : file.measureLines()) {
                parameter(line.name(), line.window());
                parameter(line.name(), line.when());
                parameter(line.name(), line.months());
                parameter(line.name(), line.grace());
                property(line);
                selection(line.name(), line.of());
                if (line.since() != null) {
                    selection(line.name(), line.since());
                }
                if (line.points() != null) {
                    points(line, line.points());
                }
            }
            file.holdsLines().forEach(this::holds);
            if (file.verdicts() != null) {
                kind("verdicts", file.verdicts().kind());
                file.verdicts().confirms().stream()
                        .filter(each ->
                                !facts.categories(file.verdicts().kind()).containsKey(each))
                        .forEach(each -> wrong(
                                "verdicts", "category-unknown", file.verdicts().kind(), each));
            }
            if (file.fresh() != null) {
                fresh(file.fresh());
            }
        }

        private void fresh(RuleSetFile.Fresh fresh) {
            fresh.selections().forEach(each -> selection("fresh", each));
            String name = "rules/" + fresh.ruleSet() + "/rule-set.yaml";
            if (!tree.has(name)) {
                wrong("fresh", "rule-set-unknown", fresh.ruleSet());
                return;
            }
            try {
                RuleSetFile policy = Yaml.as(RuleSetFile.class, Yaml.tree(tree.bytes(name)));
                Set<String> given = new HashSet<>();
                policy.givens().forEach(each -> given.add(each.id()));
                List<String> levels =
                        policy.palette().stream().map(RuleSetFile.Value::id).toList();
                if (!given.equals(Set.of(FreshFacts.KIND, FreshFacts.SOURCE, FreshFacts.AGE))
                        || !levels.equals(List.of(Freshness.USE, Freshness.LABEL, Freshness.WITHHOLD))
                        || policy.fresh() != null
                        || policy.parameters() != null) {
                    wrong("fresh", "rule-set-no-freshness", fresh.ruleSet());
                }
            } catch (IOException | IllegalArgumentException broken) {
                wrong("fresh", "rule-set-no-freshness", fresh.ruleSet());
            }
        }

        private void property(Line line) {
            String kind = line.of().kind();
            if (line.property() == null) {
                return;
            }
            if (line.property().equals("category")) {
                Map<String, String> words = line.values() == null ? Map.of() : line.values();
                facts.categories(kind).forEach((id, title) -> {
                    String word = words.get(id);
                    if (word == null) {
                        wrong(line.name(), "category-missing", kind, id, title.zh());
                    } else if (!word.equals(title.zh())) {
                        wrong(line.name(), "category-label", id, word, title.zh());
                    }
                });
                words.keySet().stream()
                        .filter(each -> !facts.categories(kind).containsKey(each))
                        .forEach(each -> wrong(line.name(), "category-unknown", kind, each));
            } else if (facts.lacks(kind, line.property())) {
                wrong(line.name(), "property-unknown", kind, line.property());
            }
        }

        /** Another rule set in which several answers may hold, and which asks no third. */
        private void holds(RuleSetFile.Holds line) {
            String other = folder.replaceFirst("[^/]*$", line.ruleSet()) + "/rule-set.yaml";
            if (!tree.has(other)) {
                wrong(line.name(), "holds-unknown", line.ruleSet());
                return;
            }
            try {
                RuleSetFile asked = Yaml.as(RuleSetFile.class, Yaml.tree(tree.bytes(other)));
                if (!asked.many()
                        || !asked.holdsLines().isEmpty()
                        || !asked.givens().isEmpty()) {
                    wrong(line.name(), "holds-unknown", line.ruleSet());
                }
            } catch (IOException | IllegalArgumentException broken) {
                wrong(line.name(), "holds-unknown", line.ruleSet());
            }
        }

        private void points(Line line, RuleSetFile.Points points) {
            parameter(line.name(), points.cap());
            parameter(line.name(), points.monthCap());
            if ((points.input() == null) != (points.categories() == null)
                    || points.inputs().isEmpty()) {
                wrong(line.name(), "points-of-nothing", points.decision());
            }
            if (points.input() != null && points.categories() != null) {
                placed(points.decision(), points.input(), line.of().kind(), points.categories());
            }
            if (points.severity() != null && file.severityOf(line.of().kind()).isEmpty()) {
                wrong(
                        line.name(),
                        "severity-unknown",
                        points.severity(),
                        line.of().kind());
            }
            Markup table = table(points.decision());
            if (table == null) {
                return;
            }
            points.inputs().stream()
                    .filter(each -> DmnLint.inputColumn(table, each) < 0)
                    .forEach(each -> wrong(line.name(), "input-column-missing", points.decision(), each));
            if (points.age() != null) {
                age(points.decision(), points.age(), table);
            }
        }

        /** When a fact grows into another band is read from the cells: so they hold numbers, and nothing else knows the age. */
        private void age(String decision, String age, Markup table) {
            int column = DmnLint.inputColumn(table, age);
            List<Markup> inputs = table.all("input");
            for (int i = 0; i < inputs.size(); i++) {
                if (i != column && DmnLint.expression(inputs.get(i)).contains(age)) {
                    findings.add(Finding.error(model, decision, "age-elsewhere", age));
                }
            }
            for (Markup rule : table.all("rule")) {
                String cell = DmnLint.cell(rule, "inputEntry", Math.max(0, column));
                if (column >= 0 && !AgeBands.readable(cell)) {
                    findings.add(Finding.error(model, rule.get("id", ""), "age-unreadable", cell));
                }
                if (rule.all("outputEntry").stream()
                        .anyMatch(each -> String.valueOf(each.wordsOf("text")).contains(age))) {
                    findings.add(Finding.error(model, rule.get("id", ""), "age-elsewhere", age));
                }
            }
        }

        private void selection(String at, Selection selection) {
            kind(at, selection.kind());
            if (selection.category() != null) {
                selection.category().stream()
                        .filter(each -> !facts.categories(selection.kind()).containsKey(each))
                        .forEach(each -> wrong(at, "category-unknown", selection.kind(), each));
            }
            if (selection.severity() != null
                    && file.severityOf(selection.kind())
                            .filter(each -> each.levels().containsKey(selection.severity()))
                            .isEmpty()) {
                wrong(at, "severity-unknown", selection.severity(), selection.kind());
            }
            bound(at, selection.amount());
            bound(at, selection.confidence());
        }

        private void bound(String at, @Nullable Bound bound) {
            if (bound != null) {
                Stream.of(bound.equals(), bound.atLeast(), bound.atMost())
                        .filter(Objects::nonNull)
                        .filter(each -> !each.matches("-?\\d+(\\.\\d+)?"))
                        .forEach(each -> parameter(at, each));
            }
        }

        private void parameter(String at, @Nullable String name) {
            if (name != null && !parameters.contains(name)) {
                wrong(at, "parameter-unknown", name);
            }
        }

        /** Nothing stands on the left side of a table that nobody supplies. */
        private void inputs() {
            Set<String> supplied = new HashSet<>(parameters);
            file.measureLines().forEach(each -> supplied.add(each.name()));
            file.givens().forEach(each -> supplied.add(each.name()));
            file.holdsLines().forEach(each -> supplied.add(each.name()));
            file.severities().forEach(each -> supplied.add(each.input()));
            file.measureLines().stream()
                    .map(Line::points)
                    .filter(Objects::nonNull)
                    .forEach(each -> supplied.addAll(each.inputs()));
            if (file.parameters() != null && file.parameters().date() != null) {
                supplied.add(file.parameters().date());
            }
            root.all("inputData").stream()
                    .map(each -> each.get("name", ""))
                    .filter(each -> !supplied.contains(each))
                    .forEach(each -> findings.add(Finding.error(model, each, "input-unsupplied", each)));
        }

        private void whatIf() {
            for (RuleSetFile.WhatIf each : file.whatIfs()) {
                kind("what-if", each.kind());
                if (each.categories() != null) {
                    each.categories().stream()
                            .filter(category -> !facts.categories(each.kind()).containsKey(category))
                            .forEach(category -> wrong("what-if", "category-unknown", each.kind(), category));
                }
            }
        }

        private void unique(String at, Collection<String> names) {
            Set<String> seen = new LinkedHashSet<>();
            names.stream().filter(each -> !seen.add(each)).forEach(each -> wrong(at, "name-twice", each));
        }
    }
}
