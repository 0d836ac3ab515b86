package gridwork.street.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gridwork.street.AreaId;
import gridwork.street.Matter;
import gridwork.street.Remit;
import java.util.LinkedHashSet;
import java.util.Set;

/** How entries of the catalogue are written in files and kept: JSON or YAML, what is left out being empty. */
final class CatalogueText {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .registerModule(words())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    private static final JsonNode LEFT_OUT = tree("""
            {"remit": "", "helping": [], "basis": [], "process": null, "ruleSets": [], "opensPerDay": 1, "secret": false,
             "validFrom": null, "validUntil": null, "limits": [], "checklist": {"items": []}}
            """);
    private static final JsonNode LEFT_OUT_OF_ITEM = tree("""
            {"basis": {"zh": "", "en": ""}, "category": null, "photoPair": false}
            """);

    private CatalogueText() {}

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(AreaId.class, new ToStringSerializer());
        module.addDeserializer(AreaId.class, new FromStringDeserializer<>(AreaId.class) {
            @Override
            protected AreaId _deserialize(String value, com.fasterxml.jackson.databind.DeserializationContext context) {
                return new AreaId(value);
            }
        });
        // in the order in which they are written
        module.addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        return module;
    }

    static Matter matter(JsonNode written) {
        ObjectNode whole = LEFT_OUT.deepCopy();
        whole.setAll((ObjectNode) written.deepCopy());
        ((ObjectNode) whole.path("checklist")).putIfAbsent("version", IntNode.valueOf(0));
        for (JsonNode item : whole.path("checklist").path("items")) {
            LEFT_OUT_OF_ITEM
                    .properties()
                    .forEach(each -> ((ObjectNode) item).putIfAbsent(each.getKey(), each.getValue()));
        }
        return read(whole, new TypeReference<>() {});
    }

    static Remit remit(JsonNode written) {
        return read(written, new TypeReference<>() {});
    }

    static String text(Object entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON", broken);
        }
    }

    private static <T> T read(JsonNode tree, TypeReference<T> type) {
        return JSON.convertValue(tree, type);
    }
}
