package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The matters with which a new street begins, without a database. */
public final class ShippedMatters {
    private ShippedMatters() {}

    public static Matter matter(String id) {
        return Yaml.read("/street/matters.yaml", new TypeReference<List<JsonNode>>() {}).stream()
                .map(CatalogueText::matter)
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
