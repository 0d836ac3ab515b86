package gridwork.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What several facts mean together.
 *
 * @param pattern an id of the palette
 * @param key what makes it this one and no other, from the evidence alone: the same whatever the order of arrival
 * @param rules the rules that held, then the rows of the parameters
 * @param about the fact that says where and about whom
 * @param at the moment of its earliest evidence
 * @param evidence in the order of time
 * @param values what the rules say of it
 */
public record PatternFound(
        String pattern,
        String key,
        List<RowHit> rules,
        Observed about,
        Instant at,
        List<Observed> evidence,
        Map<String, Object> values) {
    public List<String> ruleIds() {
        return rules.stream().map(RowHit::id).toList();
    }
}
