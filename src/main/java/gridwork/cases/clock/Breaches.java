package gridwork.cases.clock;

import gridwork.cases.CaseTrail;
import gridwork.cases.Doer;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BackgroundWork;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sees about once a second whose time is up, on every node; each clock is claimed by one. That it is marked, written on the
 * trail and heard by whoever waits for it in the process is one transaction, so a kill neither loses nor doubles it. Where
 * the process fails on it the breach is marked all the same, and the process is told again later.
 */
@Component
public class Breaches implements BackgroundWork {
    /** The process variable that tells several at the same step apart, e.g. the element variable of a multi-instance step. */
    static final String PART = "part";

    private static final Logger LOG = LoggerFactory.getLogger(Breaches.class);
    private static final String MESSAGE = "breached-";
    private static final int TOGETHER = 50;
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final int LONGEST_WAIT = 60;

    private final StoredClocks clocks;
    private final Subjects subjects;
    private final CaseTrail trail;
    private final RuntimeService processes;
    private final ApplicationEventPublisher events;
    private final WorkingCalendar calendar;
    private final StreetClock clock;
    private final Work work;
    private final Doer doer;

    Breaches(
            StoredClocks clocks,
            Subjects subjects,
            CaseTrail trail,
            RuntimeService processes,
            ApplicationEventPublisher events,
            WorkingCalendar calendar,
            StreetClock clock,
            Work work,
            Doer doer) {
        this.clocks = clocks;
        this.subjects = subjects;
        this.trail = trail;
        this.processes = processes;
        this.events = events;
        this.calendar = calendar;
        this.clock = clock;
        this.work = work;
        this.doer = doer;
    }

    @Override
    public String name() {
        return "breaches";
    }

    @Override
    public int run() {
        int met = 0;
        for (int some = together(); some > 0; some = together()) {
            met += some;
        }
        return met;
    }

    private int together() {
        Map<ClockId, SubjectId> due = clocks.due(clock.now(), TOGETHER);
        if (due.isEmpty()) {
            return 0;
        }
        try {
            return claimed(due);
        } catch (RuntimeException together) {
            LOG.info("{} breaches are done again, each alone", due.size(), together);
            due.forEach(this::alone);
            return due.size();
        }
    }

    private int claimed(Map<ClockId, SubjectId> due) {
        var met = new AtomicInteger();
        work.run(() -> {
            subjects.lock(new TreeSet<>(due.values()));
            List<CaseClock> mine = clocks.claim(due.keySet(), clock.now());
            mine.forEach(each -> tell(each, waiting(each)));
            met.set(mine.size());
        });
        return met.get();
    }

    private void alone(ClockId id, SubjectId subject) {
        try {
            claimed(Map.of(id, subject));
        } catch (RuntimeException failure) {
            LOG.error(
                    "the process of clock {} could not be told of its breach, and is told again", id.value(), failure);
            work.run(() -> {
                subjects.lock(List.of(subject));
                clocks.claim(List.of(id), clock.now()).forEach(this::later);
            });
        }
    }

    private void later(CaseClock due) {
        CaseClock marked = due.but().breachedAt(upAt(due)).failed().done();
        Instant again = clock.now().plus(AGAIN.multipliedBy(Math.min(LONGEST_WAIT, marked.tries())));
        clocks.change(marked, calendar.state(), again);
        said(due, marked);
    }

    /** Kept first: the process may stop the clock as it moves on. */
    private void tell(CaseClock due, List<String> waiting) {
        CaseClock marked = due.but()
                .breachedAt(upAt(due))
                .toldAt(waiting.isEmpty() ? null : clock.now())
                .done();
        clocks.change(marked, calendar.state(), null);
        said(due, marked);
        for (String execution : waiting) {
            if (execution.equals(waiting.get(0)) || stillWaits(marked, execution)) {
                doer.asProgram(() -> processes.messageEventReceived(MESSAGE + marked.item(), execution));
            }
        }
    }

    private static @Nullable Instant upAt(CaseClock due) {
        return due.breachedAt() == null ? due.dueAt() : due.breachedAt();
    }

    private void said(CaseClock before, CaseClock marked) {
        if (before.breachedAt() == null) {
            trail.addOfProgram(marked.caseId(), "clock-breached", KeptClocks.said(marked));
            events.publishEvent(new ClockBreached(marked));
        }
    }

    /** The places in the process that wait for it, if any; what is not in one of the parts hears of all. */
    private List<String> waiting(CaseClock due) {
        List<String> all = new ArrayList<>();
        for (Execution each : processes
                .createExecutionQuery()
                .messageEventSubscriptionName(MESSAGE + due.item())
                .processInstanceBusinessKey(String.valueOf(due.caseId().value()))
                .list()) {
            Object part = due.part() == null ? null : processes.getVariable(each.getId(), PART);
            if (part == null || part.equals(due.part())) {
                all.add(each.getId());
            }
        }
        return all;
    }

    private boolean stillWaits(CaseClock due, String execution) {
        return processes
                        .createExecutionQuery()
                        .executionId(execution)
                        .messageEventSubscriptionName(MESSAGE + due.item())
                        .count()
                > 0;
    }
}
