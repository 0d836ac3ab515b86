package gridwork.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The decision tables of a file, before an engine reads them. */
final class DmnLint {
    private static final Set<String> TYPES = Allowed.words("dmn/types");
    private static final Set<String> FUNCTIONS = Allowed.words("dmn/functions");
    private static final Set<String> HIT_POLICIES = Allowed.words("dmn/hit-policies");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    private final String file;
    private final Markup root;
    private final Map<String, String> prefixes;
    private final boolean alone;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> rowIds = new HashSet<>();

    private DmnLint(String file, Markup root, Map<String, String> prefixes, boolean alone) {
        this.file = file;
        this.root = root;
        this.prefixes = prefixes;
        this.alone = alone;
    }

    /** @param prefixes by the name of a decision: how its row ids begin */
    static List<Finding> check(String file, Markup root, Map<String, String> prefixes) {
        return new DmnLint(file, root, prefixes, false).run();
    }

    /** Of no rule set yet, so that nobody says how its row ids begin. */
    static List<Finding> checkAlone(String file, Markup root) {
        return new DmnLint(file, root, Map.of(), true).run();
    }

    private List<Finding> run() {
        if (!Allowed.DMN.name(root).equals("dmn:definitions")) {
            findings.add(Finding.error(file, root.place(), "dmn-language", root.namespace()));
            return findings;
        }
        Allowed.DMN.check(file, root, findings);
        if (root.everything("DMNShape").findAny().isEmpty()) {
            findings.add(Finding.error(file, "", "no-diagram"));
        }
        types();
        root.everything().forEach(each -> {
            String language = each.get("expressionLanguage");
            if (language != null && !language.toUpperCase(java.util.Locale.ROOT).contains("FEEL")) {
                findings.add(Finding.error(
                        file,
                        each.place(),
                        "code-refused",
                        "expressionLanguage " + language,
                        String.valueOf(each.line())));
            }
        });
        for (String decision : prefixes.keySet()) {
            if (decisions(root).get(decision) == null) {
                findings.add(Finding.error(file, decision, "decision-missing", decision));
            }
        }
        decisions(root).forEach(this::decision);
        return findings;
    }

    static Map<String, Markup> decisions(Markup root) {
        var decisions = new LinkedHashMap<String, Markup>();
        root.all("decision").forEach(each -> decisions.put(each.get("name", ""), each));
        return decisions;
    }

    private void types() {
        Set<String> known = new HashSet<>(TYPES);
        root.all("itemDefinition").forEach(each -> known.add(each.get("name", "")));
        root.everything().forEach(each -> {
            String type = each.get("typeRef");
            if (type != null && !known.contains(type)) {
                findings.add(Finding.error(file, each.place(), "dmn-type", type, String.join(" ", TYPES)));
            }
        });
        for (Markup each : root.all("itemDefinition")) {
            String base = each.wordsOf("typeRef");
            if (base == null || !TYPES.contains(base)) {
                findings.add(
                        Finding.error(file, each.place(), "dmn-type", String.valueOf(base), String.join(" ", TYPES)));
            }
        }
    }

    private void decision(String name, Markup decision) {
        if (name.isBlank()) {
            findings.add(Finding.error(file, decision.place(), "dmn-unnamed"));
        }
        Markup literal = decision.first("literalExpression");
        if (literal != null) {
            expression(literal.place(), literal.wordsOf("text"));
        }
        Markup table = decision.first("decisionTable");
        if (table == null) {
            if (literal == null) {
                findings.add(Finding.error(file, decision.place(), "dmn-undecided", name));
            }
            return;
        }
        String policy = table.get("hitPolicy", "UNIQUE");
        if (!HIT_POLICIES.contains(policy)) {
            findings.add(Finding.error(file, table.place(), "dmn-hit-policy", policy, String.join(" ", HIT_POLICIES)));
        }
        List<Markup> inputs = table.all("input");
        for (Markup input : inputs) {
            Markup expression = input.first("inputExpression");
            String text = expression == null ? null : expression.wordsOf("text");
            if (text == null || text.isBlank()) {
                findings.add(Finding.error(file, input.place(), "dmn-input-unnamed", name));
            } else {
                expression(input.place(), text);
            }
        }
        List<Markup> outputs = table.all("output");
        for (Markup output : outputs) {
            if (outputs.size() > 1 && output.get("name", "").isBlank()) {
                findings.add(Finding.error(file, output.place(), "dmn-output-unnamed", name));
            }
        }
        List<String> left = titles(inputs, "条件");
        List<String> right = titles(outputs, "结果");
        for (Markup rule : table.all("rule")) {
            row(name, rule, left, right);
        }
        if (table.all("rule").isEmpty()) {
            findings.add(Finding.error(file, table.place(), "dmn-undecided", name));
        }
    }

