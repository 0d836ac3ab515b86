package gridwork.cases.procedure;

import gridwork.cases.Case;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whether the rules let a case go back once more. */
@Component
public class Reopening {
    private static final String CLOSED = "closed";
    private final Procedures procedures;
    private final Decisions decisions;
    private final StreetClock clock;

    Reopening(Procedures procedures, Decisions decisions, StreetClock clock) {
        this.procedures = procedures;
        this.decisions = decisions;
        this.clock = clock;
    }

    public boolean isAllowed(Case of) {
        Procedure procedure = procedures.ofMatter(of.matter()).orElseThrow();
        Map<String, Object> asked = new HashMap<>(StepQuestions.about(of, procedure, "reopened"));
        asked.put(Values.REOPENED, Values.of(of).path(Values.REOPENED).asInt() + 1);
        String next = Objects.requireNonNull(procedure.steps()).next();
        return !CLOSED.equals(decisions.answers(next, asked, clock.today()).get(Values.LEVEL));
    }
}
