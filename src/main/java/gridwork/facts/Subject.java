package gridwork.facts;

import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param area the grid it lies in; null where nobody knows yet
 * @param latitude degrees WGS 84
 * @param closedOn the day from which it takes part in nothing any more; null while open
 */
public record Subject(
        SubjectId id,
        SubjectRef ref,
        String name,
        @Nullable AreaId area,
        @Nullable String address,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable LocalDate openedOn,
        @Nullable LocalDate closedOn,
        int version) {
    /** By this version of the entry alone: a day on which an entry since reopened was closed is for {@link Subjects} to tell. */
    public boolean openOn(LocalDate day) {
        return (openedOn == null || !openedOn.isAfter(day)) && (closedOn == null || closedOn.isAfter(day));
    }
}