    /** What stands above the columns, else which one it is. */
    static List<String> titles(List<Markup> columns, String side) {
        var titles = new ArrayList<String>();
        for (Markup each : columns) {
            String title = each.get("label", each.get("name", expression(each)));
            titles.add(title.isBlank() ? side + (titles.size() + 1) : title);
        }
        return titles;
    }

    private void row(String decision, Markup rule, List<String> inputs, List<String> outputs) {
        String id = rule.get("id", "");
        String prefix = prefixes.get(decision);
        if (alone && !id.isEmpty()) {
            // how it must begin is said by the rule set that it will belong to
        } else if (prefix == null && !alone) {
            findings.add(Finding.error(file, rule.place(), "row-prefix", decision));
        } else if (id.isEmpty()) {
            findings.add(Finding.error(file, rule.place(), "row-id-missing", decision));
        } else if (!id.matches(prefix + "-\\d{3,4}")) {
            findings.add(Finding.error(file, id, "row-id", id, prefix + "-010"));
        }
        if (!id.isEmpty() && !rowIds.add(id)) {
            findings.add(Finding.error(file, id, "row-duplicate", id));
        }
        String basis = rule.wordsOf("description");
        String other = rule.wordsOf("annotationEntry");
        if ((basis == null || basis.isBlank()) && (other == null || other.isBlank())) {
            Markup annotation = rule.first("annotationEntry");
            String inside = annotation == null ? null : annotation.wordsOf("text");
            if (inside == null || inside.isBlank()) {
                findings.add(Finding.error(file, rule.place(), "row-no-basis", id));
            }
        }
        List<Markup> left = rule.all("inputEntry");
        List<Markup> right = rule.all("outputEntry");
        if (left.size() != inputs.size() || right.size() != outputs.size()) {
            findings.add(Finding.error(file, rule.place(), "row-shape", id));
            return;
        }
        for (List<Markup> side : List.of(left, right)) {
            for (int i = 0; i < side.size(); i++) {
                String text = side.get(i).wordsOf("text");
                String column = (side == left ? inputs : outputs).get(i);
                if (text == null || text.isBlank()) {
                    findings.add(Finding.error(
                                    file,
                                    rule.place(),
                                    side == left ? "blank-condition" : "blank-result",
                                    id,
                                    String.valueOf(i + 1))
                            .in(column));
                } else if (!(side == left && text.equals("-"))) {
                    FeelLint.problem(text)
                            .ifPresent(code -> findings.add(
                                    refused(rule.place(), code, text).in(column)));
                }
            }
        }
    }

    private void expression(String place, @org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) {
            findings.add(Finding.error(file, place, "feel-broken", ""));
            return;
        }
        FeelLint.problem(text).ifPresent(code -> findings.add(refused(place, code, text)));
    }

    private Finding refused(String place, String code, String text) {
        return Finding.error(file, place, code, text, String.join(", ", FUNCTIONS));
    }

    /** The words in quotes in a column. */
    static Set<String> quoted(Markup table, String side, int column) {
        var words = new LinkedHashSet<String>();
        for (Markup rule : table.all("rule")) {
            List<Markup> cells = rule.all(side);
            String text = column < cells.size() ? cells.get(column).wordsOf("text") : null;
            if (text != null) {
                QUOTED.matcher(text).results().forEach(found -> words.add(found.group(1)));
            }
        }
        return words;
    }

    /** What a row says in a column; empty where it says nothing. */
    static String cell(Markup rule, String side, int column) {
        List<Markup> cells = rule.all(side);
        String text = column < cells.size() ? cells.get(column).wordsOf("text") : null;
        return text == null ? "" : text.strip();
    }

    /** Whether a row leaves a column open. */
    static boolean anything(Markup table, int column) {
        return table.all("rule").stream().anyMatch(rule -> {
            List<Markup> cells = rule.all("inputEntry");
            return column < cells.size() && "-".equals(cells.get(column).wordsOf("text"));
        });
    }

    /** Which input reads nothing but this name; -1 = none. */
    static int inputColumn(Markup table, String name) {
        List<Markup> inputs = table.all("input");
        for (int i = 0; i < inputs.size(); i++) {
            if (expression(inputs.get(i)).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What an input reads. */
    static String expression(Markup input) {
        Markup expression = input.first("inputExpression");
        String text = expression == null ? null : expression.wordsOf("text");
        return text == null ? "" : text.strip();
    }

    static int outputColumn(Markup table, String name) {
        List<Markup> outputs = table.all("output");
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).get("name", "").equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
