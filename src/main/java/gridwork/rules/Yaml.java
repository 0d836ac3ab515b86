package gridwork.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML as the house reads it: plain data only, no aliases beyond reason, an unknown key is an error. */
final class Yaml {
    private static final ObjectMapper MAPPER = mapper();

    static final JsonNode NOTHING = MissingNode.getInstance();

    private Yaml() {}

    private static ObjectMapper mapper() {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        // not from the file of limits, which is read with this
        limits.setCodePointLimit(4 << 20);
        limits.setAllowDuplicateKeys(false);
        return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(limits).build())
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .build();
    }

    static JsonNode tree(byte[] yaml) throws IOException {
        return MAPPER.readTree(yaml);
    }

    static <T> T as(Class<T> type, JsonNode tree) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException mismatch) {
            throw new IllegalArgumentException(mismatch.getOriginalMessage(), mismatch);
        }
    }

    static <T> T read(Class<T> type, String name, byte[] yaml) {
        try {
            return MAPPER.readValue(yaml, type);
        } catch (IOException mismatch) {
            throw new IllegalStateException(name + " cannot be read: " + mismatch.getMessage(), mismatch);
        }
    }
}
