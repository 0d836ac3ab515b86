package gridwork.rules;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What counts as the same words: full-width and half-width signs, spaces, capitals, and the spellings that a rule set
 * calls equal, e.g. 杭州市 and 杭州. Lists are the same in any order.
 */
final class Spelling {
    static final Spelling PLAIN = new Spelling(Map.of());

    private final Map<String, String> equal = new LinkedHashMap<>();

    /** @param equal what shall be read as what; the longest first */
    Spelling(Map<String, String> equal) {
        equal.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, String> each) -> -each.getKey().length()))
                .forEach(each -> this.equal.put(folded(each.getKey()), folded(each.getValue())));
    }

    String of(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(this::of).sorted().distinct().collect(Collectors.joining("、"));
        }
        String text = folded(String.valueOf(value));
        for (Map.Entry<String, String> each : equal.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    /** As somebody wrote it. */
    static String shown(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining("、"))
                : String.valueOf(value).strip();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
