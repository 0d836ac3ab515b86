package gridwork.street;

import java.util.Optional;

/**
 * What the signed-in officer answers for (管辖范围): a grid worker its grids, a leader or secretary the community, who
 * has a duty at the street everything, a department the subjects and cases of its matters everywhere. Nobody signed in
 * sees nothing.
 */
public interface Jurisdiction {
    /** The signed-in officer. */
    Optional<Officer> officer();

    /** Asks the database: once for a list, not for each of its rows. */
    Reach reach();
}
