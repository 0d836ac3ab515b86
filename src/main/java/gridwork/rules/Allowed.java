package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What files of officers may contain: {@code lint/allowed.yaml}, the one place of every allow-list. */
final class Allowed {
    private static final JsonNode FILE = file();
    static final Language DMN = language("dmn");
    static final Language BPMN = language("bpmn");

    private Allowed() {}

    private static JsonNode file() {
        try (InputStream file = Allowed.class.getClassLoader().getResourceAsStream("lint/allowed.yaml")) {
            if (file == null) {
                throw new IllegalStateException("lint/allowed.yaml is missing");
            }
            return Yaml.tree(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A list of words, e.g. {@code dmn/hit-policies}. */
    static Set<String> words(String path) {
        JsonNode node = FILE.at("/" + path);
        if (!node.isArray()) {
            throw new IllegalArgumentException("lint/allowed.yaml has no " + path);
        }
        var words = new LinkedHashSet<String>();
        node.forEach(each -> words.add(each.asText()));
        return words;
    }

    /** One of {@code limits}. */
    static int limit(String name) {
        JsonNode node = FILE.at("/limits/" + name);
        if (!node.isInt()) {
            throw new IllegalArgumentException("lint/allowed.yaml has no limit " + name);
        }
        return node.intValue();
    }

    /** By version of DMN that is read as another: by namespace, the one that it is read as. */
    static Map<String, Map<String, String>> dialects() {
        var dialects = new LinkedHashMap<String, Map<String, String>>();
        for (JsonNode each : FILE.at("/dmn/dialects")) {
            var namespaces = new LinkedHashMap<String, String>();
            each.path("reads")
                    .fields()
                    .forEachRemaining(space ->
                            namespaces.put(space.getKey(), space.getValue().asText()));
            dialects.put(each.path("version").asText(), namespaces);
        }
        return dialects;
    }

    static Map<String, String> pairs(String path) {
        var pairs = new LinkedHashMap<String, String>();
        FILE.at("/" + path)
                .fields()
                .forEachRemaining(
                        each -> pairs.put(each.getKey(), each.getValue().asText()));
        return pairs;
    }

    private static Language language(String name) {
        var prefixes = new HashMap<String, String>();
        FILE.at("/" + name + "/namespaces")
                .fields()
                .forEachRemaining(
                        each -> each.getValue().forEach(space -> prefixes.put(space.asText(), each.getKey())));
        var elements = new HashMap<String, Set<String>>();
        FILE.at("/" + name + "/elements").fields().forEachRemaining(each -> {
            var attributes = new LinkedHashSet<String>();
            each.getValue().forEach(attribute -> attributes.add(attribute.asText()));
            elements.put(each.getKey(), attributes);
        });
        return new Language(prefixes, elements);
    }

    /** The elements and attributes of an XML language. */
    record Language(Map<String, String> prefixes, Map<String, Set<String>> elements) {
        /** Where these turn up, somebody brings code along. */
        private static final Set<String> CODE = Set.of(
                "scriptTask",
                "script",
                "connector",
                "field",
                "class",
                "expression",
                "functionDefinition",
                "businessKnowledgeModel",
                "encapsulatedLogic",
                "import",
                "connectorId",
                "validation",
                "type",
                "topic",
                "decisionRef",
                "resource",
                "scriptFormat",
                "language");

        String name(Markup element) {
            return qualified(element.namespace(), element.name());
        }

        private String qualified(String namespace, String name) {
            String prefix = prefixes.get(namespace);
            return prefix == null ? "{" + namespace + "}" + name : prefix + ":" + name;
        }

        private String attribute(String name) {
            if (!name.startsWith("{")) {
                return name;
            }
            int end = name.indexOf('}');
            return qualified(name.substring(1, end), name.substring(end + 1));
        }

        /** The value of an attribute of one of its namespaces, e.g. {@code camunda:assignee}; empty = absent. */
        String get(Markup element, String name) {
            return element.attributes().entrySet().stream()
                    .filter(each -> attribute(each.getKey()).equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        /** Adds a finding for everything below that is not on the list; what stands inside such an element is not read. */
        void check(String file, Markup element, List<Finding> findings) {
            String name = name(element);
            Set<String> attributes = elements.get(name);
            if (attributes == null) {
                String code = CODE.contains(element.name()) ? "code-refused" : "element-refused";
                findings.add(Finding.error(file, element.shown(), code, name, String.valueOf(element.line())));
                return;
            }
            for (String key : element.attributes().keySet()) {
                String attribute = attribute(key);
                if (!attributes.contains(attribute)
                        && !elements.getOrDefault("*", Set.of()).contains(attribute)) {
                    String bare = attribute.substring(attribute.indexOf(':') + 1);
                    String code = CODE.contains(bare) ? "code-refused" : "attribute-refused";
                    findings.add(Finding.error(
                            file, element.shown(), code, name + " " + attribute, String.valueOf(element.line())));
                }
            }
            element.children().forEach(each -> check(file, each, findings));
        }
    }
}
