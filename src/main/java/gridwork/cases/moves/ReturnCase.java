package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Doer;
import gridwork.cases.OpenTask;
import gridwork.cases.clock.Clocks;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.cases.procedure.ReturnToLevel;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Officer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Back to a step where the case has been (退回). What goes on beside the step stays: other branches, other parts, and of a
 * step that is carried by cases of its own those that are signed. The step is asked again as a new task; what was written
 * and signed before lies on the trail as it was.
 */
@Component
public class ReturnCase {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnCase.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final Running running;
    private final ReturnToLevel levels;
    private final List<GoesBack> processes;
    private final CaseBook book;
    private final Clocks clocks;
    private final Work work;
    private final Doer doer;

    ReturnCase(
            Acts acts,
            OfferedMoves offered,
            Running running,
            ReturnToLevel levels,
            List<GoesBack> processes,
            CaseBook book,
            Clocks clocks,
            Work work,
            Doer doer) {
        this.acts = acts;
        this.offered = offered;
        this.running = running;
        this.levels = levels;
        this.processes = processes;
        this.book = book;
        this.clocks = clocks;
        this.work = work;
        this.doer = doer;
    }

    /**
     * @param step where it stands
     * @param task the open one at that step; null where cases of its own carry the step
     */
    public void back(CaseId id, String step, @Nullable String task, String to, String reason, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            Running.Here here = acts.here(of);
            OpenTask open = task == null ? null : acts.task(of, task);
            if (open != null && !open.step().equals(step)) {
                throw new Refused("move-too-late");
            }
            Move move = offered.require(here, Moving.RETURN, step, open, by);
            String why = Acts.reason(reason, move.reason());
            if (!offered.earlier(of, here, move, step).contains(to)) {
                throw new Refused("move-not-earlier");
            }
            Running.Leaving leaving = running.leaving(here, step, below -> goesOn(here, below));
            if (leaving.isNothing()) {
                throw new Refused(leaving.someStay() ? "move-all-signed" : "move-too-late");
            }
            if (leaving.someStay() && !running.isWithinSubProcess(here, to)) {
                throw new Refused("move-old-model");
            }
            lead(of, here, leaving, move, step, to, why, by);
            LOG.info("case {} goes back from {} to {}", id.value(), step, to);
        });
    }

    /**
     * Whoever did a step takes it back while nobody has begun with what comes next (撤回): it is as if it had not been
     * done, and its time goes on.
     *
     * @param step where the case stands now
     */
    public void takeBack(CaseId id, String step, String to, String reason, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            Running.Here here = acts.here(of);
            Move move = offered.require(here, Moving.TAKE_BACK, step, null, by);
            String why = Acts.reason(reason, move.reason());
            if (!offered.undoable(of, here, move, step, by).contains(to)) {
                throw new Refused("move-begun");
            }
            Running.Leaving leaving = running.leaving(here, step, below -> goesOn(here, below));
            if (leaving.isNothing() || (leaving.someStay() && !running.isWithinSubProcess(here, to))) {
                throw new Refused("move-too-late");
            }
            lead(of, here, leaving, move, step, to, why, by);
            LOG.info("case {} is taken back from {} to {}", id.value(), step, to);
        });
    }

    private void lead(
            Case of,
            Running.Here here,
            Running.Leaving leaving,
            Move move,
            String step,
            String to,
            String why,
            Officer by) {
        boolean takenBack = move.move() == Moving.TAKE_BACK;
        processes.stream()
                .filter(each -> each.process().equals(here.process()))
                .forEach(each -> each.askedAgain(of, to));
        ObjectNode said = book.details().put("step", step).put("to", to).put("reason", why);
        name(said, "stepName", here, step);
        name(said, "toName", here, to);
        Case now = book.get(of.id());
        (takenBack ? levels.goOn(now, here.process(), to) : levels.enter(now, here.process(), to))
                .ifPresent(level -> said.put("level", level));
        book.trail(of.id(), by.id().value(), takenBack ? "taken-back" : "returned", said);
        move.stops().forEach(each -> clocks.stop(of.id(), each));
        move.goesOn().forEach(each -> clocks.reopen(of.id(), each));
        leaving.below().forEach(each -> ended(each, why, by));
        doer.asProgram(() -> running.lead(here, leaving, to));
    }

    private void name(ObjectNode said, String as, Running.Here here, String step) {
        running.name(here, step).ifPresent(name -> said.put(as, name));
    }

    private boolean goesOn(Running.Here here, CaseId below) {
        return processes.stream()
                .filter(each -> each.process().equals(here.process()))
                .anyMatch(each -> each.goesOn(book.get(below)));
    }

    /** What was begun below ends undone, with all that came from it. */
    private void ended(CaseId below, String why, Officer by) {
        clocks.stopAll(below);
        Case of = book.get(below);
        if (of.suspended()) {
            ObjectNode details = of.details().deepCopy();
            details.remove(Case.SUSPENDED);
            book.change(of, of.dueOn(), details);
        }
        book.trail(below, by.id().value(), "called-back", book.details().put("reason", why));
        book.cameFrom(below).stream().filter(Case::open).forEach(each -> ended(each.id(), why, by));
    }
}
