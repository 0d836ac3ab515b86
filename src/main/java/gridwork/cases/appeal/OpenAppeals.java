package gridwork.cases.appeal;

import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.Disputes;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is looked at because of replies that mark it, see {@code meanwhile} in {@code reply.yaml}. */
@Component("disputes")
class OpenAppeals implements Disputes {
    private final StoredReplies stored;
    private final ReplyForms forms;
    private final Decisions decisions;

    OpenAppeals(StoredReplies stored, ReplyForms forms, Decisions decisions) {
        this.stored = stored;
        this.forms = forms;
        this.decisions = decisions;
    }

    @Override
    public Set<SubjectId> among(Collection<SubjectId> some) {
        return stored.underWayOf(some).stream()
                .filter(each -> forms.must(each.matter()).meanwhile().marked())
                .map(Reply::subject)
                .collect(Collectors.toSet());
    }

    @Override
    public Disputed of(SubjectId subject) {
        Set<FactId> facts = new HashSet<>();
        Set<DecisionId> results = new HashSet<>();
        for (Reply each : stored.underWay(subject)) {
            if (!forms.must(each.matter()).meanwhile().marked()) {
                continue;
            }
            if (each.about().kind() == Target.Kind.FACT) {
                facts.add(new FactId(each.about().id()));
            } else {
                results.add(new DecisionId(each.about().id()));
            }
        }
        Set<String> ruleSets = decisions.find(results).values().stream()
                .map(LoggedDecision::ruleSet)
                .collect(Collectors.toSet());
        return new Disputed(ruleSets, facts);
    }
}
