package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A process model, before an engine reads it. */
final class BpmnLint {
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^{}]*+}");
    private static final Pattern READS = Pattern.compile("[$#]\\{\\s*(?:!\\s*)?(" + NAME + ")");
    private static final Pattern PROCESS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*" + NAME + "\\s*}");
    private static final Pattern VARIABLES =
            Pattern.compile("\\$\\{\\s*" + NAME + "\\s*}(\\s*,\\s*\\$\\{\\s*" + NAME + "\\s*})*+");
    private static final Pattern CONDITION = Pattern.compile(
            "\\$\\{\\s*(!\\s*)?" + NAME + "\\s*((==|!=)\\s*('[^'{}\\\\]*'|\"[^\"{}\\\\]*\"|true|false)\\s*)?}");
    private static final Pattern FORM =
            Pattern.compile("(embedded|camunda-forms):deployment:(forms/[a-z0-9-]+\\.(html|form))");
    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "userTask",
            "serviceTask",
            "businessRuleTask",
            "receiveTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "inclusiveGateway",
            "parallelGateway",
            "eventBasedGateway");
    private static final Set<String> GATEWAYS =
            Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway");
    private static final Set<String> CHOICES = Set.of("exclusiveGateway", "inclusiveGateway");
    private static final Set<String> CONDITIONS = Set.of("conditionExpression", "completionCondition");

    private final String file;
    private final Markup root;
    private final SourceTree tree;
    private final List<Finding> findings = new ArrayList<>();

    private BpmnLint(String file, Markup root, SourceTree tree) {
        this.file = file;
        this.root = root;
        this.tree = tree;
    }

    static List<Finding> check(SourceTree tree, String file) {
        try {
            var lint = new BpmnLint(file, Markup.read(tree.bytes(file)), tree);
            lint.run();
            return lint.findings;
        } catch (Markup.Unreadable unreadable) {
            return List.of(unreadable.finding(file));
        }
    }

    static boolean isProcessId(String id) {
        return PROCESS.matcher(id).matches() && id.length() <= 60;
    }

    private void wrong(Markup at, String code, Object... details) {
        findings.add(Finding.error(file, at.shown(), code, details));
    }

    private void run() {
        if (!Allowed.BPMN.name(root).equals("bpmn:definitions")) {
            wrong(root, "bpmn-language", root.namespace());
            return;
        }
        Allowed.BPMN.check(file, root, findings);
        root.everything().forEach(this::expressions);
        root.everything().forEach(this::beans);
        List<Markup> processes = root.all("process");
        if (processes.size() != 1) {
            wrong(root, "bpmn-one-process", String.valueOf(processes.size()));
        }
        processes.forEach(this::process);
        variables();
        calls();
        diagram();
    }

    /** What an expression reads is said by somebody: a name that nobody knows is never true, and nobody would notice. */
    private void variables() {
        Set<String> known = new TreeSet<>(values());
        Set<String> declared = new HashSet<>(known);
        declared.addAll(Allowed.words("bpmn/variables"));
        declared.addAll(Allowed.words("bpmn/engine-variables"));
        root.everything().forEach(each -> {
            declared.add(camunda(each, "elementVariable"));
            declared.add(camunda(each, "errorCodeVariable"));
            declared.add(camunda(each, "initiator"));
            if (each.name().endsWith("putParameter")) {
                declared.add(each.get("name", ""));
            } else if (each.name().equals("in") || each.name().equals("out")) {
                declared.add(each.get("target", ""));
            }
        });
        root.everything().forEach(each -> {
            each.attributes().forEach((name, text) -> {
                if (!name.endsWith("delegateExpression")) {
                    variables(each, text, declared, known);
                }
            });
            variables(each, each.words(), declared, known);
        });
    }

    private void variables(Markup element, String text, Set<String> declared, Set<String> known) {
        READS.matcher(text).results().map(found -> found.group(1)).distinct().forEach(name -> {
            if (!declared.contains(name)) {
                wrong(element, "variable-undeclared", name, known.isEmpty() ? "–" : String.join(", ", known));
            }
        });
    }

    /** What the folder lists under {@code values}, and the folders of the processes that call this one. */
    private Set<String> values() {
        String own = id();
        Set<String> values = new TreeSet<>(values(own));
        for (String model : tree.below("bpmn", ".bpmn")) {
            String other = model.replaceAll("^.*/|\\.bpmn$", "");
            JsonNode procedure = procedure(other);
            if (procedure.path("squads").path("process").asText().equals(own)
                    || new String(tree.bytes(model), StandardCharsets.UTF_8)
                            .contains("calledElement=\"" + own + "\"")) {
                procedure.path("values").fieldNames().forEachRemaining(values::add);
            }
        }
        return values;
    }

    private Set<String> values(String process) {
        Set<String> values = new TreeSet<>();
        procedure(process).path("values").fieldNames().forEachRemaining(values::add);
        return values;
    }

    /** What is broken is said elsewhere. */
    private JsonNode procedure(String process) {
        String name = "bpmn/" + process + "/procedure.yaml";
        try {
            return tree.has(name) ? Yaml.tree(tree.bytes(name)) : Yaml.NOTHING;
        } catch (IOException broken) {
            return Yaml.NOTHING;
        }
    }

    /** As the file is called. */
    private String id() {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.bpmn$", "");
    }

    /** Where only one process is brought, nothing can be said of others. */
    private void calls() {
        Set<String> processes = new TreeSet<>();
        tree.below("bpmn", ".bpmn").forEach(each -> processes.add(each.replaceAll("^.*/|\\.bpmn$", "")));
        if (processes.size() > 1) {
            root.everything("callActivity")
                    .filter(each -> !processes.contains(each.get("calledElement", "")))
                    .forEach(each ->
                            wrong(each, "call-unknown", each.get("calledElement", ""), String.join(", ", processes)));
        }
    }

    private String camunda(Markup element, String name) {
        return Allowed.BPMN.get(element, "camunda:" + name);
    }

    private void expressions(Markup element) {
        boolean condition = CONDITIONS.contains(element.name());
        element.attributes().values().forEach(each -> expressions(element, each, false));
        if (element.children().isEmpty() || !element.words().isEmpty()) {
            expressions(element, element.words(), condition);
        }
    }

    private void expressions(Markup element, String text, boolean condition) {
        EXPRESSION.matcher(text).results().map(found -> found.group()).forEach(each -> {
            boolean well = VARIABLE.matcher(each).matches()
                    || condition && CONDITION.matcher(each).matches()
                    || Allowed.words("bpmn/expressions").contains(each);
            if (!well) {
                wrong(element, "expression-refused", each);
            }
        });
        String rest = EXPRESSION.matcher(text).replaceAll("");
        if (rest.contains("${") || rest.contains("#{")) {
            wrong(element, "expression-refused", text);
        }
    }

    private void beans(Markup element) {
        String named = camunda(element, "delegateExpression") + element.get("delegateExpression", "");
        if (!named.isEmpty()) {
            Set<String> beans = Allowed.words("bpmn/beans");
            String bean = named.startsWith("${") && named.endsWith("}") ? named.substring(2, named.length() - 1) : "";
            if (!beans.contains(bean)) {
                wrong(element, "bean-refused", named, String.join(" ", beans));
            }
        }
        if ((element.name().equals("executionListener") || element.name().equals("taskListener")) && named.isEmpty()) {
            wrong(element, "listener-refused");
        }
    }

    private void process(Markup process) {
        if (!process.get("isExecutable", "").equals("true")) {
            wrong(process, "bpmn-not-executable");
        }
        if (camunda(process, "historyTimeToLive").isBlank()) {
            wrong(process, "bpmn-history");
        }
        if (!isProcessId(process.get("id", ""))) {
            wrong(process, "process-id", process.get("id", ""));
        } else if (!process.get("id", "").equals(id())) {
            wrong(process, "id-folder", process.get("id", ""));
        }
        process.everything().forEach(this::id);
        Set<String> ids = new HashSet<>();
        root.everything()
                .filter(each -> each.get("id") != null && !ids.add(each.get("id", "")))
                .forEach(each -> wrong(each, "bpmn-id-twice", each.get("id", "")));
        scope(process);
        process.everything("subProcess").forEach(this::scope);
        process.everything("userTask").forEach(this::userTask);
        process.everything().filter(each -> each.name().equals("startEvent")).forEach(this::form);
        process.everything()
                .filter(each -> each.name().equals("serviceTask") || each.name().equals("businessRuleTask"))
                .filter(each -> camunda(each, "delegateExpression").isBlank())
                .forEach(each -> wrong(each, "task-without-work"));
        process.everything()
                .filter(each -> each.name().equals("timeDate") || each.name().equals("timeDuration"))
                .filter(each -> !VARIABLE.matcher(each.words()).matches())
                .forEach(each -> wrong(each, "literal-time", each.words()));
    }

    private void id(Markup element) {
        Map<String, String> prefixes = Allowed.pairs("bpmn/ids");
        String prefix =
                element.first("timerEventDefinition") != null && !element.name().equals("startEvent")
                        ? prefixes.get("timer")
                        : prefixes.get(element.name());
        if (prefix == null || element.name().equals("timer")) {
            return;
        }
        String id = element.get("id", "");
        if (!id.matches(Pattern.quote(prefix) + "[a-z0-9]++(_[a-z0-9]++)*+")) {
            wrong(element, "bpmn-id", id, prefix);
        }
    }

    private void userTask(Markup task) {
        String assignee = camunda(task, "assignee");
        String groups = camunda(task, "candidateGroups");
        if (assignee.isBlank() && groups.isBlank()) {
            wrong(task, "task-without-people");
        }
        if (!assignee.isBlank() && !VARIABLE.matcher(assignee).matches()) {
            wrong(task, "literal-people", assignee);
        }
        if (!groups.isBlank() && !VARIABLES.matcher(groups).matches()) {
            wrong(task, "literal-people", groups);
        }
        for (String date : List.of(camunda(task, "dueDate"), camunda(task, "followUpDate"))) {
            if (!date.isBlank() && !VARIABLE.matcher(date).matches()) {
                wrong(task, "literal-time", date);
            }
        }
        if (camunda(task, "formKey").isBlank()) {
            findings.add(Finding.warning(file, task.shown(), "task-without-form"));
        }
        if (task.everything("taskListener")
                .noneMatch(each -> each.get("event", "").equals("complete"))) {
            findings.add(Finding.warning(file, task.shown(), "task-content-lost"));
        }
        form(task);
    }

    private void form(Markup task) {
        String form = camunda(task, "formKey");
        if (form.isBlank()) {
            return;
        }
        var found = FORM.matcher(form);
        if (!found.matches()) {
            wrong(task, "form-key", form);
        } else if (!tree.has(file.substring(0, file.lastIndexOf('/') + 1) + found.group(2))) {
            wrong(task, "form-missing", found.group(2));
        }
    }

    /** The nodes and flows of a process or a subprocess. */
    private void scope(Markup scope) {
        Map<String, Markup> nodes = new HashMap<>();
        scope.children().stream()
                .filter(each -> NODES.contains(each.name()))
                .forEach(each -> nodes.put(each.get("id", ""), each));
        Map<String, List<Markup>> outgoing = new HashMap<>();
        Set<String> reached = new HashSet<>();
        for (Markup flow : scope.all("sequenceFlow")) {
            String from = flow.get("sourceRef", "");
            String to = flow.get("targetRef", "");
            if (!nodes.containsKey(from) || !nodes.containsKey(to)) {
                wrong(flow, "bpmn-dangling");
            }
            outgoing.computeIfAbsent(from, none -> new ArrayList<>()).add(flow);
            reached.add(to);
        }
        boolean events = scope.get("triggeredByEvent", "").equals("true");
        if (nodes.values().stream().noneMatch(each -> each.name().equals("startEvent"))) {
            wrong(scope, "bpmn-no-start");
        }
        for (Markup node : nodes.values()) {
            String id = node.get("id", "");
            List<Markup> leaving = outgoing.getOrDefault(id, List.of());
            boolean starts = Set.of("startEvent", "boundaryEvent").contains(node.name())
                    || node.get("triggeredByEvent", "").equals("true");
            if (!starts && !reached.contains(id)) {
                wrong(node, "bpmn-unreached");
            }
            if (leaving.isEmpty()
                    && !node.name().equals("endEvent")
                    && !events
                    && !node.get("triggeredByEvent", "").equals("true")) {
                wrong(node, "bpmn-dead-end");
            }
            if (GATEWAYS.contains(node.name())) {
                leaving.stream()
                        .filter(each -> each.get("name", "").isBlank())
                        .forEach(each -> wrong(each, "flow-unnamed", id));
            }
            choice(node, leaving, nodes);
        }
    }

    private void choice(Markup node, List<Markup> leaving, Map<String, Markup> nodes) {
        String otherwise = node.get("default", "");
        boolean chooses = CHOICES.contains(node.name()) && leaving.size() > 1;
        if (chooses && leaving.stream().noneMatch(each -> each.get("id", "").equals(otherwise))) {
            wrong(node, "gate-without-default");
        }
        if (!otherwise.isEmpty()) {
            leaving.stream()
                    .filter(each -> each.get("id", "").equals(otherwise))
                    .filter(each -> approves(each, nodes.get(each.get("targetRef", ""))))
                    .forEach(each -> wrong(each, "default-approves", node.place()));
        }
        for (Markup flow : leaving) {
            boolean conditional = flow.first("conditionExpression") != null;
            boolean isDefault = flow.get("id", "").equals(otherwise);
            if (conditional && (isDefault || !CHOICES.contains(node.name()))) {
                wrong(flow, "condition-misplaced");
            }
            if (chooses && !conditional && !isDefault) {
                wrong(flow, "condition-missing");
            }
            Markup condition = flow.first("conditionExpression");
            if (condition != null
                    && EXPRESSION.matcher(condition.words()).results().count() != 1) {
                wrong(flow, "expression-refused", condition.words());
            }
        }
    }

    private boolean approves(Markup flow, @Nullable Markup target) {
        String name = flow.get("name", "").toLowerCase(Locale.ROOT);
        boolean said = Allowed.words("bpmn/approvals/words").stream().anyMatch(name::contains)
                && Allowed.words("bpmn/approvals/unless").stream().noneMatch(name::contains);
        String bean = target == null ? "" : camunda(target, "delegateExpression");
        return said || Allowed.words("bpmn/approvals/beans").stream().anyMatch(each -> bean.equals("${" + each + "}"));
    }

    private void diagram() {
        Set<String> drawn = root.everything()
                .map(each -> each.get("bpmnElement"))
                .filter(each -> each != null)
                .collect(Collectors.toSet());
        if (drawn.isEmpty()) {
            findings.add(Finding.error(file, "", "no-diagram"));
            return;
        }
        root.all("process").stream()
                .flatMap(Markup::everything)
                .filter(each -> NODES.contains(each.name()) || each.name().equals("sequenceFlow"))
                .filter(each -> !drawn.contains(each.get("id", "")))
                .forEach(each -> wrong(each, "not-drawn"));
    }
}
