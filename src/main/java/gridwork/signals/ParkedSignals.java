package gridwork.signals;

import java.util.List;

/** Signals that could not be worked off and wait for somebody who mends them (暂存的信号). */
public interface ParkedSignals {
    long count();

    /** The latest first, at most as many as asked for. */
    List<Signal> latest(int most);
}
