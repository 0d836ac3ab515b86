package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.clock.Clocks;
import gridwork.cases.opening.Reasons;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.cases.report.Reports;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A case goes into another open one of its subject (并案): its tasks end, what it was opened for, who reported it and its
 * deadlines go on there, and of two deadlines for the same the earlier holds. What was written and signed in it stays in it, as
 * it was, and is shown with the other.
 */
@Component
public class MergeCase {
    private static final Logger LOG = LoggerFactory.getLogger(MergeCase.class);
    private static final String WITHDRAW = "withdraw";
    private final Acts acts;
    private final OfferedMoves offered;
    private final Running running;
    private final Leading leading;
    private final StoredTies ties;
    private final StoredCopies copies;
    private final Reports reports;
    private final Clocks clocks;
    private final CaseBook book;
    private final StreetClock clock;
    private final Work work;

    MergeCase(
            Acts acts,
            OfferedMoves offered,
            Running running,
            Leading leading,
            StoredTies ties,
            StoredCopies copies,
            Reports reports,
            Clocks clocks,
            CaseBook book,
            StreetClock clock,
            Work work) {
        this.acts = acts;
        this.offered = offered;
        this.running = running;
        this.leading = leading;
        this.ties = ties;
        this.copies = copies;
        this.reports = reports;
        this.clocks = clocks;
        this.book = book;
        this.clock = clock;
        this.work = work;
    }

    /** @param into the number of the one that leads from now on, as it was chosen */
    public void merge(CaseId id, CaseId into, String reason, Officer by) {
        work.run(() -> {
            if (id.equals(into)) {
                throw new Refused("merge-itself");
            }
            Case of = acts.locked(id, by);
            Acts.going(of);
            Running.Here here = acts.here(of);
            Move move = offered.require(here, Moving.MERGE, null, acts.anyTask(of, by), by);
            String why = Acts.reason(reason, true);
            Case to = book.find(into).orElseThrow(() -> new Refused("case-unknown", String.valueOf(into.value())));
            leading.check(of, to, move);
            if (!move.at().containsAll(running.steps(here))) {
                throw new Refused("merge-not-here");
            }
            merge(of, to, why, by);
            LOG.info("case {} goes into {}", id.value(), into.value());
        });
    }

    private void merge(Case of, Case to, String why, Officer by) {
        ObjectNode own = of.details().deepCopy();
        own.put(Case.MERGED_INTO, String.valueOf(to.id().value()));
        book.change(of, of.dueOn(), own);
        book.trail(of.id(), by.id().value(), "merged", said(to.id(), why));
        clocks.handOver(of.id(), to.id());
        reports.move(reports.of(of.id()), to.id());
        copies.add(of.id(), to.id(), clock.now(), by.id(), why);
        ties.add(of.id(), to.id(), Ties.Kind.MERGED, clock.now(), by.id());
        Case now = book.get(to.id()); // its clocks may have moved its last day
        ObjectNode with = now.details().deepCopy();
        Reasons.join(with, of.details());
        book.change(now, earlier(now.dueOn(), of.dueOn()), with);
        book.trail(to.id(), by.id().value(), "merged-in", said(of.id(), why));
        if (!book.tell(of.id(), WITHDRAW)) {
            throw new Refused("case-not-withdrawable");
        }
    }

    private ObjectNode said(CaseId other, String why) {
        return book.details().put("case", String.valueOf(other.value())).put("reason", why);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
