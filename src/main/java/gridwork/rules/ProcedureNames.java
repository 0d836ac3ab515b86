package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether what a {@code procedure.yaml} names is there: a misspelt name is no error to whoever reads it, it only means that
 * nothing ever opens, or that nobody stands on a level. Where no rules are brought, nothing is said of them.
 */
final class ProcedureNames {
    private static final Pattern FILE = Pattern.compile("bpmn/([a-z0-9-]+)/procedure\\.yaml");
    private static final Pattern STEP = Pattern.compile("<bpmn:userTask id=\"([^\"]+)\"");
    private static final Pattern STAY = Pattern.compile("<bpmn:(?:userTask|callActivity|receiveTask) id=\"([^\"]+)\"");
    private static final String RULE_SETS = "rules/";
    private static final String RULE_SET = "/rule-set.yaml";
    /** What a field can be chosen from that is no rule set. */
    private static final String DEPARTMENTS = "departments";

    private static final String MILESTONE = "case-milestone";
    /** The output with which a rule set says which department is in charge. */
    private static final String DEPARTMENT = "department";

    private final SourceTree tree;
    private final FactVocabulary facts;
    private final ProcedureVocabulary street;
    private final String file;
    private final String process;
    private final Set<String> ruleSets;
    private final Map<String, JsonNode> read = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private ProcedureNames(
            SourceTree tree, FactVocabulary facts, ProcedureVocabulary street, String file, String process) {
        this.tree = tree;
        this.facts = facts;
        this.street = street;
        this.file = file;
        this.process = process;
        this.ruleSets = tree.folders("rules").stream()
                .filter(each -> tree.has(each + RULE_SET))
                .map(each -> each.substring(RULE_SETS.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Finding> check(SourceTree tree, FactVocabulary facts, ProcedureVocabulary street) {
        List<Finding> all = new ArrayList<>();
        for (String file : tree.below("bpmn", "/procedure.yaml")) {
            Matcher name = FILE.matcher(file);
            if (name.matches()) {
                var names = new ProcedureNames(tree, facts, street, file, name.group(1));
                names.check(names.yaml(file));
                all.addAll(names.findings);
            }
        }
        return all;
    }

    private void check(JsonNode procedure) {
        matter("matter", procedure.path("matter"));
        begins(procedure.path("begins"));
        int number = 0;
        for (JsonNode each : procedure.path("opens")) {
            opens("opens/" + number++ + "/", each);
        }
        number = 0;
        for (JsonNode each : procedure.path("merges")) {
            merges("merges/" + number++ + "/", each);
        }
        steps(procedure);
        for (String each : List.of("roles", "otherwise")) {
            roles("office/" + each, procedure.path("office").path(each));
        }
        squads(procedure.path("squads"));
        procedure.path("shows").forEach(each -> ruleSet("shows", each));
        forms(procedure);
        moves(procedure);
    }

    private void begins(JsonNode begins) {
        if (!street.clocks().isEmpty()) {
            named("begins/clock", begins.path("clock"), "clock", clocks());
        }
        named("begins/step", begins.path("step"), "step", steps());
    }

    private void opens(String at, JsonNode opens) {
        matter(at + "matter", opens.path("matter"));
        kinds(at + "kinds", opens.path("kinds"));
        JsonNode ruleSet = opens.path("ruleSet");
        if (ruleSet(at + "ruleSet", ruleSet)) {
            Set<String> outputs = outputs(ruleSet);
            named(at + "departments", opens.path("departments"), "output", outputs);
            Set<String> items = ids(ruleSet(ruleSet).path("items"));
            opens.path("items").forEach(each -> named(at + "items", each, "item", items));
            opens.path("keeps").forEach(each -> named(at + "keeps", each, "output", outputs));
            opens.path("neverWaits").forEach(each -> named(at + "neverWaits", each, "result", results(ruleSet)));
            opens.path("when").properties().forEach(when -> when(at + "when/" + when.getKey(), ruleSet, when));
        }
        JsonNode same = opens.path("same");
        if (ruleSet(at + "same/ruleSet", same.path("ruleSet"))) {
            named(at + "same/result", same.path("result"), "result", results(same.path("ruleSet")));
        }
    }

    private void when(String at, JsonNode ruleSet, Map.Entry<String, JsonNode> when) {
        Set<String> outputs = outputs(ruleSet);
        if (!outputs.contains(when.getKey())) {
            missing(at, when.getKey(), "output", outputs);
            return;
        }
        Set<String> known = values(ruleSet, when.getKey());
        for (JsonNode wanted : when.getValue()) {
            if (!known.contains(wanted.asText())) {
                findings.add(Finding.error(
                        file, at, "answer-not-there", wanted.asText(), ruleSet.asText(), String.join(", ", known)));
            }
        }
    }

    private void merges(String at, JsonNode merges) {
        matter(at + "matter", merges.path("matter"));
        JsonNode interval = merges.path("interval");
        if (ruleSet(at + "interval/ruleSet", interval.path("ruleSet"))) {
            named(at + "interval/output", interval.path("output"), "output", outputs(interval.path("ruleSet")));
        }
        kind(at + "check", merges.path("check"));
        ruleSet(at + "merging", merges.path("merging"));
    }

    private void steps(JsonNode procedure) {
        JsonNode steps = procedure.path("steps");
        for (String each : List.of("next", "clocks", "departments")) {
            ruleSet("steps/" + each, steps.path(each));
        }
        JsonNode levels = steps.path("levels");
        Set<String> names = new TreeSet<>();
        levels.fieldNames().forEachRemaining(names::add);
        named("steps/otherwise/level", steps.path("otherwise").path("level"), "level", names);
        grade(procedure, steps.path("otherwise").path("grade"));
        levels.properties()
                .forEach(level -> roles(
                        "steps/levels/" + level.getKey() + "/roles",
                        level.getValue().path("roles")));
    }

    private void roles(String at, JsonNode roles) {
        if (!street.roles().isEmpty()) {
            roles.forEach(role -> named(at, role, "role", street.roles()));
        }
    }

    /** How urgent a case is taken for, where nobody can say: as one of the rule sets that open it says it. */
    private void grade(JsonNode procedure, JsonNode grade) {
        Set<String> known = new TreeSet<>();
        for (JsonNode opens : procedure.path("opens")) {
            if (!ruleSets.contains(opens.path("ruleSet").asText())) {
                return;
            }
            known.addAll(results(opens.path("ruleSet")));
        }
        if (!known.isEmpty()) {
            named("steps/otherwise/grade", grade, "result", known);
        }
    }

    private void moves(JsonNode procedure) {
        Set<String> stays = steps(STAY);
        procedure
                .path("steps")
                .path("levels")
                .properties()
                .forEach(level -> named(
                        "steps/levels/" + level.getKey() + "/step",
                        level.getValue().path("step"),
                        "step",
                        steps()));
        int number = 0;
        for (JsonNode move : procedure.path("moves")) {
            String at = "moves/" + number++ + "/";
            move.path("at").forEach(each -> named(at + "at", each, "step", stays));
            move.path("to").forEach(each -> named(at + "to", each, "step", steps()));
            if (!street.matters().isEmpty()) {
                move.path("into").forEach(each -> named(at + "into", each, "any-matter", carried()));
            }
            if (!street.clocks().isEmpty()) {
                move.path("stops").forEach(each -> named(at + "stops", each, "clock", clocks()));
                move.path("goesOn").forEach(each -> named(at + "goesOn", each, "clock", clocks()));
            }
            if (!street.roles().isEmpty()) {
                move.path("by").path("roles").forEach(each -> named(at + "by/roles", each, "role", street.roles()));
                move.path("toRoles").forEach(each -> named(at + "toRoles", each, "role", street.roles()));
            }
        }
    }

    /** The matters that some process carries: any of them can take in what belongs to it. */
    private Set<String> carried() {
        return street.matters().entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void squads(JsonNode squads) {
        if (squads.isMissingNode()) {
            return;
        }
        named("squads/process", squads.path("process"), "process", processes());
        for (String each : List.of("departments", "clocks")) {
            ruleSet("squads/" + each, squads.path(each));
        }
        JsonNode clocks = squads.path("clocks");
        if (ruleSets.contains(clocks.asText())) {
            Set<String> known = ids(ruleSet(clocks).path("items"));
            for (String each : List.of("first", "more", "whole")) {
                squads.path(each).forEach(clock -> named("squads/" + each, clock, "clock", known));
            }
        }
        JsonNode departments = squads.path("departments");
        if (ruleSets.contains(departments.asText())) {
            Set<String> known = values(departments, DEPARTMENT);
            if (!known.isEmpty()) {
                named("squads/police", squads.path("police"), "department", known);
            }
        }
    }

    /** Those of the catalogue, and what the rules of some process call a clock. */
    private Set<String> clocks() {
        Set<String> all = new TreeSet<>(street.clocks());
        for (String each : tree.below("bpmn", "/procedure.yaml")) {
            JsonNode rules = yaml(each).path("squads").path("clocks");
            if (ruleSets.contains(rules.asText())) {
                all.addAll(ids(ruleSet(rules).path("items")));
            }
        }
        return all;
    }

    private Set<String> processes() {
        return tree.below("bpmn", ".bpmn").stream()
                .map(each -> each.substring(each.lastIndexOf('/') + 1).replaceFirst("\\.bpmn$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void forms(JsonNode procedure) {
        Set<String> values = new TreeSet<>();
        procedure.path("values").fieldNames().forEachRemaining(values::add);
        Set<String> forms = tree.below("bpmn/" + process + "/forms", ".html").stream()
                .map(each -> each.substring(each.lastIndexOf('/') + 1).replaceFirst("\\.html$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        procedure.path("forms").properties().forEach(form -> {
            if (!forms.contains(form.getKey())) {
                missing("forms/" + form.getKey(), form.getKey(), "form", forms);
            }
            String at = "forms/" + form.getKey() + "/";
            form.getValue().path("sets").forEach(each -> named(at + "sets", each, "value", values));
            form.getValue().path("flags").fieldNames().forEachRemaining(each -> {
                if (!values.contains(each)) {
                    missing(at + "flags", each, "value", values);
                }
            });
            form.getValue().path("choices").forEach(from -> {
                if (!from.asText().equals(DEPARTMENTS)) {
                    ruleSet(at + "choices", from);
                }
            });
            kind(at + "records/kind", form.getValue().path("records").path("kind"));
            for (String each : List.of("clears", "alone")) {
                form.getValue().path(each).forEach(name -> named(at + each, name, "value", values));
            }
            if (!street.clocks().isEmpty()) {
                form.getValue().path("done").forEach(each -> named(at + "done", each, "clock", clocks()));
            }
            milestone(at + "milestone", form.getValue().path("milestone"));
            form.getValue()
                    .path("milestones")
                    .properties()
                    .forEach(field ->
                            field.getValue().forEach(each -> milestone(at + "milestones/" + field.getKey(), each)));
        });
    }

    private void milestone(String at, JsonNode milestone) {
        Set<String> known = facts.categories(MILESTONE).keySet();
        if (!known.isEmpty()) {
            named(at, milestone, "milestone", new TreeSet<>(known));
        }
    }

    private void matter(String at, JsonNode matter) {
        if (street.matters().isEmpty() || matter.isMissingNode()) {
            return;
        }
        if (!process.equals(street.matters().get(matter.asText()))) {
            Set<String> known = street.matters().entrySet().stream()
                    .filter(each -> each.getValue().equals(process))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            findings.add(Finding.error(
                    file, at, "name-not-there", "matter", List.of(matter.asText(), process, list(known))));
        }
    }

    private void kinds(String at, JsonNode kinds) {
        kinds.forEach(each -> kind(at, each));
    }

    private void kind(String at, JsonNode kind) {
        if (!facts.kinds().isEmpty()) {
            named(at, kind, "fact-kind", new TreeSet<>(facts.kinds().keySet()));
        }
    }

    /** @return whether it is there, so that more can be said */
    private boolean ruleSet(String at, JsonNode ruleSet) {
        if (ruleSet.isMissingNode() || ruleSets.isEmpty()) {
            return false;
        }
        named(at, ruleSet, "rule-set", ruleSets);
        return ruleSets.contains(ruleSet.asText());
    }

    private void named(String at, JsonNode name, String kind, Set<String> known) {
        if (!name.isMissingNode() && !known.contains(name.asText())) {
            missing(at, name.asText(), kind, known);
        }
    }

    private void missing(String at, String name, String kind, Set<String> known) {
        findings.add(Finding.error(file, at, "name-not-there", kind, List.of(name, list(known))));
    }

    private static String list(Collection<String> known) {
        return known.isEmpty() ? "–" : String.join(", ", known);
    }

    /** The steps of its diagram that people do. */
    private Set<String> steps() {
        return steps(STEP);
    }

    private Set<String> steps(Pattern which) {
        Set<String> steps = new TreeSet<>();
        for (String model : tree.below("bpmn/" + process, ".bpmn")) {
            Matcher step = which.matcher(new String(tree.bytes(model), StandardCharsets.UTF_8));
            while (step.find()) {
                steps.add(step.group(1));
            }
        }
        return steps;
    }

    private Set<String> outputs(JsonNode ruleSet) {
        return ids(ruleSet(ruleSet).path("outputs"));
    }

    private Set<String> results(JsonNode ruleSet) {
        Set<String> results = ids(ruleSet(ruleSet).path("palette"));
        results.add(RuleSet.UNKNOWN);
        return results;
    }

    private Set<String> values(JsonNode ruleSet, String output) {
        Set<String> values = new TreeSet<>();
        for (JsonNode each : ruleSet(ruleSet).path("outputs")) {
            if (each.path("id").asText().equals(output)) {
                each.path("values").fieldNames().forEachRemaining(values::add);
            }
        }
        return values;
    }

    private static Set<String> ids(JsonNode all) {
        Set<String> ids = new TreeSet<>();
        all.forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    private JsonNode ruleSet(JsonNode ruleSet) {
        return read.computeIfAbsent(RULE_SETS + ruleSet.asText() + RULE_SET, this::yaml);
    }

    /** What is broken is said elsewhere. */
    private JsonNode yaml(String name) {
        try {
            return Yaml.tree(tree.bytes(name));
        } catch (IOException broken) {
            return Yaml.NOTHING;
        }
    }
}
