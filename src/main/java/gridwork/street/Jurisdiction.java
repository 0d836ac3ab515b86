package gridwork.street;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the signed-in officer answers for (管辖范围): a grid worker its grids, a leader or secretary the community, who
 * has a duty at the street everything, a department its matters everywhere. Nobody signed in sees nothing.
 */
public interface Jurisdiction {
    /** The signed-in officer. */
    Optional<Officer> officer();

    /** The areas whose subjects may be seen; empty = the whole street, and what lies in no area yet. */
    Optional<Set<AreaId>> areas();

    /** The departments whose matters may be seen; empty = all. */
    Optional<Set<AreaId>> departments();

    /** Whether a subject in this area may be seen; null = it lies in none yet. */
    default boolean covers(@Nullable AreaId area) {
        return areas().map(seen -> area != null && seen.contains(area)).orElse(true);
    }

    /** Whether cases of a matter may be seen. */
    default boolean covers(Matter matter) {
        return departments()
                .map(seen -> seen.stream().anyMatch(matter::concerns))
                .orElse(true);
    }
}
