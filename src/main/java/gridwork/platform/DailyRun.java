package gridwork.platform;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a day's work goes, or went, by what its node last said of it.
 *
 * @param node who does it
 * @param what the part that it is at, e.g. a rule set; empty = not said
 * @param done how many things; of {@code total}, which is -1 while nobody knows
 * @param changed how many it changed; -1 = nobody counted
 * @param seen the last sign of it
 * @param ended null while it goes on, or where its node died
 */
public record DailyRun(
        String name,
        LocalDate day,
        State state,
        String node,
        String what,
        long done,
        long total,
        long changed,
        int tries,
        Instant begun,
        Instant seen,
        @Nullable Instant ended) {
    public enum State {
        RUNNING,
        /** Nothing was heard of it for a while: its node may have died. The next one goes on where it stopped. */
        SILENT,
        DONE,
        FAILED
    }
}
