package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.rules.RuleSet;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** The rule set whose result a kind of subject is shown with: the first that applies to it in the release in force. */
@Component
@ConditionalOnWebApplication
class Colours {
    private final Decisions decisions;

    Colours(Decisions decisions) {
        this.decisions = decisions;
    }

    Optional<RuleSet> ruleSetOf(String kind) {
        return decisions.ruleSetsFor(kind).stream().findFirst().map(decisions::ruleSet);
    }
}
