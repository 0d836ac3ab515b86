package gridwork.cases.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gridwork.cases.Case;
import gridwork.platform.Sha256;

/** What a department reads before it decides; its hash comes back with the decision, so that nobody decides on what changed. */
record Reading(JsonNode content, String sha256) {
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static Reading of(Case application) {
        JsonNode content = application.details().path(Approval.APPLICATION);
        try {
            return new Reading(
                    content, Sha256.of(CANONICAL.writeValueAsString(CANONICAL.treeToValue(content, Object.class))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
