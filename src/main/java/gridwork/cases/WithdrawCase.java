package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Officer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends a case before it is done (撤案), always with a reason that stays on its trail and among the facts. */
@Component
public class WithdrawCase {
    static final String OFFICE_CLERK = "office-clerk";
    private static final int LONGEST = 500;
    private final StoredCases cases;
    private final Subjects subjects;
    private final RuntimeService processes;
    private final ApplicationEventPublisher events;
    private final Work work;
    private final Doer doer;

    WithdrawCase(
            StoredCases cases,
            Subjects subjects,
            RuntimeService processes,
            ApplicationEventPublisher events,
            Work work,
            Doer doer) {
        this.cases = cases;
        this.subjects = subjects;
        this.processes = processes;
        this.events = events;
        this.work = work;
        this.doer = doer;
    }

    /** Whether somebody may withdraw a case that they may see: the street office, and an open one that they had no hand in. */
    public boolean mayWithdraw(Case of, Officer officer) {
        return of.open() && officer.has(OFFICE_CLERK) && !of.bars(officer.id());
    }

    /** With all that came from it and is still open. */
    public void withdraw(CaseId id, String reason, Officer by) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        if (reason.strip().length() > LONGEST) {
            throw new Refused("case-reason-long", LONGEST);
        }
        if (!by.has(OFFICE_CLERK)) {
            throw new Refused("case-withdraw-office");
        }
        work.run(() -> {
            Case of = locked(id);
            if (!of.open()) {
                throw new Refused("case-closed");
            }
            if (of.bars(by.id())) {
                throw new Refused("case-own-hand");
            }
            end(
                    of,
                    cases.details().put(Withdrawn.REASON, reason.strip()),
                    by.id().value());
        });
    }

    /** Whoever applied takes it back before it is decided. */
    public void byApplicant(CaseId id) {
        work.run(() -> {
            Case of = locked(id);
            if (!of.open()) {
                throw new Refused("case-closed");
            }
            end(of, cases.details().put(Withdrawn.CODE, "applicant"), null);
        });
    }

    /**
     * Withdraws a check for a reason of the program's own, unless somebody has begun with it: what was begun on site is
     * finished.
     *
     * @param code see {@code cases.reason.*} in the message catalogue
     * @return whether it is withdrawn
     */
    public boolean unlessBegun(CaseId id, String code) {
        var withdrawn = new AtomicBoolean();
        work.run(() -> {
            Case of = locked(id);
            boolean begun = begun(of);
            if (of.open() && !begun) {
                end(of, cases.details().put(Withdrawn.CODE, code), null);
            }
            withdrawn.set(of.details().has(Withdrawn.WITHDRAWN) || (of.open() && !begun));
        });
        return withdrawn.get();
    }

    /** Somebody wrote or recorded something, in it or in one of its parts. */
    private boolean begun(Case of) {
        return of.details().has(SiteCheck.RECORDED)
                || cases.isBeingWritten(of.id())
                || cases.cameFrom(of.id()).stream().anyMatch(this::begun);
    }

    private Case locked(CaseId id) {
        SubjectId subject = cases.get(id).subject();
        subjects.lock(List.of(subject));
        return cases.get(id);
    }

    /** The process itself closes the case, in the step that the message leads to. */
    private void end(Case of, ObjectNode why, @Nullable String by) {
        ObjectNode details = of.details().deepCopy();
        why.put(Withdrawn.BY, by);
        why.put(Withdrawn.CAME_BY, by == null ? "program" : doer.cameBy());
        details.set(Withdrawn.WITHDRAWN, why);
        cases.change(of, of.dueOn(), of.secret(), details);
        try {
            doer.asProgram(() -> processes
                    .createMessageCorrelation(Withdrawn.MESSAGE)
                    .processInstanceBusinessKey(String.valueOf(of.id().value()))
                    .correlate());
        } catch (MismatchingMessageCorrelationException begunUnderAnOlderModel) {
            throw new Refused("case-not-withdrawable");
        }
        events.publishEvent(new CaseWithdrawn(of.id(), of.subject(), of.matter()));
    }
}
