package gridwork.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many facts there are, and which: what reviews count. */
public interface FactCounts {
    /** Facts of some kinds about one kind of subject in a span of days, as known at a moment; one query. */
    List<Count> count(String subjectKind, Set<String> kinds, LocalDate from, LocalDate to, Instant knownAt);

    /** The facts themselves, the latest first. */
    Page page(FactSelection selection, int from, int size);

    /** The first day on which anything is known to have happened to this kind of subject. */
    Optional<LocalDate> first(String subjectKind);

    /** When this program recorded its first fact; of what happened before it knows only what came in from elsewhere. */
    Optional<Instant> begun();

    /** @param withAmount whether their amount is above zero */
    record Count(String kind, @Nullable String category, boolean withAmount, long number) {}

    record Page(List<Fact> facts, long total) {}
}
