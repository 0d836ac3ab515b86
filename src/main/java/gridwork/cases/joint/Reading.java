package gridwork.cases.joint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.platform.Sha256;

/**
 * What a department reads before it signs: its own record and what all share. Its hash is shown with it and comes back with
 * the signature, so that nobody signs what changed after they opened it.
 */
record Reading(ObjectNode content, String sha256) {
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static Reading of(Case part, Case inspection) {
        ObjectNode content = CANONICAL.createObjectNode();
        content.put("case", String.valueOf(inspection.id().value()));
        content.put("part", String.valueOf(part.id().value()));
        content.put("matter", inspection.matter());
        content.set(DepartmentCheck.DEPARTMENT, part.details().path(DepartmentCheck.DEPARTMENT));
        content.set(JointInspection.SHARED, inspection.details().path(JointInspection.SHARED));
        content.set(DepartmentCheck.RECORD, part.details().path(DepartmentCheck.RECORD));
        content.set(DepartmentCheck.RECORDED_AT, part.details().path(DepartmentCheck.RECORDED_AT));
        return new Reading(content, hash(content));
    }

    private static String hash(ObjectNode content) {
        try {
            return Sha256.of(CANONICAL.writeValueAsString(CANONICAL.treeToValue(content, Object.class)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
