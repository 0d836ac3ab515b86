package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Doer;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One more signs beside the others (加签), or one who was added does not (减签). What was signed already stays. */
@Component
public class ChangeSigners {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeSigners.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final Running running;
    private final CaseBook book;
    private final Work work;
    private final Doer doer;

    ChangeSigners(Acts acts, OfferedMoves offered, Running running, CaseBook book, Work work, Doer doer) {
        this.acts = acts;
        this.offered = offered;
        this.running = running;
        this.book = book;
        this.work = work;
        this.doer = doer;
    }

    public void add(CaseId id, String step, OfficerId signer, String reason, Officer by) {
        change(id, step, Moving.ADD_SIGNER, signer, reason, by);
    }

    public void remove(CaseId id, String step, OfficerId signer, String reason, Officer by) {
        change(id, step, Moving.REMOVE_SIGNER, signer, reason, by);
    }

    private void change(CaseId id, String step, Moving kind, OfficerId signer, String reason, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            Running.Here here = acts.here(of);
            Move move = offered.require(here, kind, step, acts.taskOf(of, step, by), by);
            String why = Acts.reason(reason, move.reason());
            boolean adds = kind == Moving.ADD_SIGNER;
            if (offered.signers(of, here, move, step).stream()
                    .noneMatch(each -> each.id().equals(signer))) {
                throw new Refused(adds ? "signer-not-them" : "signer-stays");
            }
            Signers signers = offered.signers(here).orElseThrow(() -> new Refused("move-not-yours"));
            if (adds) {
                signers.add(of, signer);
                doer.asProgram(() -> running.addInstance(here, step, signer.value()));
            } else {
                signers.remove(of, signer);
                doer.asProgram(() -> running.endInstance(here, step, signer.value()));
            }
            ObjectNode said = book.details()
                    .put("step", step)
                    .put("stepName", running.name(here, step).orElse(step))
                    .put("officer", signer.value())
                    .put("reason", why);
            book.trail(id, by.id().value(), adds ? "signer-added" : "signer-removed", said);
            LOG.info("case {}: {} at {}", id.value(), kind, step);
        });
    }
}
