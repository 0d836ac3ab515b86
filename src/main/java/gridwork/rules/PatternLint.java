package gridwork.rules;

import gridwork.platform.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * A folder of patterns, before the engine compiles it. DRL is code and comes only with the program, as it was read
 * there; and even so it holds nothing but conditions over facts and calls that say what was found.
 */
final class PatternLint {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern WORD = Pattern.compile("\\$?[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_$])\\d");
    private static final Pattern KIND = Pattern.compile("kind\\s*==\\s*\"([^\"]*)\"");
    private static final Pattern FOUND = Pattern.compile("found\\s*\\.\\s*rule\\s*\\(\\s*\"([^\"]*)\"");
    private static final Set<String> MEMBERS = Allowed.words("drl/members");
    private static final Set<String> IMPORTS = Allowed.words("drl/imports");
    private static final Set<String> TYPES = Allowed.words("drl/types");
    private static final Set<String> ANNOTATIONS = Allowed.words("drl/annotations");

    private final SourceTree tree;
    private final String folder;
    private final String yaml;
    private final FactVocabulary facts;
    private final ProjectCheck.Origin origin;
    private final List<Finding> findings = new ArrayList<>();

    private PatternLint(SourceTree tree, String folder, FactVocabulary facts, ProjectCheck.Origin origin) {
        this.tree = tree;
        this.folder = folder;
        this.yaml = folder + "/rule-set.yaml";
        this.facts = facts;
        this.origin = origin;
    }

    static List<Finding> check(SourceTree tree, String folder, FactVocabulary facts, ProjectCheck.Origin origin) {
        var lint = new PatternLint(tree, folder, facts, origin);
        lint.run();
        return lint.findings;
    }

    private void run() {
        for (String file : tree.below(folder, "")) {
            if (!file.matches(".*/(rule-set\\.yaml|[a-z][a-z0-9-]*\\.(dmn|drl)|CHANGES\\.md|scenarios/[^/]+\\.yaml)")) {
                wrong(file, "", "file-refused");
            }
        }
        if (!tree.has(yaml)) {
            wrong(folder, "", "rule-set-missing");
            return;
        }
        PatternFile file = Shape.read(PatternFile.class, tree, yaml, "schema/pattern-set.schema.json", findings);
        List<String> scenarios = tree.below(folder + "/scenarios", ".yaml");
        scenarios.forEach(each ->
                Shape.read(PatternScenario.File.class, tree, each, "schema/pattern-scenarios.schema.json", findings));
        if (scenarios.isEmpty()) {
            wrong(folder, "", "scenarios-missing");
        }
        if (!tree.has(folder + "/CHANGES.md")) {
            wrong(folder, "", "changes-missing");
        }
        if (file == null) {
            return;
        }
        if (!folder.endsWith("/" + file.id())) {
            wrong(yaml, "id", "id-folder", file.id());
        }
        Set<String> named = reads(file, parameters(file));
        for (String each : tree.below(folder, ".drl")) {
            if (!each.equals(folder + "/" + file.program())) {
                wrong(each, "", "file-refused");
            }
        }
        String program = folder + "/" + file.program();
        if (tree.has(program)) {
            program(program, tree.bytes(program), file, named);
        } else {
            wrong(yaml, "program", "model-missing", file.program());
        }
    }

    private void wrong(String file, String at, String code, Object... details) {
        findings.add(Finding.error(file, at, code, details));
    }

    private Set<String> parameters(PatternFile file) {
        String model = folder + "/" + file.model();
        if (!tree.has(model)) {
            wrong(yaml, "model", "model-missing", file.model());
            return Set.of();
        }
        try {
            Markup root = Markup.read(tree.bytes(model));
            findings.addAll(DmnLint.check(model, root, file.rows()));
            Markup decision = DmnLint.decisions(root).get(file.parameters().decision());
            Markup table = decision == null ? null : decision.first("decisionTable");
            if (table == null) {
                wrong(yaml, "parameters", "decision-missing", file.parameters().decision());
                return Set.of();
            }
            for (String column : List.of(
                    file.parameters().name(),
                    file.parameters().number(),
                    file.parameters().unit())) {
                if (DmnLint.outputColumn(table, column) < 0) {
                    wrong(
                            yaml,
                            "parameters",
                            "output-missing",
                            file.parameters().decision(),
                            column);
                    return Set.of();
                }
            }
            return DmnLint.quoted(
                    table,
                    "outputEntry",
                    DmnLint.outputColumn(table, file.parameters().name()));
        } catch (Markup.Unreadable unreadable) {
            findings.add(unreadable.finding(model));
            return Set.of();
        }
    }

