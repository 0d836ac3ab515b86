package gridwork.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts around others in time and place, whoever they are about. */
public interface FactsAround {
    /** A corner and its opposite, degrees WGS 84. */
    record Box(BigDecimal south, BigDecimal west, BigDecimal north, BigDecimal east) {}

    /**
     * A kind of fact over a stretch of time, both ends included.
     *
     * @param box where the subject stands; those that stand nowhere, and facts that say themselves where, are in every box.
     *     Null = everywhere
     * @param subjects about these only; empty = about anybody
     */
    record Stretch(
            String kind, Instant from, Instant to, @Nullable Box box, Set<SubjectId> subjects) {}

    /** A fact and the subject it counts for, as the register has it now. */
    record Located(Fact fact, Subject subject) {
        /** The grid in which the subject lies; null where nobody knows. */
        public @Nullable String grid() {
            return subject.area() == null ? null : subject.area().value();
        }
    }

    /** The facts of some stretches that are not void, each once, by id; one query. */
    List<Located> find(Collection<Stretch> stretches);

    /** Facts by their ids, void ones included, by id. */
    List<Located> find(List<FactId> ids);

    /** The grid of the nearest subject that lies in one. */
    Optional<String> gridNear(BigDecimal latitude, BigDecimal longitude, int metres);
}
