package gridwork.facts;

import gridwork.street.AreaId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param text part of a name, code or address
 * @param areas only subjects in one of these; null = everywhere
 * @param ids only these subjects (e.g. those of one colour); null = all
 * @param from first row, from 0
 * @param size rows a page, at most 500
 * @param order of the rows; equal ones by code
 */
public record SubjectFilter(
        @Nullable String kind,
        @Nullable String text,
        @Nullable Set<AreaId> areas,
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

    /** By code. */
    public SubjectFilter(
            @Nullable String kind,
            @Nullable String text,
            @Nullable Set<AreaId> areas,
            @Nullable Set<SubjectId> ids,
            boolean closedToo,
            int from,
            int size) {
        this(kind, text, areas, ids, closedToo, from, size, Order.CODE);
    }
}
