package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What a form may hold: a JSON Schema beside it, whatever the form in the browser has checked. */
@Component
class FormSchemas {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(JsonNode written, JsonSchema schema) {}

    void check(String process, String form, JsonNode content) {
        Known rules = known.computeIfAbsent(process + "/forms/" + form, this::load);
        rules.schema.validate(content).stream()
                .min(Comparator.comparing(each -> each.getInstanceLocation().toString()))
                .ifPresent(wrong -> {
                    throw refusal(rules.written, wrong);
                });
    }

    private Known load(String name) {
        try (InputStream file = new ClassPathResource("bpmn/" + name + ".schema.json").getInputStream()) {
            JsonNode written = json.readTree(file);
            return new Known(written, Schemas.of(written));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Refused refusal(JsonNode schema, ValidationMessage wrong) {
        String part = title(schema, wrong);
        return switch (wrong.getType()) {
            case "required", "minLength", "minItems", "const", "pattern" -> new Refused("form-part-missing", part);
            case "maxLength", "maxItems", "maxProperties" -> new Refused("form-part-too-long", part);
            default -> new Refused("form-part-wrong", part);
        };
    }

    /** The titles on the way to the offending part, with the numbers of rows counted from 1. */
    private static String title(JsonNode schema, ValidationMessage wrong) {
        JsonNode at = schema;
        StringBuilder said = new StringBuilder();
        JsonNodePath path = wrong.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object name = path.getElement(i);
            if (name instanceof Integer row) {
                said.append(' ').append(row + 1);
                at = resolved(schema, at.path("items"));
            } else {
                at = part(schema, at, String.valueOf(name));
                append(said, at);
            }
        }
        if (wrong.getProperty() != null && !wrong.getProperty().isEmpty()) {
            append(said, part(schema, at, wrong.getProperty()));
        }
        return said.isEmpty() ? label(schema) : said.toString();
    }

    private static JsonNode part(JsonNode schema, JsonNode at, String name) {
        JsonNode own = at.path("properties").path(name);
        return resolved(schema, own.isMissingNode() ? at.path("additionalProperties") : own);
    }

    private static void append(StringBuilder said, JsonNode at) {
        String label = label(at);
        if (!label.isEmpty() && !said.toString().endsWith(label)) {
            said.append(said.isEmpty() ? "" : " · ").append(label);
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode at) {
        return at.has("$ref") ? schema.at(at.path("$ref").asText().substring(1)) : at;
    }

    private static String label(JsonNode at) {
        return new Label(at.path("title").asText(), at.path("title:en").asText()).in(LocaleContextHolder.getLocale());
    }
}
