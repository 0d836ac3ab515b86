package gridwork.app.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the demonstration street has come in; the home page shows it. */
@Component("demonstrationProgress")
public class DemonstrationProgress {
    private static final State IDLE = new State(false, 0, 0, "", null);
    private volatile State state = IDLE;

    /**
     * @param running true while something is still to come in
     * @param done rows that are in
     * @param total rows there will be
     * @param step what is being done: a key {@code app.demonstration.step.<step>}
     * @param failed why it stopped: a key of the message catalogue; null = it did not
     */
    public record State(
            boolean running,
            long done,
            long total,
            String step,
            @Nullable String failed) {
        public int percent() {
            return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }

        /** Worth showing. */
        public boolean shown() {
            return running || failed != null;
        }
    }

    public State state() {
        return state;
    }

    void at(long done, long total, String step) {
        state = new State(true, done, total, step, null);
    }

    void over() {
        state = new State(false, state.total(), state.total(), "", null);
    }

    void failed(String reason) {
        state = new State(false, state.done(), state.total(), state.step(), reason);
    }
}
