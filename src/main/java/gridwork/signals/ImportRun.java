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
 * @param outdated those among the known that equal a version which was corrected since: nothing goes back by them
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
        long outdated,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Problem problem) {
    public static final String FAILED = "import-failed";

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

    /** It failed through no fault of its file, which is still kept: it can go on where it stopped. */
    public boolean resumable() {
        return state == State.STOPPED && problem != null && problem.code().equals(FAILED);
    }

    public boolean over() {
        return state == State.DONE || state == State.STOPPED;
    }
}
