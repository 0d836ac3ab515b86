package gridwork.cases.clock;

import gridwork.platform.Label;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A clock as people see it, in the street's time.
 *
 * @param shown its state with words and colour
 * @param due null while paused
 * @param who last extended it; null = nobody
 * @param predicted when it will be done, as like clocks go; null = too few of them, or it is not running
 * @param alike on how many clocks that rests
 */
public record ClockView(
        CaseClock clock,
        CaseClock.State state,
        Shown shown,
        ZonedDateTime started,
        @Nullable ZonedDateTime due,
        @Nullable ZonedDateTime pausedSince,
        @Nullable ZonedDateTime stopped,
        @Nullable String who,
        @Nullable ZonedDateTime predicted,
        int alike) {
    /** A state with its words and its colour. */
    public record Shown(String id, Label label, String tone) {}

    public boolean running() {
        return state == CaseClock.State.RUNNING;
    }

    public boolean paused() {
        return state == CaseClock.State.PAUSED;
    }

    public boolean late() {
        return state == CaseClock.State.BREACHED;
    }

    /** Whether like clocks say that it will be late. */
    public boolean likelyLate() {
        Instant due = clock.dueAt();
        return running()
                && predicted != null
                && due != null
                && predicted.toInstant().isAfter(due);
    }
}
