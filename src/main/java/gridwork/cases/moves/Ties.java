package gridwork.cases.moves;

import gridwork.cases.CaseId;
import java.time.Instant;
import java.util.List;

/** Which cases went into another, and which were split from one. */
public interface Ties {
    enum Kind {
        MERGED,
        SPLIT
    }

    /**
     * @param from the one that went into the other, or the one that was split
     * @param to the one that took it in, or the one that came of it
     */
    record Tie(CaseId from, CaseId to, Kind kind, Instant at) {}

    /** Those of a case, whichever side it is on; the first that was made first. */
    List<Tie> of(CaseId id);

    /** All that went into a case, what had gone into them before included; the first that was opened first. */
    List<CaseId> takenIn(CaseId id);
}
