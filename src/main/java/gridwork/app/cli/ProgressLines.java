package gridwork.app.cli;

import gridwork.platform.Progress;
import java.io.PrintWriter;

/** Draws a bar that is rewritten in place on a terminal; in a pipe prints a line for every tenth of the way. */
final class ProgressLines implements Progress {
    private static final int WIDTH = 30;
    private static final int UNKNOWN_STEP = 100_000;
    private final PrintWriter err;
    private final boolean terminal;
    private long lastStep = -1;

    ProgressLines(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void at(long done, long total, String what) {
        long steps = terminal ? 200 : 10;
        long step = total > 0 ? done * steps / total : done / UNKNOWN_STEP;
        boolean last = total > 0 && done >= total;
        if (step == lastStep && !last) {
            return;
        }
        lastStep = step;
        String far = total > 0 ? done + "/" + total : String.valueOf(done);
        if (terminal) {
            int filled = total > 0 ? (int) (done * WIDTH / total) : 0;
            err.print("\r" + what + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + far
                    + (last ? "\n" : ""));
        } else {
            err.println(what + " " + far);
        }
        err.flush();
    }
}
