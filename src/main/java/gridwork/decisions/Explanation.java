package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.Subject;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import gridwork.rules.WhyNot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Everything a reason card shows (依据卡): the rows, the facts they saw, the release, and why not otherwise. */
public record Explanation(
        Subject subject,
        Release release,
        RuleSet ruleSet,
        LocalDate asOf,
        Instant knownAt,
        Evaluation evaluation,
        List<Fact> facts,
        List<WhyNot> whyNot) {}
