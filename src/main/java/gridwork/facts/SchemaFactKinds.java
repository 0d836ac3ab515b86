package gridwork.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import gridwork.platform.Label;
import gridwork.platform.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Category and amount are checked here and the rest by the schema without them: their lists of alternatives are slow to try one by one. */
@Component
class SchemaFactKinds implements FactKinds {
    private static final String ENDING = ".schema.json";
    private static final int SHOWN = 200;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Known> kinds = new LinkedHashMap<>();

    private record Known(FactKind kind, Map<String, FactKind.Category> categories, Amount amount, JsonSchema payload) {}

    private record Amount(
            boolean allowed,
            boolean required,
            boolean whole,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {}

    SchemaFactKinds() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:fact-kinds/*" + ENDING);
            for (Resource file : java.util.Arrays.stream(files)
                    .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.getFilename())))
                    .toList()) {
                Known known = read(file);
                kinds.put(known.kind.id(), known);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<FactKind> all() {
        return kinds.values().stream().map(Known::kind).toList();
    }

    @Override
    public Optional<FactKind> find(String kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Known::kind);
    }

    @Override
    public Optional<Recorded.Refused> problem(NewFact fact) {
        Known known = kinds.get(fact.kind());
        if (known == null) {
            return refused("fact-kind-unknown", "kind", fact.kind());
        }
        if (!known.kind.fits(fact.subject().kind())) {
            return refused("fact-subject-kind", "subject", fact.subject().toString());
        }
        if (fact.category() == null ? !known.categories.isEmpty() : !known.categories.containsKey(fact.category())) {
            return refused("fact-category-unknown", "category", String.valueOf(fact.category()));
        }
        return amount(known.amount, fact.amount())
                .or(() -> confidence(fact.confidence()))
                .or(() -> payload(known.payload, fact.payload()));
    }

    private static Optional<Recorded.Refused> amount(Amount rule, @Nullable BigDecimal amount) {
        if (amount == null) {
            return rule.required ? refused("fact-part-missing", "amount", "") : Optional.empty();
        }
        boolean wrong = !rule.allowed
                || rule.whole && amount.stripTrailingZeros().scale() > 0
                || rule.least != null && amount.compareTo(rule.least) < 0
                || rule.most != null && amount.compareTo(rule.most) > 0
                || amount.precision() - amount.scale() > 15;
        return wrong ? refused("fact-amount", "amount", amount.toString()) : Optional.empty();
    }

    private static Optional<Recorded.Refused> confidence(@Nullable BigDecimal confidence) {
        boolean wrong = confidence != null && (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0);
        return wrong ? refused("fact-confidence", "confidence", String.valueOf(confidence)) : Optional.empty();
    }

    private Optional<Recorded.Refused> payload(JsonSchema schema, Map<String, Object> payload) {
        JsonNode tree = json.valueToTree(payload);
        Set<ValidationMessage> wrong = schema.validate(tree);
        return wrong.stream().findFirst().map(first -> said(first, tree));
    }

    private static Recorded.Refused said(ValidationMessage wrong, JsonNode payload) {
        String place = wrong.getInstanceLocation().toString().replaceFirst("^/", "");
        String property = wrong.getProperty();
        String field = property == null ? place : place.isEmpty() ? property : place + "/" + property;
        JsonNode held = payload.at(field.isEmpty() ? "" : "/" + field);
        String value = held.isMissingNode() ? "" : held.isTextual() ? held.textValue() : held.toString();
        String code = switch (wrong.getType()) {
            case "maxLength", "maxItems" -> "fact-part-too-long";
            case "required" -> "fact-part-missing";
            case "additionalProperties" -> "fact-part-unknown";
            default -> "fact-part";
        };
        return new Recorded.Refused(code, field, value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value);
    }

    private static Optional<Recorded.Refused> refused(String code, String field, String value) {
        return Optional.of(new Recorded.Refused(code, field, value));
    }

    private Known read(Resource file) throws IOException {
        String text = file.getContentAsString(StandardCharsets.UTF_8);
        ObjectNode schema = (ObjectNode) json.readTree(text);
        String name = Objects.requireNonNull(file.getFilename());
        String id = name.substring(0, name.length() - ENDING.length());
        if (!schema.path("$id").asText().equals("gridwork.fact." + id + ".v1")) {
            throw new IllegalStateException(name + ": $id is not gridwork.fact." + id + ".v1");
        }
        JsonNode properties = schema.path("properties");
        List<FactKind.Category> categories = new ArrayList<>();
        for (JsonNode each : properties.path("category").path("oneOf")) {
            categories.add(new FactKind.Category(each.path("const").asText(), label(each)));
        }
        Set<String> required = new java.util.LinkedHashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        JsonNode number = properties.path("amount");
        var amount = new Amount(
                !number.isMissingNode(),
                required.contains("amount"),
                number.path("type").asText().equals("integer"),
                number.has("minimum") ? number.path("minimum").decimalValue() : null,
                number.has("maximum") ? number.path("maximum").decimalValue() : null);
        var kind = new FactKind(
                id,
                label(schema),
                schema.path("x-subject").asText("*"),
                schema.path("x-internal").asBoolean(false),
                List.copyOf(categories),
                named(properties),
                number.isMissingNode() ? null : label(number),
                personal(properties),
                state(schema, name),
                text);
        return new Known(
                kind,
                categories.stream().collect(Collectors.toMap(FactKind.Category::id, each -> each)),
                amount,
                withoutCategoryAndAmount(schema.deepCopy()));
    }

    private static FactKind.@Nullable State state(JsonNode schema, String file) {
        JsonNode state = schema.path("x-state");
        if (state.isMissingNode()) {
            return null;
        }
        List<FactKind.Field> of = new ArrayList<>();
        for (JsonNode each : state.path("of")) {
            JsonNode property = schema.path("properties").path(each.asText());
            if (property.isMissingNode()) {
                throw new IllegalStateException(file + ": x-state names " + each.asText() + ", which there is not");
            }
            of.add(new FactKind.Field(each.asText(), label(property.has("title") ? property : schema)));
        }
        return new FactKind.State(
                FactKind.State.Per.valueOf(state.path("per").asText().toUpperCase(Locale.ROOT)), List.copyOf(of));
    }

    private static Set<String> named(JsonNode properties) {
        Set<String> names = new java.util.TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> personal(JsonNode properties) {
        Set<String> personal = new java.util.LinkedHashSet<>();
        properties.fields().forEachRemaining(each -> {
            if (each.getValue().path("x-personal").asBoolean(false)) {
                personal.add(each.getKey());
            }
        });
        return Set.copyOf(personal);
    }

    private static JsonSchema withoutCategoryAndAmount(ObjectNode schema) {
        schema.remove("$id");
        ((ObjectNode) schema.path("properties")).remove(List.of("category", "amount"));
        ArrayNode required = schema.arrayNode();
        for (JsonNode each : schema.path("required")) {
            if (!each.asText().equals("category") && !each.asText().equals("amount")) {
                required.add(each);
            }
        }
        schema.set("required", required);
        return Schemas.strict(schema);
    }

    private static Label label(JsonNode node) {
        return new Label(node.path("title").asText(), node.path("title:en").asText());
    }
}
