package gridwork.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An immutable set of rule sets, compiled once and swapped whole. */
public interface Release {
    int number();

    LocalDate effectiveFrom();

    String author();

    String approver();

    List<RuleSet> ruleSets();

    /** What several facts mean together. */
    List<Patterns> patterns();

    default Optional<Patterns> findPatterns(String id) {
        return patterns().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    default Optional<RuleSet> find(String id) {
        return ruleSets().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    default RuleSet ruleSet(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("release " + number() + " has no rule set " + id));
    }
}
