package gridwork.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What several facts mean together.
 *
 * @param pattern an id of the palette
 * @param key what makes it this one and no other, from the evidence alone: the same whatever the order of arrival
 * @param rules the rules that held
 * @param parameters the rows that they were read with
 * @param about the fact that says where and about whom
 * @param at the moment of its earliest evidence, but for what lasts
 * @param evidence in the order of time
 * @param values what the rules say of it
 */
public record PatternFound(
        String pattern,
        String key,
        List<RowHit> rules,
        List<RowHit> parameters,
        Observed about,
        Instant at,
        List<Observed> evidence,
        Map<String, Object> values) {
    public List<String> ruleIds() {
        return rules.stream().map(RowHit::id).toList();
    }

    /** The parameters first, as they are read first. */
    public List<RowHit> rows() {
        return Stream.concat(parameters.stream(), rules.stream()).toList();
    }
}
