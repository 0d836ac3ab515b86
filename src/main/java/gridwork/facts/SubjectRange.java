package gridwork.facts;

import gridwork.street.AreaId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which subjects, closed and merged ones too, as far as the register says it today.
 *
 * @param kinds empty = all
 * @param areas null = everywhere, and those that lie nowhere yet
 * @param only empty = all of them
 */
public record SubjectRange(Set<String> kinds, @Nullable Set<AreaId> areas, Set<SubjectId> only) {}
