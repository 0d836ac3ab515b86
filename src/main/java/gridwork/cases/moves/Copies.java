package gridwork.cases.moves;

import gridwork.cases.CaseId;
import gridwork.street.OfficerId;
import java.util.List;

/** Who got a case to read. */
public interface Copies {
    /** The first who got it first. */
    List<OfficerId> of(CaseId id);
}
