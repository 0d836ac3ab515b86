package gridwork.facts;

import gridwork.street.AreaId;
import gridwork.street.Reach;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param text part of a name, code or address
 * @param areas only subjects in one of these; null = everywhere
 * @param reach only subjects that its owner may see
 * @param ids only these subjects (e.g. those of one colour); null = all
 * @param from first row, from 0
 * @param size rows a page, at most 500
 * @param order of the rows; equal ones by code
 */
public record SubjectFilter(
        @Nullable String kind,
        @Nullable String text,
        @Nullable Set<AreaId> areas,
        Reach reach,
        @Nullable Set<SubjectId> ids,
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
            @Nullable String kind,
            @Nullable String text,
            Reach reach,
            @Nullable Set<SubjectId> ids,
            boolean closedToo,
            int from,
            int size) {
        this(kind, text, null, reach, ids, closedToo, from, size, Order.CODE);
    }
}
