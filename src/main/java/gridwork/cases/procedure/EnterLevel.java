package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.platform.StreetClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A level gets the case: what the one before said of it counts no more. */
@Component
class EnterLevel {
    private final CaseBook cases;
    private final StepClocks clocks;
    private final StreetClock clock;

    EnterLevel(CaseBook cases, StepClocks clocks, StreetClock clock) {
        this.cases = cases;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Its time begins. */
    void enter(Case of, Procedure procedure, String level, Levels.Standing standing) {
        given(of, level, standing, clocks.start(of, procedure, StepClocks.LEVEL, level));
    }

    /** Its time goes on as if it had never given it away. */
    void goOn(Case of, Procedure procedure, String level, Levels.Standing standing) {
        given(of, level, standing, clocks.goOn(of, procedure, level));
    }

    private void given(Case before, String level, Levels.Standing standing, @Nullable Instant dueAt) {
        Case of = cases.get(before.id()); // a clock that goes on moves its last day
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        values.put(Values.LEVEL, level);
        ArrayNode handlers = values.putArray(Values.HANDLERS);
        standing.groups().forEach(handlers::add);
        values.put(Values.PHASE, Values.HANDLING);
        values.remove(Values.SOLVED);
        values.remove(Values.CONFIRMED);
        values.remove(Values.SENT_BACK);
        cases.change(of, dueAt == null ? null : clock.dayOf(dueAt), details);
    }
}
