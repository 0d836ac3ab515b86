package gridwork.cases.report;

import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.decisions.DecisionMade;
import gridwork.facts.FactId;
import gridwork.platform.BeforeCommit;
import gridwork.rules.Evaluation;
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
    private final OpenCases opening;
    private final BeforeCommit beforeCommit;

    OpenOnDecisions(Procedures procedures, OpenCases opening, BeforeCommit beforeCommit) {
        this.procedures = procedures;
        this.opening = opening;
        this.beforeCommit = beforeCommit;
    }

    /** A report that a rule set answered. */
    record Answered(Procedure procedure, Procedure.Opens opens, FactId fact, Evaluation answer) {}

    @EventListener
    void on(DecisionMade made) {
        if (made.history()) {
            return;
        }
        for (Procedure procedure : procedures.all()) {
            for (Procedure.Opens opens : procedure.opens()) {
                if (made.fact() != null && opens.ruleSet().equals(made.ruleSet()) && opens.opens(made.evaluation())) {
                    waiting().answered.add(new Answered(procedure, opens, made.fact(), made.evaluation()));
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
            opening.open(waiting.answered, waiting.same);
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
