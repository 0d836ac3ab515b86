package gridwork.cases.moves;

import gridwork.cases.Case;
import gridwork.platform.Refused;
import gridwork.street.OfficerId;
import java.util.Set;

/** Who signs in a process whose step several do, each for themselves. */
public interface Signers {
    /** The process that has the step. */
    String process();

    Set<OfficerId> of(Case of);

    /** Those that somebody added, and that may be taken away again. */
    Set<OfficerId> added(Case of);

    void add(Case of, OfficerId officer);

    /** @throws Refused where they must sign */
    void remove(Case of, OfficerId officer);
}
