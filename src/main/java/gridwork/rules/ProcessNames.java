package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules and processes say of each other: no rule sends to a process that is not there, and no process waits for an
 * answer that no rule gives. Where only one of the two sides is brought, nothing can be said.
 */
final class ProcessNames {
    /** What an output says of its values that are ids of processes. */
    static final String PROCESS = "process";

    private static final String RULE_SETS = "rules/";
    private static final String FILE = "/rule-set.yaml";
    private static final String MODEL = ".bpmn";
    private static final String PROCEDURE = "procedure.yaml";

    private ProcessNames() {}

    static List<Finding> check(SourceTree tree) {
        List<Finding> findings = new ArrayList<>();
        Set<String> processes = new TreeSet<>();
        for (String model : tree.below("bpmn", MODEL)) {
            processes.add(model.substring(model.lastIndexOf('/') + 1, model.length() - MODEL.length()));
        }
        if (!processes.isEmpty()) {
            for (String folder : tree.folders("rules")) {
                sends(tree, folder + FILE, processes, findings);
            }
        }
        for (String file : tree.below("bpmn", PROCEDURE)) {
            waits(tree, file, findings);
        }
        return findings;
    }

    private static void sends(SourceTree tree, String file, Set<String> processes, List<Finding> findings) {
        for (JsonNode output : read(tree, file).path("outputs")) {
            if (output.path("names").asText().equals(PROCESS)) {
                output.path("values").fieldNames().forEachRemaining(id -> {
                    if (!processes.contains(id)) {
                        findings.add(Finding.error(
                                file,
                                "outputs/" + output.path("id").asText(),
                                "process-not-there",
                                id,
                                output.path("values").path(id).asText(),
                                String.join(", ", processes)));
                    }
                });
            }
        }
    }

    private static void waits(SourceTree tree, String file, List<Finding> findings) {
        for (JsonNode opens : read(tree, file).path("opens")) {
            String ruleSet = opens.path("ruleSet").asText();
            if (!tree.has(RULE_SETS + ruleSet + FILE)) {
                continue;
            }
            JsonNode outputs = read(tree, RULE_SETS + ruleSet + FILE).path("outputs");
            opens.path("when").properties().forEach(when -> {
                Set<String> known = values(outputs, when.getKey());
                for (JsonNode wanted : when.getValue()) {
                    if (!known.contains(wanted.asText())) {
                        findings.add(Finding.error(
                                file,
                                "opens/when/" + when.getKey(),
                                "answer-not-there",
                                wanted.asText(),
                                ruleSet,
                                String.join(", ", known)));
                    }
                }
            });
        }
    }

    private static Set<String> values(JsonNode outputs, String name) {
        Set<String> values = new TreeSet<>();
        for (JsonNode each : outputs) {
            if (each.path("id").asText().equals(name)) {
                each.path("values").fieldNames().forEachRemaining(values::add);
            }
        }
        return values;
    }

    /** What is broken is said elsewhere. */
    private static JsonNode read(SourceTree tree, String file) {
        try {
            return tree.has(file) ? Yaml.tree(tree.bytes(file)) : Yaml.NOTHING;
        } catch (IOException broken) {
            return Yaml.NOTHING;
        }
    }
}
