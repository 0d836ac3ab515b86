package gridwork.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the register ever said of a subject, so that many days and moments are asked without a query: the same answers
 * as {@link Subjects#isOpen}.
 *
 * @param versions of its entry in their order; the first is known from the entry or from the first fact told, whichever is
 *     earlier
 */
public record RegisterMemory(List<Version> versions) {
    /**
     * @param merged found to be another subject
     * @param gapFrom it took part in nothing from this day until {@code gapUntil}; null = no such time was said with it
     */
    public record Version(
            Instant knownFrom,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate closedOn,
            boolean merged,
            @Nullable LocalDate gapFrom,
            @Nullable LocalDate gapUntil) {
        private boolean open(LocalDate day) {
            return !merged
                    && (openedOn == null || !openedOn.isAfter(day))
                    && (closedOn == null || closedOn.isAfter(day));
        }

        private boolean leavesOut(LocalDate day) {
            return gapFrom != null && gapUntil != null && !gapFrom.isAfter(day) && gapUntil.isAfter(day);
        }
    }

    /** Whether it took part on a day, by what was known at a moment. */
    public boolean openOn(LocalDate day, Instant knownAt) {
        Version last = null;
        for (Version each : versions) {
            if (each.knownFrom().isAfter(knownAt)) {
                continue;
            }
            if (each.leavesOut(day)) {
                return false;
            }
            last = each;
        }
        return last != null && last.open(day);
    }

    /** The moments at which something became known of it. */
    public List<Instant> moments() {
        return versions.stream().map(Version::knownFrom).toList();
    }

    /** The days from which it may take part, or not any more. */
    public Set<LocalDate> days() {
        Set<LocalDate> days = new TreeSet<>();
        versions.stream()
                .flatMap(each -> Stream.of(each.openedOn(), each.closedOn(), each.gapFrom(), each.gapUntil()))
                .filter(Objects::nonNull)
                .forEach(days::add);
        return days;
    }
}
