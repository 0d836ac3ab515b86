package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** No rule sends to a process that is not there. Where only one of the two sides is brought, nothing can be said. */
final class ProcessNames {
    /** What an output says of its values that are ids of processes. */
    static final String PROCESS = "process";

    private static final String FILE = "/rule-set.yaml";
    private static final String MODEL = ".bpmn";

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

    /** What is broken is said elsewhere. */
    private static JsonNode read(SourceTree tree, String file) {
        try {
            return tree.has(file) ? Yaml.tree(tree.bytes(file)) : Yaml.NOTHING;
        } catch (IOException broken) {
            return Yaml.NOTHING;
        }
    }
}
