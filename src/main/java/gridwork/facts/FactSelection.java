package gridwork.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Facts about one kind of subject that happened in a span of days, were known at a moment and not void then.
 *
 * @param categories empty = all of the kind
 * @param withAmountOnly true = only those whose amount is above zero
 * @param from the first day
 * @param to the last day
 */
public record FactSelection(
        String subjectKind,
        String kind,
        Set<String> categories,
        boolean withAmountOnly,
        LocalDate from,
        LocalDate to,
        Instant knownAt) {}
