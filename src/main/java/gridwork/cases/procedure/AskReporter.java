package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseTrail;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.platform.StreetClock;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** It is solved as its level says; whoever reported it has some time to say otherwise. */
@UsableInProcesses("askReporter")
class AskReporter implements JavaDelegate {
    private final CaseBook cases;
    private final CaseTrail trail;
    private final Procedures procedures;
    private final StepClocks clocks;
    private final StreetClock clock;

    AskReporter(CaseBook cases, CaseTrail trail, Procedures procedures, StepClocks clocks, StreetClock clock) {
        this.cases = cases;
        this.trail = trail;
        this.procedures = procedures;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        int times = values.path(Values.ASKED).asInt() + 1;
        values.put(Values.ASKED, times);
        values.put(Values.PHASE, Values.ASKING);
        values.remove(Values.CONFIRMED);
        Instant dueAt = clocks.start(
                of, procedures.ofMatter(of.matter()).orElseThrow(), StepClocks.REPORTER, StepClocks.REPORTER);
        cases.change(of, dueAt == null ? null : clock.dayOf(dueAt), details);
        cases.milestone(
                of,
                "solved",
                "solved-" + times,
                Map.of("step", values.path(Values.LEVEL).asText()));
        trail.addOfProgram(of.id(), "reporter-asked", details.objectNode());
    }
}
