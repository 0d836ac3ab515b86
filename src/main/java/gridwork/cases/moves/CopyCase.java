package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Somebody who has nothing to do in a case gets to read it (抄送); nothing waits for them. */
@Component
public class CopyCase {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCase.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final StoredCopies copies;
    private final CaseBook book;
    private final StreetClock clock;
    private final Work work;
    private final ApplicationEventPublisher events;

    CopyCase(
            Acts acts,
            OfferedMoves offered,
            StoredCopies copies,
            CaseBook book,
            StreetClock clock,
            Work work,
            ApplicationEventPublisher events) {
        this.acts = acts;
        this.offered = offered;
        this.copies = copies;
        this.book = book;
        this.clock = clock;
        this.work = work;
        this.events = events;
    }

    public void copy(CaseId id, OfficerId to, String words, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Move move = offered.require(acts.here(of), Moving.COPY, null, acts.anyTask(of, by), by);
            String said = Acts.reason(words, move.reason());
            if (of.secret()
                    || offered.mayRead(of, move, by).stream()
                            .noneMatch(each -> each.id().equals(to))) {
                throw new Refused("copy-not-to-them");
            }
            copies.add(id, to, clock.now(), by.id(), said);
            ObjectNode content = book.details().put("officer", to.value()).put("reason", said);
            book.trail(id, by.id().value(), "copied", content);
            events.publishEvent(new CaseCopied(id, to, said));
            LOG.info("case {} is copied to somebody", id.value());
        });
    }
}
