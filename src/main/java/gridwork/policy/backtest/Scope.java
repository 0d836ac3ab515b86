package gridwork.policy.backtest;

import gridwork.facts.SubjectId;
import gridwork.street.AreaId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Over whom a draft is tried, by what the register says today; kinds, areas and subjects narrow each other.
 *
 * @param words as they were asked for; empty = the whole street
 * @param kinds of subject; empty = all
 * @param areas with everything below them; null = everywhere
 * @param only empty = all of them
 */
public record Scope(
        List<String> words, Set<String> kinds, @Nullable Set<AreaId> areas, Set<SubjectId> only) {
    public static final Scope STREET = new Scope(List.of(), Set.of(), null, Set.of());
}
