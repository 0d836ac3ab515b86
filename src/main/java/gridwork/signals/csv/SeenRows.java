package gridwork.signals.csv;

import java.util.Arrays;

/** The rows that a dry run has met: a set of 64-bit marks, small enough for millions. */
final class SeenRows {
    private long[] marks = new long[1 << 12];
    private int size;

    /** False when it was there already. */
    boolean add(long mark) {
        long kept = mark == 0 ? 1 : mark;
        if (size * 2 > marks.length) {
            long[] old = marks;
            marks = new long[old.length * 2];
            Arrays.stream(old).filter(each -> each != 0).forEach(this::put);
        }
        boolean added = put(kept);
        if (added) {
            size++;
        }
        return added;
    }

    private boolean put(long mark) {
        int at = Long.hashCode(mark * 0x9E3779B97F4A7C15L) & (marks.length - 1);
        while (marks[at] != 0) {
            if (marks[at] == mark) {
                return false;
            }
            at = (at + 1) & (marks.length - 1);
        }
        marks[at] = mark;
        return true;
    }
}
