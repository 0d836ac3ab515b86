package gridwork.cases.notices;

import gridwork.platform.Label;
import gridwork.street.AreaId;
import gridwork.street.OfficerId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An occasion with all that is known of it when it is told.
 *
 * @param grade of the case; empty = it has none
 * @param secret only who does it may know of it
 * @param leads the departments that lead
 * @param grid where it lies; null = nobody knows
 * @param groups who may do what is to be done, where nobody has taken it on
 * @param doers who has taken it on
 * @param by who brought it about; null = the program
 * @param about e.g. {@code case/123}
 * @param link its page
 */
record About(
        Occasion occasion,
        String grade,
        boolean secret,
        Set<AreaId> leads,
        @Nullable AreaId grid,
        Set<String> groups,
        Set<OfficerId> doers,
        @Nullable String by,
        String about,
        String link,
        Map<String, Label> words) {}
