package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts after people had their say: what somebody confirmed is certain, what somebody rejected is not there. A verdict
 * counts from its own day on, the finding from the day it was made.
 *
 * @param verdicts by the id of a finding the id of the verdict that confirmed it
 */
record Settled(List<FactSeen> facts, Map<Long, Long> verdicts) {
    static Settled of(RuleSetFile.@Nullable Verdicts rule, List<FactSeen> facts, LocalDate asOf) {
        if (rule == null || facts.stream().noneMatch(each -> each.kind().equals(rule.kind()))) {
            return new Settled(facts, Map.of());
        }
        Map<String, FactSeen> last = new HashMap<>();
        for (FactSeen each : facts) {
            if (each.kind().equals(rule.kind()) && !each.occurredOn().isAfter(asOf)) {
                last.merge(String.valueOf(each.payload().get(rule.about())), each, Settled::later);
            }
        }
        List<FactSeen> settled = new ArrayList<>(facts.size());
        Map<Long, Long> verdicts = new HashMap<>();
        for (FactSeen each : facts) {
            FactSeen verdict = last.get(String.valueOf(each.id()));
            if (verdict == null) {
                settled.add(each);
            } else if (rule.confirms().contains(String.valueOf(verdict.category()))) {
                settled.add(certain(each));
                verdicts.put(each.id(), verdict.id());
            }
        }
        return new Settled(settled, verdicts);
    }

    private static FactSeen later(FactSeen one, FactSeen other) {
        int order = one.occurredOn().compareTo(other.occurredOn());
        return order > 0 || order == 0 && one.id() > other.id() ? one : other;
    }

    private static FactSeen certain(FactSeen fact) {
        return new FactSeen(
                fact.id(),
                fact.kind(),
                fact.category(),
                fact.occurredOn(),
                fact.amount(),
                BigDecimal.ONE,
                fact.source(),
                fact.payload());
    }
}
