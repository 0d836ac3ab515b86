package gridwork.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import gridwork.platform.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Whether a file has the shape that its JSON Schema gives it. */
final class Shape {
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Shape() {}

    static List<Finding> check(String file, JsonNode content, String schema) {
        return SCHEMAS.computeIfAbsent(schema, Shape::read).validate(content).stream()
                .map(wrong -> found(file, wrong))
                .toList();
    }

    /** A YAML file by its schema; what is wrong with it is added to the findings, and the answer is null. */
    static <T> @Nullable T read(Class<T> type, SourceTree tree, String name, String schema, List<Finding> findings) {
        byte[] bytes = tree.bytes(name);
        if (bytes.length == 0) {
            findings.add(Finding.error(name, "", "file-size"));
            return null;
        }
        try {
            JsonNode content = Yaml.tree(bytes);
            List<Finding> wrong = check(name, content, schema);
            findings.addAll(wrong);
            return wrong.isEmpty() ? Yaml.as(type, content) : null;
        } catch (IOException broken) {
            findings.add(Finding.error(name, place(broken), "yaml-broken"));
        } catch (IllegalArgumentException mismatch) {
            findings.add(Finding.error(name, "", "shape", "value", List.of()).saying(mismatch.getMessage()));
        }
        return null;
    }

    private static Finding found(String file, ValidationMessage wrong) {
        String at = wrong.getInstanceLocation().toString();
        String wanted = wanted(wrong.getSchemaNode());
        String property = String.valueOf(wrong.getProperty());
        Finding found = switch (wrong.getType()) {
            case "required", "additionalProperties", "unevaluatedProperties", "dependentRequired" ->
                Finding.error(file, at, "shape", wrong.getType(), List.of(property));
            case "type", "enum", "const", "pattern", "format" ->
                Finding.error(file, at, "shape", wrong.getType(), List.of(wanted));
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
                Finding.error(file, at, "shape", "least", List.of(wanted));
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                Finding.error(file, at, "shape", "most", List.of(wanted));
            default -> Finding.error(file, at, "shape", "other", List.of(wrong.getType()));
        };
        return found.saying(wrong.getMessage());
    }

    private static String wanted(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : node.asText();
    }

    private static JsonSchema read(String name) {
        try (InputStream file = Shape.class.getClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return Schemas.of(new ObjectMapper().readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where reading stopped. */
    static String place(IOException broken) {
        return broken instanceof JsonProcessingException where && where.getLocation() != null
                ? "line " + where.getLocation().getLineNr()
                : "";
    }
}
