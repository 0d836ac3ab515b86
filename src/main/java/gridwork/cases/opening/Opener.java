package gridwork.cases.opening;

import gridwork.cases.procedure.Procedure;
import gridwork.facts.FactId;
import java.util.List;
import java.util.Set;

/** Makes cases of answers: for each report, or for each subject. */
public interface Opener {
    Procedure.Per per();

    /**
     * Just before the commit, with all that the transaction found.
     *
     * @param same facts that are of the same matter
     */
    void open(List<Answered> answered, List<Set<FactId>> same);

    /**
     * Opens what waits of a matter, as far as its limit of the day goes; the oldest first.
     *
     * @return whether there may be more to open today
     */
    boolean openWaiting(Procedure procedure, String matter);
}
