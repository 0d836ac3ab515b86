package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.clock.Clocks;
import gridwork.cases.opening.Reasons;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.cases.procedure.Values;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is in a case becomes a case of its own (分案): it stands where the case stands, was opened when that was, and has its
 * open clocks as they are, so that nothing gains time. Reports and reasons that were chosen go over, files are shown in both.
 */
@Component
public class SplitCase {
    /** In the details of the one that came of it: {@code case}, {@code reason} and the {@code files} that go along. */
    public static final String SPLIT_FROM = "splitFrom";

    private static final Logger LOG = LoggerFactory.getLogger(SplitCase.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final Running running;
    private final Separable separable;
    private final StoredTies ties;
    private final Reports reports;
    private final Clocks clocks;
    private final CaseBook book;
    private final StreetClock clock;
    private final Work work;

    SplitCase(
            Acts acts,
            OfferedMoves offered,
            Running running,
            Separable separable,
            StoredTies ties,
            Reports reports,
            Clocks clocks,
            CaseBook book,
            StreetClock clock,
            Work work) {
        this.acts = acts;
        this.offered = offered;
        this.running = running;
        this.separable = separable;
        this.ties = ties;
        this.reports = reports;
        this.clocks = clocks;
        this.book = book;
        this.clock = clock;
        this.work = work;
    }

    /**
     * @param taken of what was offered; may be empty
     * @param reason what becomes a case of its own, and why
     * @return the new case
     */
    public CaseId split(CaseId id, Set<String> taken, String reason, Officer by) {
        var made = new AtomicReference<@Nullable CaseId>();
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            Running.Here here = acts.here(of);
            Move move = offered.require(here, Moving.SPLIT, null, acts.anyTask(of, by), by);
            String why = Acts.reason(reason, true);
            List<String> steps = running.steps(here);
            if (of.secret() || !move.at().containsAll(steps)) {
                throw new Refused("split-not-here");
            }
            CaseId own = split(of, separable.chosen(of, taken), here.definition(), steps, why, by);
            made.set(own);
            LOG.info("case {} was split from {}", own.value(), id.value());
        });
        return Objects.requireNonNull(made.get());
    }

    private CaseId split(
            Case of, Separable.Chosen chosen, String definition, List<String> steps, String why, Officer by) {
        ObjectNode stays = of.details().deepCopy();
        ObjectNode goes = book.details();
        if (of.details().has(Values.ABOUT)) {
            goes.set(Values.ABOUT, of.details().path(Values.ABOUT).deepCopy());
        }
        goes.set(Values.VALUES, Values.of(of).deepCopy());
        Reasons.part(stays, goes, chosen.reasons());
        if (!chosen.reports().isEmpty()) {
            about(goes, chosen.reports().get(0));
            about(stays, chosen.stays().get(0));
        }
        ArrayNode files = goes.putObject(SPLIT_FROM)
                .put("case", String.valueOf(of.id().value()))
                .put("reason", why)
                .putArray("files");
        chosen.files().forEach(each -> files.add(each.id().value()));
        Case own = book.splitFrom(of, "split/" + of.id().value() + "/" + Ids.next(), goes, definition, steps);
        book.trail(own.id(), by.id().value(), "opened", book.details());
        book.change(of, of.dueOn(), stays);
        book.trail(of.id(), by.id().value(), "split", said(own.id(), why));
        clocks.share(of.id(), own.id());
        reports.move(chosen.reports(), own.id());
        ties.add(of.id(), own.id(), Ties.Kind.SPLIT, clock.now(), by.id());
        book.trail(own.id(), by.id().value(), "split-from", said(of.id(), why));
        return own.id();
    }

    private static void about(ObjectNode details, Report report) {
        details.putObject(Values.ABOUT)
                .put(Values.KIND, report.kind())
                .put(Values.CATEGORY, report.category())
                .put("fact", String.valueOf(report.fact().value()));
    }

    private ObjectNode said(CaseId other, String why) {
        return book.details().put("case", String.valueOf(other.value())).put("reason", why);
    }
}
