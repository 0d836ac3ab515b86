package gridwork.cases.clock;

import gridwork.cases.CaseId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The clocks of cases. Every act belongs to the running transaction, or is one of its own, and is written on the case's trail
 * under the name of whoever acts.
 *
 * <p>A task gets its due date from the clocks when it is made, and follows when they are paused, resumed, extended or counted anew. A process that is to leave a step when a clock's time is
 * up has a boundary event (or the start of an event subprocess) for the message {@code breached-<item>}: it stays right
 * through pauses, extensions and changes of the calendar, and in every version of the process.
 */
public interface Clocks {
    /**
     * Begins clocks now, each unless one for the same item, step and part is open in the case.
     *
     * @return the open ones, in the order asked for
     */
    default List<CaseClock> start(CaseId of, List<NewClock> clocks) {
        return Objects.requireNonNull(start(Map.of(of, clocks)).get(of));
    }

    /** The same in many cases: written together. */
    Map<CaseId, List<CaseClock>> start(Map<CaseId, List<NewClock>> clocks);

    /** What the open clocks of an item stand for is done: they stop, in time or late. Nothing happens where none is open. */
    void stop(CaseId of, String item);

    /** The same for one part of a step that has several. */
    void stop(CaseId of, String item, String part);

    /** The latest clock of an item goes on as if it had never been stopped: what it stands for turned out not to be done. */
    void reopen(CaseId of, String item);

    /** The same of a certain one. */
    void reopen(ClockId id);

    /**
     * A case goes into another: what is open in it holds there. Of two clocks of the same item and part the earlier deadline holds;
     * what the other has none of it gets as it stands, for all of its steps. Those of the case that ends stop with it.
     *
     * @throws gridwork.platform.Refused where one that would be compared is paused
     */
    void handOver(CaseId from, CaseId into);

    /** What becomes a case of its own has the open clocks of the one that it was in, as they stand: nothing begins anew. */
    void share(CaseId from, CaseId with);

    /** All that are still open end undone, as with a case that is withdrawn. They say nothing of how long things take. */
    void stopAll(CaseId of);

    /** @throws gridwork.platform.Refused where it is stopped, paused or its time is up, or without a reason */
    void pause(ClockId id, String reason);

    /** @throws gridwork.platform.Refused where it is not paused */
    void resume(ClockId id);

    /**
     * @param amount in the unit of the clock's length, 1 or more
     * @throws gridwork.platform.Refused where it is stopped or its time is up, or without a reason
     */
    void extend(ClockId id, int amount, String reason);

    Optional<CaseClock> find(ClockId id);

    /** In the order in which they began. */
    List<CaseClock> of(CaseId of);

    /** The same of many; a case without clocks is absent. One query. */
    Map<CaseId, List<CaseClock>> of(Collection<CaseId> all);
}
