package gridwork.cases.joint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.decisions.DecisionMade;
import gridwork.facts.Facts;
import gridwork.platform.BeforeCommit;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import gridwork.street.Matters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The rules say that several departments go together: the inspection opens in the same transaction. */
@Component
class OpenOnAnswers {
    private final Openings openings = Openings.load();
    private final JointInspections inspections;
    private final CaseBook book;
    private final Matters matters;
    private final Facts facts;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;

    OpenOnAnswers(
            JointInspections inspections,
            CaseBook book,
            Matters matters,
            Facts facts,
            BeforeCommit beforeCommit,
            StreetClock clock) {
        this.inspections = inspections;
        this.book = book;
        this.matters = matters;
        this.facts = facts;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    @EventListener
    void on(DecisionMade made) {
        if (made.history() || !made.asOf().equals(clock.today())) {
            return;
        }
        openings.decided().stream()
                .filter(each -> each.ruleSet().equals(made.ruleSet())
                        && each.when().contains(made.evaluation().result())
                        && (each.kinds().isEmpty() || answers(made, each.kinds()))
                        && matters.find(each.matter()).isPresent())
                .forEach(each -> beforeCommit.run(() -> open(each, made)));
    }

    private boolean answers(DecisionMade made, Set<String> kinds) {
        return made.fact() != null
                && facts.find(List.of(made.fact())).stream().anyMatch(each -> kinds.contains(each.kind()));
    }

    private void open(Openings.Decided opening, DecisionMade made) {
        String decision = String.valueOf(made.id().value());
        Optional<Case> there = book.open(made.subject()).stream()
                .filter(each -> each.parent() == null && each.matter().equals(opening.matter()))
                .findFirst();
        if (there.isPresent()) {
            book.trail(there.get().id(), null, "asked-again", book.details().put("decision", decision));
            return;
        }
        List<AreaId> parties = new ArrayList<>();
        if (made.evaluation().values().get(opening.parties()) instanceof List<?> named) {
            named.forEach(each -> parties.add(new AreaId(Objects.toString(each))));
        }
        inspections.open(
                made.subject(),
                opening.matter(),
                parties,
                "decision/" + decision,
                null,
                JsonNodeFactory.instance.arrayNode());
    }
}
