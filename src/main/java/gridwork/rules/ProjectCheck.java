package gridwork.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks what decides, what then happens and what is printed: the lint of every file of {@code rules/}, {@code bpmn/} and
 * {@code reports/}, then the scenarios of every rule set that the lint let through. The same in the build, on the command
 * line and at the desk; needs no database and no engine.
 *
 * @param ruleSets the rule sets that were found, by id
 * @param processes the process models that were found, by file name without ending
 * @param reports the reports that were found, by folder
 */
public record ProjectCheck(
        List<String> ruleSets,
        List<String> processes,
        List<String> reports,
        List<ScenarioRun> scenarios,
        List<Finding> findings) {
    /** Who brings the files: they come with the program, or somebody uploads them. */
    public enum Origin {
        SHIPPED,
        UPLOADED
    }

    private static final int MOST_A_FILE = 200;

    public boolean ok() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /**
     * Whether it can be tried: nothing is wrong apart from what scenarios expect otherwise. Whoever moves a threshold sees
     * the effect before the scenarios are rewritten; for a publication it takes {@link #ok}.
     */
    public boolean canBeTried() {
        return findings.stream().filter(Finding::isError).allMatch(ProjectCheck::isOfScenarios);
    }

    private static boolean isOfScenarios(Finding finding) {
        return finding.code().startsWith("scenario-") || finding.code().equals("row-without-scenario");
    }

    static ProjectCheck of(SourceTree tree, FactVocabulary facts, Origin origin) {
        return of(tree, facts, ProcedureVocabulary.UNKNOWN, origin);
    }

    public static ProjectCheck of(SourceTree tree, FactVocabulary facts, ProcedureVocabulary street, Origin origin) {
        var findings = new ArrayList<Finding>();
        var scenarios = new ArrayList<ScenarioRun>();
        for (String file : tree.names()) {
            if (tree.bytes(file).length == 0 && file.matches("(rules|bpmn)/.*") && !file.endsWith(".gitkeep")) {
                findings.add(Finding.error(file, "", "file-size"));
            }
        }
        List<String> ruleSets = folders(tree, "rules");
        if (!tree.below("rules", "").isEmpty()) {
            findings.addAll(ReleaseLint.check(tree));
        }
        for (String folder : ruleSets) {
            ruleSet(tree, folder, facts, origin, findings, scenarios);
        }
        processes(tree, origin, findings);
        findings.addAll(ProcessNames.check(tree));
        findings.addAll(names(tree, facts, street));
        for (String folder : folders(tree, "reports")) {
            findings.addAll(ReportLint.check(tree, folder));
        }
        return new ProjectCheck(
                ids(ruleSets),
                tree.below("bpmn", ".bpmn").stream()
                        .map(each -> each.substring(each.lastIndexOf('/') + 1).replaceFirst("\\.bpmn$", ""))
                        .toList(),
                ids(folders(tree, "reports")),
                List.copyOf(scenarios),
                few(findings));
    }

    /** Only whether what each {@code procedure.yaml} names is there. */
    public static List<Finding> names(SourceTree tree, FactVocabulary facts, ProcedureVocabulary street) {
        return ProcedureNames.check(tree, facts, street);
    }

    /**
     * The rule set that a table is a part of, and those that ask it, one by way of the other: what a change of the table can
     * make wrong among the rules.
     */
    static ProjectCheck around(SourceTree tree, String table, FactVocabulary facts, ProcedureVocabulary street) {
        var findings = new ArrayList<Finding>();
        var scenarios = new ArrayList<ScenarioRun>();
        Set<String> folders = asking(tree, table.replaceFirst("/[^/]*$", ""));
        folders.forEach(each -> ruleSet(tree, each, facts, Origin.SHIPPED, findings, scenarios));
        findings.addAll(ProcessNames.check(tree));
        findings.addAll(names(tree, facts, street));
        return new ProjectCheck(ids(List.copyOf(folders)), List.of(), List.of(), List.copyOf(scenarios), few(findings));
    }

    private static Set<String> asking(SourceTree tree, String folder) {
        Set<String> found = new LinkedHashSet<>(List.of(folder));
        boolean more = true;
        while (more) {
            more = false;
            for (String each : folders(tree, "rules")) {
                if (!found.contains(each) && asked(tree, each).stream().anyMatch(found::contains)) {
                    more |= found.add(each);
                }
            }
        }
        return found;
    }

    /** The folders of the rule sets that a rule set names. */
    private static List<String> asked(SourceTree tree, String folder) {
        String name = folder + "/rule-set.yaml";
        try {
            return tree.has(name)
                    ? Yaml.tree(tree.bytes(name)).findValuesAsText("rule-set").stream()
                            .map(each -> "rules/" + each)
                            .toList()
                    : List.of();
        } catch (IOException broken) {
            return List.of();
        }
    }

    /** Of tables that belong to no rule set: whether the engine takes them, and what they leave out. */
    static List<Finding> compiled(String name, byte[] dmn) {
        try {
            return TableAnalysis.check(name, Tables.compile(name, dmn).model(), "");
        } catch (IllegalStateException uncompiled) {
            return List.of(Finding.error(name, "", "table-wrong").saying(uncompiled.getMessage()));
        }
    }

    private static void ruleSet(
            SourceTree tree,
            String folder,
            FactVocabulary facts,
            Origin origin,
            List<Finding> findings,
            List<ScenarioRun> scenarios) {
        boolean patterns = DrlPatterns.isIn(tree, folder);
        List<Finding> lint =
                patterns ? PatternLint.check(tree, folder, facts, origin) : RuleSetLint.check(tree, folder, facts);
        findings.addAll(lint);
        if (lint.stream().noneMatch(Finding::isError)) {
            if (patterns) {
                runPatterns(tree, folder, findings, scenarios);
            } else {
                run(tree, folder, findings, scenarios);
            }
        }
    }

    private static void run(SourceTree tree, String folder, List<Finding> findings, List<ScenarioRun> scenarios) {
        TabledRuleSet ruleSet;
        try {
            ruleSet = TabledRuleSet.load(tree, folder);
        } catch (IllegalStateException uncompiled) {
            String model = tree.below(folder, ".dmn").get(0);
            findings.add(Finding.error(model, "", "table-wrong").saying(uncompiled.getMessage()));
            return;
        }
        String model = folder + "/" + ruleSet.file().model();
        String independent = ruleSet.file().many() ? ruleSet.file().result().decision() : "";
        findings.addAll(TableAnalysis.check(model, ruleSet.tables().model(), independent));
        var all = new Scenarios(tree, folder, ruleSet);
        List<ScenarioRun> runs = all.run();
        scenarios.addAll(runs);
        runs.forEach(each -> findings.addAll(each.findings()));
        findings.addAll(all.unshown(runs));
    }

    private static void runPatterns(
            SourceTree tree, String folder, List<Finding> findings, List<ScenarioRun> scenarios) {
        try {
            DrlPatterns patterns = DrlPatterns.load(tree, folder);
            var all = new PatternScenarios(tree, folder, patterns);
            List<ScenarioRun> runs = all.run();
            scenarios.addAll(runs);
            runs.forEach(each -> findings.addAll(each.findings()));
            findings.addAll(all.unshown(runs));
        } catch (IllegalStateException uncompiled) {
            findings.add(Finding.error(folder, "", "table-wrong").saying(String.valueOf(uncompiled.getMessage())));
        }
    }

    private static void processes(SourceTree tree, Origin origin, List<Finding> findings) {
        for (String file : tree.below("bpmn", "")) {
            if (file.endsWith(".bpmn")) {
                findings.addAll(BpmnLint.check(tree, file));
            } else if (file.matches(".*/forms/[a-z0-9-]+\\.(form|html|schema\\.json)")) {
                findings.addAll(FormLint.check(file, tree.bytes(file), origin));
            } else if (file.matches("bpmn/[a-z0-9-]+/paths/[^/]+\\.yaml")) {
                yaml(file, tree.bytes(file), findings);
            } else if (file.matches("bpmn/[a-z0-9-]+/procedure\\.yaml")) {
                shaped(file, tree.bytes(file), "schema/procedure.schema.json", findings);
            } else if (file.matches("bpmn/[a-z0-9-]+/application\\.yaml")) {
                shaped(file, tree.bytes(file), "schema/application.schema.json", findings);
            } else if (file.matches("bpmn/[a-z0-9-]+/reply\\.yaml")) {
                shaped(file, tree.bytes(file), "schema/reply.schema.json", findings);
            } else if (!file.matches(".*(/CHANGES\\.md|/\\.gitkeep)")) {
                findings.add(Finding.error(file, "", "file-refused"));
            }
        }
    }

    private static void shaped(String file, byte[] content, String schema, List<Finding> findings) {
        try {
            findings.addAll(Shape.check(file, Yaml.tree(content), schema));
        } catch (IOException broken) {
            findings.add(Finding.error(file, Shape.place(broken), "yaml-broken"));
        }
    }

    private static void yaml(String file, byte[] content, List<Finding> findings) {
        try {
            Yaml.tree(content);
        } catch (IOException broken) {
            findings.add(Finding.error(file, Shape.place(broken), "yaml-broken"));
        }
    }

    /** The folders of rule sets or reports; fonts and the like are none. */
    private static List<String> folders(SourceTree tree, String root) {
        return tree.folders(root).stream()
                .filter(each ->
                        !root.equals("reports") || !tree.below(each, ".jrxml").isEmpty())
                .toList();
    }

    private static List<String> ids(List<String> folders) {
        return folders.stream()
                .map(each -> each.substring(each.lastIndexOf('/') + 1))
                .toList();
    }

    private static List<Finding> few(List<Finding> findings) {
        var kept = new ArrayList<Finding>();
        Set<String> files = new TreeSet<>();
        findings.forEach(each -> files.add(each.file()));
        for (String file : files) {
            List<Finding> those =
                    findings.stream().filter(each -> each.file().equals(file)).toList();
            kept.addAll(those.subList(0, Math.min(those.size(), MOST_A_FILE)));
            if (those.size() > MOST_A_FILE) {
                kept.add(Finding.error(file, "", "findings-more", String.valueOf(those.size() - MOST_A_FILE)));
            }
        }
        return List.copyOf(kept);
    }
}
