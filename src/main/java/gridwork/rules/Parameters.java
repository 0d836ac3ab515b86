package gridwork.rules;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a rule set on a day, and the rows that said so. */
record Parameters(Map<String, BigDecimal> numbers, List<String> rows) {
    static final Parameters NONE = new Parameters(Map.of(), List.of());

    BigDecimal number(String name) {
        BigDecimal number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("there is no parameter " + name);
        }
        return number;
    }

    int days(String name) {
        return number(name).intValueExact();
    }

    /** A number as written, or the parameter of that name. */
    BigDecimal numberOrNamed(String text) {
        BigDecimal named = numbers.get(text);
        return named == null ? new BigDecimal(text) : named;
    }

    /** A cell with numbers where it names parameters; a longer name is not taken for the shorter one within it. */
    String inPlaceOfNames(String cell) {
        String text = cell;
        for (String name : numbers.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            text = text.replace(name, number(name).toPlainString());
        }
        return text;
    }

    Parameters with(Map<String, BigDecimal> others) {
        if (others.isEmpty()) {
            return this;
        }
        var unknown = new HashSet<>(others.keySet());
        unknown.removeAll(numbers.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no parameter " + unknown);
        }
        var changed = new LinkedHashMap<>(numbers);
        changed.putAll(others);
        return new Parameters(changed, rows);
    }
}
