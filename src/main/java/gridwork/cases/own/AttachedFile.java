package gridwork.cases.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gridwork.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** A file that goes with what is sent with an own code, as that keeps it: {@code [{id, name}]}. */
public record AttachedFile(String id, String name) {
    public static List<AttachedFile> in(JsonNode all) {
        List<AttachedFile> files = new ArrayList<>();
        all.forEach(each -> files.add(
                new AttachedFile(each.path("id").asText(), each.path("name").asText())));
        return files;
    }

    public static void add(ArrayNode all, Evidence kept) {
        all.addObject().put("id", String.valueOf(kept.id().value())).put("name", kept.name());
    }

    public static void remove(ArrayNode all, String id) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).path("id").asText().equals(id)) {
                all.remove(i);
            }
        }
    }
}
