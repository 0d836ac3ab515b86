package gridwork.facts;

import java.util.Map;

/**
 * Some subjects by what another module knows of them, e.g. those of one colour. The database picks them out: a list of ids
 * would grow with the street.
 */
@FunctionalInterface
public interface SubjectSelection {
    /** A condition in SQL about {@code id} of a subject; adds its parameters under names of its own. */
    String of(Map<String, Object> parameters);
}