    /** @return the words in quotes that the program may use: parameters and kinds */
    private Set<String> reads(PatternFile file, Set<String> parameters) {
        if (!parameters.contains(file.locate())) {
            wrong(yaml, "locate", "parameter-unknown", file.locate());
        }
        Set<String> kinds = new HashSet<>();
        for (PatternFile.Read each : file.reads()) {
            kinds.addAll(each.kinds());
            kinds.addAll(each.lastingKinds());
            for (String name : Arrays.asList(each.span(), each.within(), each.lasts())) {
                if (name != null && !parameters.contains(name)) {
                    wrong(yaml, "reads", "parameter-unknown", name);
                }
            }
        }
        kinds.stream()
                .filter(each -> !facts.has(each))
                .forEach(each -> wrong(
                        yaml,
                        "reads",
                        "kind-unknown",
                        each,
                        String.join(" ", facts.kinds().keySet())));
        if (file.palette().stream().noneMatch(each -> each.id().equals(Patterns.WITHDRAWN))) {
            wrong(yaml, "palette", "pattern-unknown", Patterns.WITHDRAWN);
        }
        Map<String, Label> categories = facts.categories(Patterns.FACT_KIND);
        file.palette().forEach(each -> {
            Label title = categories.get(each.id());
            if (title == null) {
                wrong(yaml, "palette", "category-unknown", Patterns.FACT_KIND, each.id());
            } else if (!title.zh().equals(each.label().zh())) {
                wrong(yaml, "palette", "category-label", each.id(), each.label().zh(), title.zh());
            }
        });
        Set<String> named = new HashSet<>(parameters);
        named.addAll(kinds);
        return named;
    }

    private void program(String name, byte[] content, PatternFile file, Set<String> named) {
        if (origin == ProjectCheck.Origin.UPLOADED && !carried(name, content)) {
            wrong(name, "", "program-uploaded");
            return;
        }
        PackageDescr program;
        try {
            var parser = new DrlParser(LanguageLevelOption.DRL6);
            program = parser.parse(false, new String(content, StandardCharsets.UTF_8));
            if (parser.hasErrors() || program == null) {
                parser.getErrors()
                        .forEach(each -> findings.add(
                                Finding.error(name, "", "program-broken").saying(each.getMessage())));
                return;
            }
        } catch (DroolsParserException broken) {
            findings.add(Finding.error(name, "", "program-broken").saying(broken.getMessage()));
            return;
        }
        around(name, program);
        Set<String> ids = new LinkedHashSet<>();
        Set<String> patterns = new HashSet<>();
        file.palette().forEach(each -> patterns.add(each.id()));
        for (RuleDescr rule : program.getRules()) {
            String id = rule.getName();
            if (!id.matches(file.prefix() + "-\\d{3,4}")) {
                wrong(name, id, "row-id", id, file.prefix() + "-010");
            }
            if (!ids.add(id)) {
                wrong(name, id, "row-duplicate", id);
            }
            rule(name, rule, patterns, named);
        }
    }

    /** Only what this very program carries in itself may come from outside. */
    private static boolean carried(String name, byte[] content) {
        SourceTree own = SourceTree.onClassPath();
        return own.has(name) && Arrays.equals(own.bytes(name), content);
    }

    private void around(String name, PackageDescr program) {
        for (ImportDescr each : program.getImports()) {
            if (!IMPORTS.contains(each.getTarget())) {
                refused(name, each, "import " + each.getTarget());
            }
        }
        program.getGlobals().stream()
                .filter(each ->
                        !each.getIdentifier().equals("found") || !each.getType().equals("FoundPatterns"))
                .forEach(each -> refused(name, each, "global " + each.getIdentifier()));
        program.getFunctions().forEach(each -> refused(name, each, "function " + each.getName()));
        program.getFunctionImports().forEach(each -> refused(name, each, "import function " + each.getTarget()));
        program.getAccumulateImports().forEach(each -> refused(name, each, "import accumulate"));
        program.getTypeDeclarations().forEach(each -> refused(name, each, "declare"));
        program.getEnumDeclarations().forEach(each -> refused(name, each, "declare"));
        program.getEntryPointDeclarations().forEach(each -> refused(name, each, "declare entry-point"));
        program.getWindowDeclarations().forEach(each -> refused(name, each, "declare window"));
        program.getAttributes().forEach(each -> refused(name, each, each.getName()));
    }

