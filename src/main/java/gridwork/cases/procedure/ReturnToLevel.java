package gridwork.cases.procedure;

import gridwork.cases.Case;
import gridwork.platform.Refused;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Back to a level where a case has been: who stands there gets it again, with the time that the rules give it. */
@Component
public class ReturnToLevel {
    private final Procedures procedures;
    private final Levels levels;
    private final EnterLevel entering;

    ReturnToLevel(Procedures procedures, Levels levels, EnterLevel entering) {
        this.procedures = procedures;
        this.levels = levels;
        this.entering = entering;
    }

    /**
     * Nothing happens where a step is no level's.
     *
     * @return the level
     * @throws Refused where nobody stands there any more
     */
    public Optional<String> enter(Case of, String process, String step) {
        return at(of, process, step, entering::enter);
    }

    /** The same where whoever had it last takes it back: their time goes on. */
    public Optional<String> goOn(Case of, String process, String step) {
        return at(of, process, step, entering::goOn);
    }

    private interface Entering {
        void at(Case of, Procedure procedure, String level, Levels.Standing standing);
    }

    private Optional<String> at(Case of, String process, String step, Entering how) {
        Procedure procedure = procedures.of(process).orElseThrow();
        if (procedure.steps() == null) {
            return Optional.empty();
        }
        Procedure.Steps steps = procedure.steps();
        return steps.levels().entrySet().stream()
                .filter(each -> step.equals(each.getValue().step()))
                .findFirst()
                .map(level -> {
                    Levels.Standing standing = levels.on(Objects.requireNonNull(level.getValue()), steps, of);
                    if (!standing.missing().isEmpty()) {
                        throw new Refused("move-nobody-there");
                    }
                    how.at(of, procedure, level.getKey(), standing);
                    return level.getKey();
                });
    }
}
