package gridwork.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a row that tests something.
 *
 * @param column what the table calls the condition
 * @param wanted the cell in words, as the officer wrote it
 * @param seen the scalars that it looks at, by name; null = missing
 */
public record Criterion(String row, String column, String wanted, Met met, Map<String, @Nullable Object> seen) {
    public List<String> missing() {
        return seen.entrySet().stream()
                .filter(each -> each.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
