package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseTrail;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules say who is next and how long they have. A level on which nobody stands is passed over, on the trail; where the
 * rules give no answer, or nobody is left, it is the level that the process names for that.
 */
@UsableInProcesses("nextLevel")
class NextLevel implements JavaDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(NextLevel.class);
    private static final String START = "start";
    private static final String SENT_BACK = "reopened";
    private static final String SAME = "same";
    private final CaseBook cases;
    private final CaseTrail trail;
    private final Procedures procedures;
    private final Levels levels;
    private final EnterLevel entering;
    private final Decisions decisions;
    private final StreetClock clock;

    NextLevel(
            CaseBook cases,
            CaseTrail trail,
            Procedures procedures,
            Levels levels,
            EnterLevel entering,
            Decisions decisions,
            StreetClock clock) {
        this.cases = cases;
        this.trail = trail;
        this.procedures = procedures;
        this.levels = levels;
        this.entering = entering;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        Procedure procedure = procedures.ofMatter(of.matter()).orElseThrow();
        Procedure.Steps steps = Objects.requireNonNull(procedure.steps());
        Chosen chosen = choose(of, procedure, steps);
        entering.enter(of, procedure, chosen.level(), chosen.standing());
        ObjectNode said = cases.details().put(Values.LEVEL, chosen.level());
        if (!chosen.standing().missing().isEmpty()) {
            said.put("missing", chosen.standing().missing());
        }
        trail.addOfProgram(of.id(), "assigned", said);
        LOG.info("case {} is with level {}", of.id().value(), chosen.level());
    }

    private record Chosen(String level, Levels.Standing standing) {}

    private Chosen choose(Case of, Procedure procedure, Procedure.Steps steps) {
        String held = Values.of(of).path(Values.LEVEL).asText("");
        boolean sentBack = Values.of(of).path(Values.SENT_BACK).asBoolean(false);
        String from = sentBack ? SENT_BACK : held.isEmpty() ? START : held;
        Set<String> empty = new LinkedHashSet<>();
        while (true) {
            String next = next(of, procedure, steps, from);
            String level = next.equals(SAME) ? held : next;
            if (!steps.levels().containsKey(level) || empty.contains(level)) {
                level = steps.otherwise().level();
                return new Chosen(level, levels.on(level(steps, level), steps, of));
            }
            Levels.Standing standing = levels.on(level(steps, level), steps, of);
            if (standing.missing().isEmpty()) {
                return new Chosen(level, standing);
            }
            trail.addOfProgram(
                    of.id(),
                    "level-empty",
                    of.details()
                            .<ObjectNode>deepCopy()
                            .objectNode()
                            .put(Values.LEVEL, level)
                            .put("missing", standing.missing()));
            empty.add(level);
            from = level;
        }
    }

    private static Procedure.Level level(Procedure.Steps steps, String id) {
        return Objects.requireNonNull(steps.levels().get(id), id);
    }

    /** Empty where the rules give no answer. */
    private String next(Case of, Procedure procedure, Procedure.Steps steps, String from) {
        Map<String, Object> asked = StepQuestions.about(of, procedure, from);
        return decisions.answers(steps.next(), asked, clock.today()).get(Values.LEVEL) instanceof String level
                ? level
                : "";
    }
}
