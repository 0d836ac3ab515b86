package gridwork.rules;

import gridwork.platform.Label;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of fact that a rule set may speak of, as its caller knows them.
 *
 * @param kinds by kind: its categories with their titles, empty where it has none
 * @param properties by kind: what its payload may hold
 */
public record FactVocabulary(Map<String, Map<String, Label>> kinds, Map<String, Set<String>> properties) {
    /** Of which nobody knows what the payload holds. */
    FactVocabulary(Map<String, Map<String, Label>> kinds) {
        this(kinds, Map.of());
    }

    boolean has(String kind) {
        return kinds.containsKey(kind);
    }

    Map<String, Label> categories(String kind) {
        return kinds.getOrDefault(kind, Map.of());
    }

    boolean lacks(String kind, String property) {
        return properties.containsKey(kind) && !properties.get(kind).contains(property);
    }
}
