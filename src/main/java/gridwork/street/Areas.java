package gridwork.street;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The street's tree of areas (街道 → 社区 → 网格). */
public interface Areas {
    Optional<Area> find(AreaId id);

    /** All, the street first, then each community followed by its grids. */
    List<Area> all();

    /** The one street, which stays what it is once it is there. */
    Optional<AreaId> street();

    /** The area itself and everything below it. */
    Set<AreaId> within(AreaId id);

    /** Adds or renames; the parent must exist, only the street has none. */
    void put(Area area);
}
