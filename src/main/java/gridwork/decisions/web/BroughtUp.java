package gridwork.decisions.web;

import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.SubjectId;
import gridwork.platform.Label;
import gridwork.rules.Grade;
import gridwork.rules.RuleSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a new result made other rule sets answer: {@code templates/decisions/history.html :: brought(subject, decision)}. */
@Component("broughtUp")
class BroughtUp {
    private final Decisions decisions;

    BroughtUp(Decisions decisions) {
        this.decisions = decisions;
    }

    public record Answer(DecisionId id, Label ruleSet, Grade grade) {}

    public List<Answer> by(SubjectId subject, DecisionId decision) {
        return decisions.askedBy(subject, decision).stream().map(this::answer).toList();
    }

    private Answer answer(LoggedDecision logged) {
        RuleSet rules = decisions.ruleSet(logged);
        return new Answer(logged.id(), rules.title(), rules.grade(logged.result()));
    }
}
