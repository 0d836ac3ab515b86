package gridwork.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a file has the shape that its JSON Schema gives it. */
final class Shape {
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Shape() {}

    static List<Finding> check(String file, JsonNode content, String schema) {
        return SCHEMAS.computeIfAbsent(schema, Shape::read).validate(content).stream()
                .map(wrong -> Finding.error(file, wrong.getInstanceLocation().toString(), "shape", wrong.getMessage()))
                .toList();
    }

    private static JsonSchema read(String name) {
        try (InputStream file = Shape.class.getClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
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
