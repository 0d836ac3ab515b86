package gridwork.cases.plan;

import gridwork.cases.CaseWithdrawn;
import gridwork.cases.CheckDone;
import gridwork.cases.clock.ClockMoved;
import gridwork.decisions.DecisionMade;
import gridwork.decisions.Decisions;
import gridwork.facts.FactsRecorded;
import gridwork.facts.RegisterChanged;
import gridwork.facts.SubjectId;
import gridwork.platform.BeforeCommit;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import gridwork.street.LeaveChanged;
import gridwork.street.OfficerChanged;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The plan follows new colours, finished and withdrawn checks and closed sites in their own transaction, all sites of it at once. */
@Component
class PlanOnEvents {
    private final Planning planning;
    private final PlannedChecks checks;
    private final Decisions decisions;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;

    PlanOnEvents(
            Planning planning,
            PlannedChecks checks,
            Decisions decisions,
            BeforeCommit beforeCommit,
            StreetClock clock) {
        this.planning = planning;
        this.checks = checks;
        this.decisions = decisions;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    @EventListener
    void on(DecisionMade decided) {
        if (decided.history()
                || !decided.ruleSet().equals(Regimes.COLOUR)
                || !decided.asOf().equals(clock.today())) {
            return;
        }
        Waiting waiting = waiting();
        waiting.sites.add(decided.subject());
        if (isWorse(decided)) {
            waiting.worsened.add(decided.subject());
        }
    }

    /** The first colour is no change; from an unknown one everything but the best is. */
    private boolean isWorse(DecisionMade decided) {
        String previous = decided.previous();
        if (previous == null) {
            return false;
        }
        RuleSet colours = decisions.ruleSet(Regimes.COLOUR);
        int before = Math.max(0, colours.grade(previous).rank());
        return colours.grade(decided.evaluation().result()).rank() > before;
    }

    @EventListener
    void on(FactsRecorded recorded) {
        if (!recorded.history()) {
            recorded.kinds().forEach((site, kinds) -> {
                if (kinds.contains(Planning.CHECK)) {
                    waiting().sites.add(site);
                }
            });
        }
    }

    /** Closed, it leaves the plan at once; reopened, it comes back into it. */
    @EventListener
    void on(RegisterChanged changed) {
        waiting().sites.add(changed.subject());
    }

    @EventListener
    void on(CheckDone done) {
        planning.done(done.id(), done.on());
        waiting().sites.add(done.site());
    }

    /** Who was missing may be there now. */
    @EventListener({OfficerChanged.class, LeaveChanged.class})
    void whoIsThere() {
        List<SubjectId> waitingForSomebody = checks.sitesHeldUpBy(Planning.TOO_FEW);
        if (!waitingForSomebody.isEmpty()) {
            waiting().sites.addAll(waitingForSomebody);
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        planning.moved(moved.clock());
    }

    @EventListener
    void on(CaseWithdrawn withdrawn) {
        planning.withdrawn(withdrawn.id());
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
            planning.look(waiting.sites, waiting.worsened, clock.today());
        });
        return waiting;
    }

    /** What the transaction has to look at before it commits; forgotten with it. */
    private static final class Waiting implements TransactionSynchronization {
        private final Set<SubjectId> sites = new TreeSet<>();
        private final Set<SubjectId> worsened = new TreeSet<>();
        private boolean looked;
    }
}
