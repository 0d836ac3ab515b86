package gridwork.rules;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param result an id of the palette, or {@link RuleSet#UNKNOWN}
 * @param values every output of the result decision by name
 * @param measures every measure by id, with its value
 * @param rows the rows that matched, in the order of evaluation
 * @param facts ids of the facts that were counted
 * @param nextChange the next day on which time alone changes a measure; null = never
 * @param missing the scalars that were not there
 * @param worth what the counted facts bring to the scores, before any cap
 * @param items where several answers may hold at once: every one that was asked
 * @param given what was given by id, words by theirs; without what was missing
 * @param freshness how old the facts are; null where the rule set does not ask. Withheld, the result is unknown
 */
public record Evaluation(
        String result,
        Map<String, Object> values,
        Map<String, Object> measures,
        List<RowHit> rows,
        List<Long> facts,
        @Nullable LocalDate nextChange,
        List<String> missing,
        List<Worth> worth,
        List<ItemStand> items,
        Map<String, Object> given,

        @Nullable Freshness freshness) {
    public Evaluation(
            String result,
            Map<String, Object> values,
            Map<String, Object> measures,
            List<RowHit> rows,
            List<Long> facts,
            @Nullable LocalDate nextChange,
            List<String> missing) {
        this(result, values, measures, rows, facts, nextChange, missing, List.of(), List.of(), Map.of(), null);
    }

    /** Of the facts those that moved the result, without those that only show that somebody looked. */
    public Set<Long> weighed() {
        Set<Long> weighed = new LinkedHashSet<>(facts);
        if (freshness != null) {
            freshness.showing().forEach(weighed::remove);
        }
        return weighed;
    }

    /** The answers that hold. */
    public List<ItemStand> held() {
        return items.stream().filter(ItemStand::holds).toList();
    }

    /** The answers that nobody can give: a person looks. */
    public List<String> undecided() {
        return items.stream()
                .filter(each -> each.met() == Met.UNKNOWN)
                .map(ItemStand::item)
                .toList();
    }

    public List<String> rowIds() {
        return rows.stream().map(RowHit::id).toList();
    }
}
