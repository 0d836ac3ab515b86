package gridwork.facts;

import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param text part of a name, code or address
 * @param areas only subjects in one of these; null = everywhere
 * @param reach only subjects that its owner may see
 * @param among only subjects in all of these
 * @param from first row, from 0
 * @param size rows a page, at most 500
 * @param order of the rows; equal ones by code
 */
public record SubjectFilter(
        @Nullable String kind,
        @Nullable String text,
        @Nullable Set<AreaId> areas,
        Reach reach,
        List<SubjectSelection> among,
        boolean closedToo,
        int from,
        int size,
        Order order) {
    public enum Order {
        CODE,
        CODE_DOWN,
        NAME,
        NAME_DOWN
    }

    /** Everywhere, by code. */
    public SubjectFilter(
            @Nullable String kind, @Nullable String text, Reach reach, boolean closedToo, int from, int size) {
        this(kind, text, null, reach, List.of(), closedToo, from, size, Order.CODE);
    }
}
