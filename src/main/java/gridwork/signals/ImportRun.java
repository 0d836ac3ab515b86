package gridwork.signals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a file.
 *
 * @param lines of the file, by a first look: about how many rows there are; -1 while nobody has looked
 * @param read rows read so far = accepted + known + refused
 * @param corrected those among the accepted that took an earlier version's place
 * @param unclassified those among the accepted whose source does not say what they are
 */
public record ImportRun(
        ImportRunId id,
        String mapping,
        String fileName,
        String sha256,
        State state,
        boolean dryRun,
        boolean history,
        long lines,
        long read,
        long accepted,
        long known,
        long refused,
        long corrected,
        long unclassified,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Problem problem) {
    public enum State {
        /** Uploaded, not begun. */
        WAITING,
        RUNNING,
        DONE,
        /** Could not be read to the end; {@link #problem()} says why. */
        STOPPED
    }

    /** Why a file could not be read: a sentence {@code refused.<code>} with its arguments. */
    public record Problem(String code, List<Object> arguments) {}

    public boolean over() {
        return state == State.DONE || state == State.STOPPED;
    }
}
