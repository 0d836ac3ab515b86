package gridwork.cases.opening;

import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.decisions.DecisionMade;
import gridwork.facts.FactId;
import gridwork.platform.BeforeCommit;
import gridwork.platform.StreetClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is answered is only noted; it is looked at once, just before the commit, with all that the transaction found. */
@Component
class OpenOnDecisions {
    private final Procedures procedures;
    private final List<Opener> openers;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;

    OpenOnDecisions(Procedures procedures, List<Opener> openers, BeforeCommit beforeCommit, StreetClock clock) {
        this.procedures = procedures;
        this.openers = openers;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    @EventListener
    void on(DecisionMade made) {
        if (made.history()) {
            return;
        }
        for (Procedure procedure : procedures.all()) {
            for (Procedure.Opens opens : procedure.opens()) {
                if (isAbout(made, opens) && opens.opens(made.evaluation(), made.news())) {
                    waiting()
                            .answered
                            .add(new Answered(
                                    procedure,
                                    opens,
                                    made.subject(),
                                    made.fact(),
                                    made.id(),
                                    made.evaluation(),
                                    opens.wanted(made.news())));
                }
                Procedure.Same same = opens.same();
                if (same != null
                        && same.ruleSet().equals(made.ruleSet())
                        && same.result().equals(made.evaluation().result())) {
                    waiting()
                            .same
                            .add(made.evaluation().facts().stream()
                                    .map(FactId::new)
                                    .collect(Collectors.toSet()));
                }
            }
        }
    }

    /** A report is answered whenever it came; how a subject stands counts only today. */
    private boolean isAbout(DecisionMade made, Procedure.Opens opens) {
        return opens.ruleSet().equals(made.ruleSet())
                && (opens.per() == Procedure.Per.REPORT
                        ? made.fact() != null
                        : made.asOf().equals(clock.today()));
    }

    private Waiting waiting() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Waiting waiting && !waiting.looked) {
                return waiting;
            }
        }
        var waiting = new Waiting();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        beforeCommit.run(() -> {
            waiting.looked = true;
            openers.forEach(opener -> opener.open(
                    waiting.answered.stream()
                            .filter(each -> each.opens().per() == opener.per())
                            .toList(),
                    waiting.same));
        });
        return waiting;
    }

    /** What the transaction has to look at before it commits; forgotten with it. */
    private static final class Waiting implements TransactionSynchronization {
        private final List<Answered> answered = new ArrayList<>();
        private final List<Set<FactId>> same = new ArrayList<>();
        private boolean looked;
    }
}
