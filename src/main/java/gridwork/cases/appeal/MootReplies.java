package gridwork.cases.appeal;

import gridwork.cases.CaseBook;
import gridwork.facts.FactsRecorded;
import gridwork.platform.BeforeCommit;
import java.util.List;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Replies about a fact that was voided or corrected meanwhile end, unless they are what brought that about. */
@Component
class MootReplies {
    private final StoredReplies stored;
    private final CaseBook cases;
    private final BeforeCommit beforeCommit;

    MootReplies(StoredReplies stored, CaseBook cases, BeforeCommit beforeCommit) {
        this.stored = stored;
        this.cases = cases;
        this.beforeCommit = beforeCommit;
    }

    @EventListener
    void on(FactsRecorded recorded) {
        List<Target> gone = recorded.touched().stream()
                .filter(each -> !each.valid())
                .map(each -> new Target(Target.Kind.FACT, each.id().value()))
                .toList();
        if (!gone.isEmpty()) {
            beforeCommit.run(() -> end(gone));
        }
    }

    private void end(List<Target> gone) {
        stored.underWay(gone).forEach(each -> cases.tell(Objects.requireNonNull(each.of()), ReplyCase.FACT_GONE));
    }
}
