package gridwork.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;

/** JSON Schemas (2020-12) with the words that the house adds to them: they tell readers something and validate nothing. */
public final class Schemas {
    private static final JsonMetaSchema WORDS = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new AnnotationKeyword("title:en"))
            .keyword(new AnnotationKeyword("x-subject"))
            .keyword(new AnnotationKeyword("x-internal"))
            .keyword(new AnnotationKeyword("x-amount"))
            .keyword(new AnnotationKeyword("x-personal"))
            .keyword(new AnnotationKeyword("x-state"))
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
            .metaSchema(WORDS)
            .build();

    private Schemas() {}

    public static JsonSchema of(JsonNode schema) {
        return FACTORY.getSchema(schema);
    }

    /** One that also refuses what is not in the {@code format} it names, such as a date. */
    public static JsonSchema strict(JsonNode schema) {
        return FACTORY.getSchema(
                schema,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
