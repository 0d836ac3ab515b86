package gridwork.cases.plan;

import gridwork.cases.CaseId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What becomes of a planned check, as facts. It is due ({@code check-due}) on the day it is done, or at the end of its
 * last day; missed ({@code check-overdue}) at the end of its last day. Nothing is recorded earlier: a fact would give a
 * drawn day away.
 */
@Component
class PlanMilestones {
    static final String DUE = "check-due";
    static final String OVERDUE = "check-overdue";
    private static final String SOURCE = "gridwork-check-plan";
    private final Facts facts;

    PlanMilestones(Facts facts) {
        this.facts = facts;
    }

    void record(PlannedChecks.Row of, String category, Instant at) {
        CaseId by = of.caseId();
        var milestone = new NewFact(
                SubjectRef.of(of.siteRef()),
                "case-milestone",
                category,
                at,
                null,
                SOURCE,
                of.id() + "/" + category,
                null,
                null,
                Map.of(
                        "caseId",
                        by == null ? "plan-" + of.id() : String.valueOf(by.value()),
                        "matter",
                        Planning.MATTER,
                        "dueOn",
                        of.lastDay().toString()));
        for (Recorded each : facts.record(List.of(milestone), Facts.How.NOW)) {
            if (each instanceof Recorded.Refused refused) {
                throw new IllegalStateException("the check plan's own fact was refused: " + refused);
            }
        }
    }
}
