package gridwork.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether one of the answers holds, and why.
 *
 * @param rows ids of the rows that hold
 * @param values outputs of the first of them by their lasting names
 * @param cause what brought it about, in words that stay the same when a fact is corrected without another meaning;
 *     empty = nothing tells one occasion from another
 * @param facts the facts that the cause consists of
 * @param changes what changed, where it is about a change
 * @param criteria cell by cell, of every row that gives this answer
 */
public record ItemStand(
        String item,
        Met met,
        List<String> rows,
        Map<String, Object> values,
        String cause,
        List<Long> facts,
        List<Change> changes,
        List<Criterion> criteria) {
    /** Between the parts of a cause. */
    static final String AND = "; ";

    /** Whether a cause has a part that an earlier one had not: fewer of the same are no news. */
    public static boolean isNews(String cause, String earlier) {
        return cause.isEmpty() || !Arrays.asList(earlier.split(AND)).containsAll(Arrays.asList(cause.split(AND)));
    }

    /** What would have to be known to say whether it holds; empty where somebody can. */
    public List<String> missing() {
        if (met != Met.UNKNOWN) {
            return List.of();
        }
        var hopeless = new HashSet<String>();
        criteria.stream().filter(each -> each.met() == Met.NOT_MET).forEach(each -> hopeless.add(each.row()));
        return criteria.stream()
                .filter(each -> each.met() == Met.UNKNOWN && !hopeless.contains(each.row()))
                .flatMap(each -> each.missing().isEmpty() ? Stream.of(each.column()) : each.missing().stream())
                .distinct()
                .toList();
    }

    public boolean holds() {
        return met == Met.MET;
    }
}
