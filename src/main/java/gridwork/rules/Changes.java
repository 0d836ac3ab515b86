package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What consecutive facts say differently of one property. The first says nothing new; a correction took the place of what
 * it corrects before anybody compares, and another spelling is no change.
 */
final class Changes {
    private Changes() {}

    /** @param after only changes after this day count; what was before is still compared with */
    static Measure.Reading read(
            String measure, String property, List<FactSeen> facts, LocalDate after, Spelling spelling) {
        var changes = new ArrayList<Change>();
        var counted = new TreeSet<>(Comparator.comparing(FactSeen::occurredOn).thenComparing(FactSeen::id));
        FactSeen before = null;
        Object was = null;
        for (FactSeen fact : facts.stream()
                .sorted(Comparator.comparing(FactSeen::occurredOn).thenComparing(FactSeen::id))
                .toList()) {
            Object is = said(fact, property);
            if (is == null) {
                continue;
            }
            if (before != null
                    && was != null
                    && fact.occurredOn().isAfter(after)
                    && !spelling.of(was).equals(spelling.of(is))) {
                changes.add(new Change(
                        measure,
                        property,
                        Spelling.shown(was),
                        Spelling.shown(is),
                        fact.occurredOn(),
                        fact.id(),
                        spelling.of(was) + " → " + spelling.of(is)));
                counted.add(before);
                counted.add(fact);
            }
            before = fact;
            was = is;
        }
        return new Measure.Reading(
                BigDecimal.valueOf(changes.size()),
                List.copyOf(counted),
                List.of(),
                List.of(),
                Map.of(),
                null,
                List.copyOf(changes));
    }

    /** What a fact says of a property: its category, or a value of its payload that is not blank. */
    static @Nullable Object said(FactSeen fact, String property) {
        Object value =
                property.equals("category") ? fact.category() : fact.payload().get(property);
        return value == null
                        || value instanceof String text && text.isBlank()
                        || value instanceof java.util.Collection<?> many && many.isEmpty()
                ? null
                : value;
    }
}