    private void refused(String name, BaseDescr what, String said) {
        wrong(name, said, "code-refused", said, String.valueOf(what.getLine()));
    }

    private void rule(String name, RuleDescr rule, Set<String> patterns, Set<String> named) {
        String id = rule.getName();
        if (rule.isQuery()
                || rule.getParentName() != null
                || !rule.getNamedConsequences().isEmpty()) {
            refused(name, rule, id);
        }
        rule.getAttributes().values().forEach(each -> refused(name, each, id + " " + each.getName()));
        for (AnnotationDescr each : rule.getAnnotations()) {
            if (!ANNOTATIONS.contains(each.getName())) {
                refused(name, each, id + " @" + each.getName());
            }
        }
        String pattern = said(rule, "pattern");
        if (!patterns.contains(pattern) || pattern.equals(Patterns.WITHDRAWN)) {
            wrong(name, id, "pattern-unknown", pattern);
        }
        if (said(rule, "basis").isBlank() || said(rule, "text").isBlank()) {
            wrong(name, id, "row-no-basis", id);
        }
        condition(name, id, rule.getLhs(), named);
        consequence(name, rule, named);
    }

    private static String said(RuleDescr rule, String annotation) {
        AnnotationDescr found = rule.getAnnotation(annotation);
        Object value = found == null ? null : found.getValue();
        return value == null ? "" : value.toString().replaceAll("^\"|\"$", "");
    }

    private void condition(String name, String id, BaseDescr part, Set<String> named) {
        if (part instanceof PatternDescr pattern) {
            if (!TYPES.contains(pattern.getObjectType())
                    || pattern.getSource() != null
                    || !pattern.getBehaviors().isEmpty()) {
                refused(name, pattern, id + " " + pattern.getObjectType());
            }
            for (BaseDescr each : pattern.getConstraint().getDescrs()) {
                if (each instanceof ExprConstraintDescr expression) {
                    expression(name, id, expression.getExpression(), each.getLine(), named);
                } else {
                    refused(name, each, id + " " + each);
                }
            }
        } else if (part instanceof AndDescr
                || part instanceof OrDescr
                || part instanceof NotDescr
                || part instanceof ExistsDescr) {
            ((ConditionalElementDescr) part).getDescrs().forEach(each -> condition(name, id, (BaseDescr) each, named));
        } else {
            refused(name, part, id + " " + part.getClass().getSimpleName());
        }
    }

    /** Words of the language and of facts; every number stands in the table. */
    private void expression(String name, String id, String expression, int line, Set<String> named) {
        Matcher kinds = KIND.matcher(expression);
        while (kinds.find()) {
            if (!named.contains(kinds.group(1))) {
                wrong(name, id, "kind-unread", kinds.group(1));
            }
        }
        Matcher quoted = QUOTED.matcher(expression);
        while (quoted.find()) {
            boolean chinese = quoted.group(1).codePoints().anyMatch(each -> each > 0x2E7F);
            if (chinese && !named.contains(quoted.group(1))) {
                wrong(name, id, "parameter-unknown", quoted.group(1));
            }
        }
        bare(name, id, QUOTED.matcher(expression).replaceAll("\"\""), line);
    }

    private void bare(String name, String id, String text, int line) {
        if (NUMBER.matcher(text).find()) {
            wrong(name, id, "number-in-program", text.strip());
        }
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (!word.startsWith("$") && !MEMBERS.contains(word)) {
                wrong(name, id, "code-refused", id + " " + word, String.valueOf(line));
            }
        }
    }

    /** Statements that begin with {@code found.rule("the rule's own id"}. */
    private void consequence(String name, RuleDescr rule, Set<String> named) {
        String id = rule.getName();
        String text = String.valueOf(rule.getConsequence());
        for (String statement : QUOTED.matcher(text)
                .replaceAll(each -> Matcher.quoteReplacement(each.group().replace(';', ',')))
                .split(";")) {
            if (statement.isBlank()) {
                continue;
            }
            Matcher own = FOUND.matcher(statement.strip());
            if (!own.lookingAt() || !own.group(1).equals(id)) {
                wrong(
                        name,
                        id,
                        "code-refused",
                        id + " " + statement.strip(),
                        String.valueOf(rule.getConsequenceLine()));
            }
            bare(name, id, QUOTED.matcher(statement).replaceAll("\"\""), rule.getConsequenceLine());
        }
    }
}
