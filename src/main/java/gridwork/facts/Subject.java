package gridwork.facts;

import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param area the grid it lies in; null where nobody knows yet
 * @param latitude degrees WGS 84
 * @param closedOn the day from which it takes part in nothing any more; null while open
 * @param mergedInto the subject that it was found to be: what was and is told about this one counts there, and it takes part
 *     in nothing itself, on no day; null = it is itself
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
        @Nullable SubjectId mergedInto,
        int version) {
    /** By this version of the entry alone: a day on which an entry since reopened was closed is for {@link Subjects} to tell. */
    public boolean openOn(LocalDate day) {
        return mergedInto == null
                && (openedOn == null || !openedOn.isAfter(day))
                && (closedOn == null || closedOn.isAfter(day));
    }
}
