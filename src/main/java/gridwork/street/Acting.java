package gridwork.street;

import java.util.Optional;
import java.util.Set;

/**
 * Who may do whose work at this moment (代理、值班): duties, leave and shifts taken together. A deputy gets the tasks of who
 * is away, and nothing else of what that officer may see; a deputy who is away has a deputy of its own.
 */
public interface Acting {
    /** The groups (role@area) whose tasks an officer may take on now: those of its duties, of whom it stands in for, of its shifts. */
    Set<String> groups(Officer officer);

    /**
     * Who does now what was given to an officer: the officer, or its deputy; empty = the officer is away and nobody stands
     * in, so that whoever is of the same role does.
     */
    Optional<OfficerId> inPlaceOf(OfficerId officer);

    /** Who is away today. */
    Set<OfficerId> away();

    /** In whose place an officer works now on what these groups may do; empty = in its own right. */
    Optional<OfficerId> forWhom(OfficerId officer, Set<String> groups);

    /** The groups that do an officer's tasks while it is away: of those of its duties whose tasks may be handed on. */
    Set<String> groupsOf(OfficerId officer);
}
