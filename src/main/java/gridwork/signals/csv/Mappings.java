package gridwork.signals.csv;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.platform.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The mappings of the house, by name, and those in files of others. */
@Component
class Mappings {
    private static final String ENDING = ".yaml";
    private final YAMLMapper yaml = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .addModule(new JavaTimeModule())
            .build();
    private final FactKinds kinds;
    private final JsonSchema schema;

    Mappings(FactKinds kinds) {
        this.kinds = kinds;
        try (InputStream in = new ClassPathResource("schema/mapping.schema.json").getInputStream()) {
            this.schema = Schemas.of(new com.fasterxml.jackson.databind.ObjectMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Mapping> all() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:mappings/*" + ENDING);
            return Stream.of(files)
                    .map(each -> named(nameOf(each)))
                    .sorted(Comparator.comparing(Mapping::id))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Mapping find(String nameOrFile) {
        if (nameOrFile.matches("[a-z0-9][a-z0-9-]*")) {
            if (!new ClassPathResource("mappings/" + nameOrFile + ENDING).exists()) {
                throw new Refused(
                        "import-mapping-unknown",
                        nameOrFile,
                        String.join(", ", all().stream().map(Mapping::id).toList()));
            }
            return named(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new Refused(
                    "import-mapping-unknown",
                    nameOrFile,
                    String.join(", ", all().stream().map(Mapping::id).toList()));
        }
        try {
            return read(nameOrFile, Files.readString(file));
        } catch (IOException unreadable) {
            throw new Refused("import-mapping", nameOrFile, "", "UTF-8");
        }
    }

    private Mapping named(String name) {
        try {
            return read(
                    name,
                    new ClassPathResource("mappings/" + name + ENDING).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Mapping read(String name, String text) {
        try {
            JsonNode tree = yaml.readTree(text);
            List<String> wrong = schema.validate(tree).stream()
                    .map(Mappings::said)
                    .sorted()
                    .limit(5)
                    .toList();
            if (!wrong.isEmpty()) {
                throw new Refused("import-mapping", name, String.join("; ", wrong), "schema/mapping.schema.json");
            }
            Mapping mapping = yaml.treeToValue(withDefaults((ObjectNode) tree), Mapping.class);
            check(name, mapping);
            return mapping;
        } catch (JsonMappingException wrong) {
            String place = wrong.getPath().stream()
                    .map(each -> each.getFieldName() == null ? String.valueOf(each.getIndex()) : each.getFieldName())
                    .collect(Collectors.joining("/"));
            throw new Refused("import-mapping", name, place, "schema/mapping.schema.json");
        } catch (JsonProcessingException notYaml) {
            var at = notYaml.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new Refused("import-mapping", name, place, "YAML");
        }
    }

    private static String said(ValidationMessage wrong) {
        String property = wrong.getProperty();
        return wrong.getInstanceLocation() + (property == null ? "" : "/" + property) + " (" + wrong.getType() + ")";
    }

    private static ObjectNode withDefaults(ObjectNode tree) {
        if (!tree.has("delimiter")) {
            tree.put("delimiter", ",");
        }
        if (!tree.has("encodings")) {
            tree.putArray("encodings").add("UTF-8").add("GBK");
        }
        JsonNode payload = tree.path("fact").path("payload");
        payload.properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                each.setValue(JsonNodeFactory.instance.objectNode().set("column", each.getValue()));
            }
        });
        return tree;
    }

    private void check(String name, Mapping mapping) {
        List<String> wrong = new ArrayList<>();
        for (String each : mapping.encodings()) {
            if (!Charset.isSupported(each)) {
                wrong.add("encodings: " + each);
            }
        }
        if (mapping.atOnce() && (mapping.history() || mapping.fact() == null)) {
            wrong.add("atOnce");
        }
        dates(wrong, "subject/openedOn", mapping.subject().openedOn());
        dates(wrong, "knownFrom", mapping.knownFrom());
        Mapping.FactPart fact = mapping.fact();
        if (fact != null) {
            dates(wrong, "fact/occurredAt", fact.occurredAt());
            FactKind kind = kinds.find(fact.kind()).orElse(null);
            if (kind == null) {
                wrong.add("fact/kind: " + fact.kind());
            } else {
                if (!kind.fits(mapping.subject().kind())) {
                    wrong.add("subject/kind: " + mapping.subject().kind());
                }
                if (!kind.categories().isEmpty() && fact.category().equals(Mapping.Category.NONE)) {
                    wrong.add("fact/category");
                }
                for (String each : categories(fact.category())) {
                    if (kind.category(each).isEmpty()) {
                        wrong.add("fact/category: " + each);
                    }
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused("import-mapping", name, String.join("; ", wrong), "fact-kinds");
        }
    }

    private static Set<String> categories(Mapping.Category category) {
        Set<String> named = new java.util.TreeSet<>(category.codes().values());
        named.addAll(category.prefixes().values());
        category.words().forEach(each -> named.add(each.kind()));
        if (category.is() != null) {
            named.add(category.is());
        }
        if (category.otherwise() != null) {
            named.add(category.otherwise());
        }
        if (!category.unclassified().isEmpty()) {
            named.add(FactKind.UNCLASSIFIED);
        }
        return named;
    }

    private static void dates(List<String> wrong, String part, Mapping.@org.jspecify.annotations.Nullable When when) {
        if (when == null) {
            return;
        }
        for (String each : when.formats()) {
            if (!Moments.isFormat(each)) {
                wrong.add(part + "/formats: " + each);
            }
        }
    }

    private static String nameOf(Resource file) {
        String name = Objects.requireNonNull(file.getFilename());
        return name.substring(0, name.length() - ENDING.length());
    }
}
