package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.RegisterMemory;
import gridwork.facts.Remembered;
import gridwork.facts.Subject;
import gridwork.rules.FactSeen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was ever known of a subject, and from when to when: read once, asked for any moment. */
public final class Past {
    private final Subject subject;
    private final RegisterMemory register;
    private final List<Row> rows;
    private final boolean twice;

    public Past(Subject subject, List<Remembered> facts, RegisterMemory register) {
        this.subject = subject;
        this.register = register;
        this.rows = facts.stream()
                .map(Row::of)
                .filter(each -> each.since.isBefore(each.until))
                // as every other question has them, so that the reasons come in the same order
                .sorted(Comparator.comparing((Row each) -> each.fact.occurredAt())
                        .thenComparing(each -> each.fact.id().value()))
                .toList();
        Set<FactId> ids = new HashSet<>();
        rows.forEach(each -> ids.add(each.fact.id()));
        this.twice = ids.size() < rows.size();
    }

    /**
     * A fact and when it counted: from {@code since} until before {@code until}.
     *
     * @param own told about the subject itself, not about one that was merged into it
     */
    record Row(Fact fact, FactSeen seen, Instant since, Instant until, boolean own) {
        static Row of(Remembered each) {
            Instant since = Instant.MIN;
            for (Remembered.Known known : each.since()) {
                since = known.from().isAfter(since) ? known.from() : since;
            }
            Instant until = Instant.MAX;
            for (Remembered.Known known : each.until()) {
                until = known.from().isBefore(until) ? known.from() : until;
            }
            return new Row(
                    each.fact(),
                    Deciding.seen(each.fact()),
                    since,
                    until,
                    each.since().size() == 1);
        }

        boolean counts(Instant at) {
            return !since.isAfter(at) && until.isAfter(at);
        }
    }

    public Subject subject() {
        return subject;
    }

    /** How many facts were read. */
    public int size() {
        return rows.size();
    }

    /** Whether it took part on a day, by what was known at a moment. */
    public boolean openOn(LocalDate day, Instant knownAt) {
        return register.openOn(day, knownAt);
    }

    /** The facts that counted at a moment, of whatever day. */
    public List<Fact> facts(Instant at) {
        return counting(at).map(Row::fact).toList();
    }

    Stream<Row> counting(Instant at) {
        Stream<Row> counting = rows.stream().filter(each -> each.counts(at));
        if (!twice) {
            return counting;
        }
        List<Row> once = new ArrayList<>();
        Set<FactId> ids = new HashSet<>();
        counting.filter(each -> ids.add(each.fact.id())).forEach(once::add);
        return once.stream();
    }

    List<Row> rows() {
        return rows;
    }

    RegisterMemory register() {
        return register;
    }
}
