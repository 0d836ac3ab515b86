package gridwork.street;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who works here, in which roles. Passwords never leave this module. */
public interface Officers {
    Optional<Officer> find(OfficerId id);

    List<Officer> all();

    /** Active officers with a duty, e.g. {@code inspector@street}. */
    List<Officer> with(Duty duty);

    /** Every group (role@area) that somebody holds or that the roles and areas define. */
    Set<String> groups();

    /** Stated conflicts of interest (回避): the subjects ({@code kind/code}) that this officer must not check. */
    Set<String> conflicts(OfficerId id);
}
