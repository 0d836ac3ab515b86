package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who carries out the checks under way, place by place in the order of the draw. */
public interface CheckSeats {
    /** Open checks that are not yet facts, in the order of their sites. */
    List<UnderWay> underWay();

    Optional<UnderWay> underWay(CaseId id);

    boolean hasSigned(CaseId id, OfficerId officer);

    /**
     * Gives a place to somebody, with the task that waits for it. What the one before was writing goes to the trail, not to
     * the next one's form.
     *
     * @param to null = nobody: the place is vacant, and the check waits
     * @param why see {@code cases.reason.*} in the message catalogue
     */
    void give(UnderWay check, int place, @Nullable OfficerId to, String why);

    /** @param named by place; one that is absent is vacant */
    record UnderWay(CaseId id, SubjectId site, int places, Map<Integer, OfficerId> named) {}
}
