package gridwork.cases.ledger;

import gridwork.cases.Results;
import gridwork.facts.Fact;
import gridwork.facts.FactCounts;
import gridwork.facts.FactId;
import gridwork.facts.FactSelection;
import gridwork.facts.Subjects;
import gridwork.platform.AtStart;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Checks that were made before there was a ledger come into it at the first start: those of this year and the last. A start that
 * is cut short is gone on with at the next.
 */
@Component
class FirstLedger extends AtStart {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLedger.class);
    private static final int CHUNK = 500;
    private final StoredLedger ledger;
    private final KeepLedger keep;
    private final FactCounts facts;
    private final Subjects subjects;
    private final StreetClock clock;
    private final Work work;

    FirstLedger(
            StoredLedger ledger, KeepLedger keep, FactCounts facts, Subjects subjects, StreetClock clock, Work work) {
        this.ledger = ledger;
        this.keep = keep;
        this.facts = facts;
        this.subjects = subjects;
        this.clock = clock;
        this.work = work;
    }

    @Override
    protected void prepare() {
        if (ledger.isEmpty()) {
            begin();
        }
        ledger.filling().forEach(this::fill);
    }

    private void begin() {
        try {
            work.run(() -> {
                Set<String> missing = new TreeSet<>(Results.checks());
                missing.removeAll(Set.copyOf(ledger.filling()));
                missing.forEach(ledger::fill);
            });
        } catch (DuplicateKeyException byAnotherNode) {
            LOG.debug("another node has just begun the same", byAnotherNode);
        }
    }

    private void fill(String kind) {
        LocalDate today = clock.today();
        var selection = new FactSelection(
                Results.subjectOf(kind),
                kind,
                Set.of(),
                false,
                LocalDate.of(today.getYear() - 1, 1, 1),
                today,
                clock.now());
        int from = 0;
        List<Fact> some = facts.page(selection, from, CHUNK).facts();
        while (!some.isEmpty()) {
            List<Fact> told = some;
            work.run(() -> take(told));
            from += some.size();
            some = facts.page(selection, from, CHUNK).facts();
        }
        work.run(() -> ledger.filled(kind));
        LOG.info("{} facts of the kind {} came into the ledger", from, kind);
    }

    /** Another node may be at it too. */
    private void take(List<Fact> told) {
        subjects.lock(told.stream().map(Fact::subject).collect(Collectors.toSet()));
        Set<FactId> there = ledger.there(told.stream().map(Fact::id).collect(Collectors.toSet()));
        keep.take(told.stream().filter(each -> !there.contains(each.id())).toList());
    }
}
