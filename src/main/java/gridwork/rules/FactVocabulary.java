package gridwork.rules;

import gridwork.platform.Label;
import java.util.Map;

/**
 * The kinds of fact that a rule set may speak of, as its caller knows them.
 *
 * @param kinds by kind: its categories with their titles, empty where it has none
 */
public record FactVocabulary(Map<String, Map<String, Label>> kinds) {
    boolean has(String kind) {
        return kinds.containsKey(kind);
    }

    Map<String, Label> categories(String kind) {
        return kinds.getOrDefault(kind, Map.of());
    }
}
