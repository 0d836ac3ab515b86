package gridwork.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The ages in days at which a column of a table may turn: read from its cells, which hold nothing but numbers. */
final class AgeBands {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("-|(?:not|[\\d\\s.,<>=()\\[\\]])+");

    private AgeBands() {}

    static boolean readable(String cell) {
        return PLAIN.matcher(cell).matches();
    }

    /** Whole days from 1: those on which a fact may enter another band. */
    static NavigableSet<Integer> of(List<String> cells) {
        var ages = new TreeSet<Integer>();
        for (String cell : cells) {
            NUMBER.matcher(cell).results().forEach(found -> {
                int whole = new BigDecimal(found.group())
                        .setScale(0, RoundingMode.FLOOR)
                        .intValueExact();
                ages.add(whole);
                ages.add(whole + 1);
            });
        }
        ages.remove(0);
        return Collections.unmodifiableNavigableSet(ages);
    }
}
