package gridwork.street;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other files may name of the street, without anything started.
 *
 * @param matters with which a new catalogue begins: the process that carries each, empty where none does
 * @param clocks the kinds of time limit
 */
public record StreetNames(Map<String, String> matters, Set<String> clocks, Set<String> roles) {
    public static StreetNames shipped() {
        return new StreetNames(
                entries("/street/matters.yaml").stream()
                        .collect(Collectors.toMap(
                                StreetNames::id, each -> String.valueOf(each.getOrDefault("process", "")))),
                ids("/street/clocks.yaml"),
                ids("/street/roles.yaml"));
    }

    private static Set<String> ids(String path) {
        return entries(path).stream().map(StreetNames::id).collect(Collectors.toSet());
    }

    private static List<Map<String, Object>> entries(String path) {
        return Yaml.read(path, new TypeReference<>() {});
    }

    private static String id(Map<String, Object> entry) {
        return String.valueOf(entry.get("id"));
    }
}
