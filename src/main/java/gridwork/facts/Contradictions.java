package gridwork.facts;

import gridwork.street.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts from different sources that cannot both be true. Which kinds can contradict in what is said by their schemas. */
public interface Contradictions {
    /** Of one subject, what was told about those merged into it included; the latest period first. One query. */
    List<Contradiction> of(Subject subject);

    /**
     * The latest periods first: {@code size} periods of a subject and kind, each with all the fields in which it
     * contradicts itself. Four queries.
     *
     * @param text part of the subject's name or code
     */
    Page page(@Nullable String text, Reach reach, int from, int size);

    /** @param total periods, of all pages */
    record Page(List<Contradiction> contradictions, long total) {}
}
