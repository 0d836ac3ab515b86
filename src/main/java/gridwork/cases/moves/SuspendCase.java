package gridwork.cases.moves;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.CaseTold;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.ClockId;
import gridwork.cases.clock.Clocks;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A case rests for a reason (中止), with all that came from it: its clocks are paused, its tasks are not completed. It goes
 * on when somebody lets it, or by itself when something from outside reaches it. What was paused or rested before for a reason
 * of its own does so afterwards.
 */
@Component
public class SuspendCase {
    private static final Logger LOG = LoggerFactory.getLogger(SuspendCase.class);
    private static final String CLOCKS = "clocks";
    private static final String UNDER = "under";
    private final Acts acts;
    private final OfferedMoves offered;
    private final CaseBook book;
    private final Clocks clocks;
    private final StreetClock clock;
    private final Work work;

    SuspendCase(Acts acts, OfferedMoves offered, CaseBook book, Clocks clocks, StreetClock clock, Work work) {
        this.acts = acts;
        this.offered = offered;
        this.book = book;
        this.clocks = clocks;
        this.clock = clock;
        this.work = work;
    }

    public void suspend(CaseId id, String reason, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            offered.require(acts.here(of), Moving.SUSPEND, null, null, by);
            Acts.going(of);
            // clocks are not paused without one
            String why = Acts.reason(reason, true);
            rest(of, null, why, by.id().value());
            LOG.info("case {} rests", id.value());
        });
    }

    private void rest(Case of, @Nullable CaseId under, String why, String by) {
        ObjectNode resting =
                book.details().put("by", by).put("at", clock.now().toString()).put("reason", why);
        if (under != null) {
            resting.put(UNDER, String.valueOf(under.value()));
        }
        ArrayNode paused = resting.putArray(CLOCKS);
        for (CaseClock each : clocks.of(of.id())) {
            if (each.open() && each.at(clock.now()) == CaseClock.State.BREACHED && each.breachedAt() == null) {
                throw new Refused("suspend-time-just-up");
            }
            if (each.open() && each.at(clock.now()) == CaseClock.State.RUNNING) {
                clocks.pause(each.id(), why);
                paused.add(String.valueOf(each.id().value()));
            }
        }
        Case now = book.get(of.id());
        ObjectNode details = now.details().deepCopy();
        details.set(Case.SUSPENDED, resting);
        book.change(now, now.dueOn(), details);
        book.trail(of.id(), by, "suspended", book.details().put("reason", why));
        CaseId top = under == null ? of.id() : under;
        book.cameFrom(of.id()).stream()
                .filter(each -> each.open() && !each.suspended())
                .forEach(each -> rest(each, top, why, by));
    }

    public void resume(CaseId id, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            offered.require(acts.here(of), Moving.SUSPEND, null, null, by);
            if (!of.suspended()) {
                throw new Refused("case-not-suspended");
            }
            if (of.details().path(Case.SUSPENDED).has(UNDER)) {
                throw new Refused(
                        "case-suspended-above",
                        of.details().path(Case.SUSPENDED).path(UNDER).asText());
            }
            goOn(of, id, by.id().value());
            LOG.info("case {} goes on", id.value());
        });
    }

    /** What comes from outside is not kept waiting: the case goes on, and everything that rested with it. */
    @EventListener
    void on(CaseTold told) {
        Case of = book.get(told.id());
        if (of.open() && of.suspended()) {
            String under = of.details().path(Case.SUSPENDED).path(UNDER).asText("");
            CaseId top = under.isEmpty() ? of.id() : new CaseId(Long.parseLong(under));
            goOn(book.get(top), top, null);
        }
    }

    /** @param by null = the program */
    private void goOn(Case of, CaseId top, @Nullable String by) {
        JsonNode resting = of.details().path(Case.SUSPENDED);
        ObjectNode details = of.details().deepCopy();
        details.remove(Case.SUSPENDED);
        book.change(of, of.dueOn(), details);
        for (JsonNode each : resting.path(CLOCKS)) {
            clocks.find(new ClockId(each.asLong()))
                    .filter(its -> its.open() && its.pausedSince() != null)
                    .ifPresent(its -> clocks.resume(its.id()));
        }
        book.trail(of.id(), by, "resumed", book.details());
        String under = String.valueOf(top.value());
        book.cameFrom(of.id()).stream()
                .filter(each -> each.open()
                        && each.details()
                                .path(Case.SUSPENDED)
                                .path(UNDER)
                                .asText("")
                                .equals(under))
                .forEach(each -> goOn(each, top, by));
    }
}
