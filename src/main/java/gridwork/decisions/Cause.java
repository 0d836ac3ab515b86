package gridwork.decisions;

import java.util.Locale;

/** Why something was decided anew. */
enum Cause {
    /** Something was recorded. */
    FACT,
    /** A day went by. */
    TIME,
    /** Somebody asked for all. */
    ASK;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
