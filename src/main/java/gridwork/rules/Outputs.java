package gridwork.rules;

import gridwork.rules.RuleSetFile.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the cells of a result mean: their words by lasting ids, a cell of several words as a list of them. */
final class Outputs {
    private Outputs() {}

    /** Null = nothing, or a word that is not listed. */
    static @Nullable Object meant(Output output, @Nullable Object cell) {
        if (cell == null || output.values() == null) {
            return cell;
        }
        if (output.parts() == null || !(cell instanceof String text)) {
            return id(output.values(), cell);
        }
        List<String> ids = new ArrayList<>();
        for (String part : parts(output, text)) {
            String id = id(output.values(), part);
            if (id == null) {
                return null;
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    /** The words of a cell. */
    static List<String> parts(Output output, String cell) {
        return output.parts() == null
                ? List.of(cell)
                : Pattern.compile(Pattern.quote(Objects.requireNonNull(output.parts())))
                        .splitAsStream(cell)
                        .map(String::strip)
                        .toList();
    }

    private static @Nullable String id(Map<String, String> words, Object word) {
        return words.entrySet().stream()
                .filter(each -> each.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
