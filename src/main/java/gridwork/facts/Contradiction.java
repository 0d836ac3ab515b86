package gridwork.facts;

import java.time.LocalDate;
import java.util.List;

/**
 * Two sources say different things of what can only be one (相互矛盾的事实). Of such facts the one of the latest day counts,
 * of the same day the one recorded last, until one of them is voided.
 *
 * @param from the first day of the period, a day or a month, in which they differ
 * @param facts what was said, what counts first; the latest of each source
 */
public record Contradiction(Subject subject, FactKind kind, FactKind.Field field, LocalDate from, List<Fact> facts) {}
