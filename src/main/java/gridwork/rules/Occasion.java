package gridwork.rules;

import gridwork.platform.Label;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a scalar rests on, as far as it tells one occasion from another.
 *
 * @param causes each the same for a fact and its correction, unless that says something else; fewer of them are no news
 * @param notes what a reader should know of it, by the name of what it is about
 */
record Occasion(List<String> causes, List<Long> facts, List<Change> changes, Map<String, Object> notes) {
    private static final Occasion NONE = new Occasion(List.of(), List.of(), List.of(), Map.of());

    /**
     * Of changes what became of what; of a word the day since which it is said; else the newest counted fact, by its
     * kind, category and day.
     */
    static Occasion of(Measure.Reading reading) {
        List<Change> changes = reading.changes();
        if (!changes.isEmpty()) {
            Change last = changes.get(changes.size() - 1);
            return new Occasion(
                    List.of(last.property() + " " + last.compared()), List.of(last.fact()), changes, Map.of());
        }
        var order = Comparator.comparing(FactSeen::occurredOn).thenComparing(FactSeen::id);
        return reading.counted().stream()
                .max(reading.said() == null ? order : order.reversed())
                .map(each -> new Occasion(
                        List.of(each.kind() + (each.category() == null ? "" : "/" + each.category()) + " "
                                + each.occurredOn()),
                        List.of(each.id()),
                        List.of(),
                        Map.of()))
                .orElse(NONE);
    }

    /** The answers that another rule set found. */
    static Occasion of(RuleSet other, Evaluation found) {
        List<String> held = found.held().stream().map(ItemStand::item).toList();
        return held.isEmpty()
                ? NONE
                : new Occasion(
                        held,
                        List.of(),
                        List.of(),
                        Map.of(
                                other.id(),
                                held.stream()
                                        .map(each -> other.item(each)
                                                .map(Item::label)
                                                .map(Label::zh)
                                                .orElse(each))
                                        .collect(Collectors.joining("、"))));
    }
}
