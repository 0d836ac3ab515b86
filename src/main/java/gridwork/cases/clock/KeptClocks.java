package gridwork.cases.clock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseClosed;
import gridwork.cases.CaseId;
import gridwork.cases.CaseTrail;
import gridwork.cases.Doer;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Deadline;
import gridwork.street.Length;
import gridwork.street.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class KeptClocks implements Clocks {
    private static final int LONGEST = 500;
    private final StoredClocks stored;
    private final TaskDues dues;
    private final CaseTrail trail;
    private final Subjects subjects;
    private final WorkingCalendar calendar;
    private final StreetClock clock;
    private final Work work;
    private final Doer doer;
    private final ApplicationEventPublisher events;

    KeptClocks(
            StoredClocks stored,
            TaskDues dues,
            CaseTrail trail,
            Subjects subjects,
            WorkingCalendar calendar,
            StreetClock clock,
            Work work,
            Doer doer,
            ApplicationEventPublisher events) {
        this.stored = stored;
        this.dues = dues;
        this.trail = trail;
        this.subjects = subjects;
        this.calendar = calendar;
        this.clock = clock;
        this.work = work;
        this.doer = doer;
        this.events = events;
    }

    @Override
    public Map<CaseId, List<CaseClock>> start(Map<CaseId, List<NewClock>> asked) {
        Map<CaseId, List<CaseClock>> open = new LinkedHashMap<>();
        work.run(() -> {
            open.clear();
            Map<CaseId, String> matters = stored.matters(asked.keySet());
            Map<CaseId, List<CaseClock>> there = stored.of(asked.keySet());
            List<CaseClock> begun = new ArrayList<>();
            asked.forEach((of, clocks) -> {
                String matter = Optional.ofNullable(matters.get(of))
                        .orElseThrow(() -> new IllegalStateException("no case " + of.value()));
                List<CaseClock> its = new ArrayList<>(there.getOrDefault(of, List.of()));
                List<CaseClock> answer = open.computeIfAbsent(of, none -> new ArrayList<>());
                for (NewClock each : clocks) {
                    CaseClock one = its.stream()
                            .filter(it -> it.open() && isFor(it, each))
                            .findFirst()
                            .orElseGet(() -> begun(of, matter, each, begun));
                    its.add(one);
                    answer.add(one);
                }
            });
            keep(begun);
        });
        return open;
    }

    private static boolean isFor(CaseClock there, NewClock asked) {
        return there.item().equals(asked.item())
                && Objects.equals(there.step(), asked.step())
                && Objects.equals(there.part(), asked.part());
    }

    private CaseClock begun(CaseId of, String matter, NewClock asked, List<CaseClock> all) {
        Instant from = Objects.requireNonNullElseGet(asked.since(), clock::now);
        long amount = CaseClock.amount(asked.length());
        Deadline due = CaseClock.due(calendar, asked.length(), from, amount);
        var begun = new CaseClock(
                new ClockId(Ids.next()),
                of,
                matter,
                asked.item(),
                asked.title(),
                asked.step(),
                asked.part(),
                asked.length(),
                asked.because(),
                from,
                from,
                amount,
                due.at(),
                due.beyondCalendar(),
                null,
                null,
                Duration.ZERO,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                1);
        all.add(begun);
        return begun;
    }

    private void keep(List<CaseClock> begun) {
        if (!begun.isEmpty()) {
            stored.add(begun, calendar.state());
            trail.addOfProgram(
                    "clock-started",
                    begun.stream()
                            .map(each -> Map.entry(each.caseId(), saidAtFirst(each)))
                            .toList());
        }
    }

    private static ObjectNode saidAtFirst(CaseClock begun) {
        return said(begun)
                .put("ruleSet", begun.because().ruleSet())
                .put("row", begun.because().row());
    }

    @Override
    public void stop(CaseId of, String item) {
        stop(of, each -> each.item().equals(item));
    }

    @Override
    public void stop(CaseId of, String item, String part) {
        stop(of, each -> each.item().equals(item) && part.equals(each.part()));
    }

    @Override
    public void stopAll(CaseId of) {
        work.run(() -> stored.of(of).stream().filter(CaseClock::open).forEach(each -> stop(each, null)));
    }

    @EventListener
    void closed(CaseClosed closed) {
        if (closed.done()) {
            stop(closed.id(), each -> true);
        } else {
            stopAll(closed.id());
        }
    }

    private void stop(CaseId of, Predicate<CaseClock> which) {
        work.run(() -> stored.of(of).stream()
                .filter(CaseClock::open)
                .filter(which)
                .forEach(each -> stop(each, each.tookAt(clock.now(), calendar))));
    }

    @Override
    public void reopen(CaseId of, String item) {
        // the last that was made, not the last that began: one may have taken over an earlier deadline
        work.run(() -> stored.of(of).stream()
                .filter(each -> !each.open() && each.item().equals(item))
                .max(Comparator.comparing(each -> each.id().value()))
                .ifPresent(this::reopen));
    }

    @Override
    public void reopen(ClockId id) {
        work.run(() -> stored.find(id).filter(each -> !each.open()).ifPresent(this::reopen));
    }

    private void reopen(CaseClock stopped) {
        CaseClock again = stopped.but().goesOn().done();
        CaseClock open = again.pausedSince() == null ? counted(again) : again;
        stored.change(open, calendar.state(), open.toldAt() == null ? open.dueAt() : null);
        trail.addOfProgram(open.caseId(), "clock-reopened", said(open));
        events.publishEvent(new ClockMoved(open));
    }

    @Override
    public void handOver(CaseId from, CaseId into) {
        work.run(() -> {
            List<CaseClock> there = open(into);
            for (CaseClock each : open(from)) {
                CaseClock its = there.stream()
                        .filter(one -> one.item().equals(each.item()) && Objects.equals(one.part(), each.part()))
                        .findFirst()
                        .orElse(null);
                if (its == null) {
                    copy(each, into, null);
                } else if (isEarlier(each, its)) {
                    CaseClock taken = each.in(its);
                    stored.takeOver(taken, calendar.state(), wakeAt(taken));
                    ObjectNode said = said(taken);
                    said.put("dueBefore", String.valueOf(its.dueAt()));
                    trail.addOfProgram(into, "clock-merged", said);
                    events.publishEvent(new ClockMoved(taken));
                }
            }
            dues.follow(into);
        });
    }

    @Override
    public void share(CaseId from, CaseId with) {
        work.run(() -> open(from).forEach(each -> copy(each, with, each.step())));
    }

    private List<CaseClock> open(CaseId of) {
        return stored.of(of).stream().filter(CaseClock::open).toList();
    }

    private static boolean isEarlier(CaseClock one, CaseClock other) {
        Instant due = one.dueAt();
        Instant its = other.dueAt();
        if (due == null || its == null) {
            throw new Refused("merge-clock-paused");
        }
        return due.isBefore(its);
    }

    /** Told once of a breach, a process is not told of it again. */
    private static @Nullable Instant wakeAt(CaseClock of) {
        return of.toldAt() == null && of.breachedAt() == null ? of.dueAt() : null;
    }

    private void copy(CaseClock of, CaseId into, @Nullable String step) {
        CaseClock copy = of.as(new ClockId(Ids.next()), into, matterOf(into), step);
        stored.add(List.of(copy), calendar.state());
        stored.change(copy, calendar.state(), wakeAt(copy));
        trail.addOfProgram(into, "clock-carried-over", said(copy));
    }

    private String matterOf(CaseId of) {
        return Objects.requireNonNull(stored.matters(List.of(of)).get(of));
    }

    /** @param took null = it was not done */
    private void stop(CaseClock open, @Nullable Long took) {
        Instant now = clock.now();
        CaseClock.But stopping = open.but().stopped(now, took);
        CaseClock stopped = open.isUp(now) && open.breachedAt() == null
                ? stopping.breachedAt(open.dueAt()).done()
                : stopping.done();
        stored.change(stopped, calendar.state(), null);
        ObjectNode said = said(stopped);
        said.put("late", stopped.breachedAt() != null);
        trail.addOfProgram(open.caseId(), "clock-stopped", said);
    }

    @Override
    public void pause(ClockId id, String reason) {
        String why = reason(reason);
        act(id, open -> {
            if (open.pausedSince() != null) {
                throw new Refused("clock-paused");
            }
            inTime(open);
            Instant now = clock.now();
            CaseClock paused = open.but()
                    .counted(now, open.leftAt(now, calendar))
                    .due(null)
                    .pausedSince(now, why)
                    .done();
            said(paused, "clock-paused", why);
            return paused;
        });
    }

    @Override
    public void resume(ClockId id) {
        act(id, open -> {
            Instant since = open.pausedSince();
            if (since == null) {
                throw new Refused("clock-not-paused");
            }
            Instant now = clock.now();
            CaseClock resumed = counted(open.but()
                    .counted(open.length().ofDays() ? thisDayCounts(open) : now, open.left())
                    .pausedFor(open.paused().plus(Duration.between(since, now)))
                    .done());
            said(resumed, "clock-resumed", "");
            return resumed;
        });
    }

    /** The day on which it was paused was not used up, so the day on which it goes on counts; the first day never does. */
    private Instant thisDayCounts(CaseClock paused) {
        Instant yesterday = clock.endOf(clock.today().minusDays(1));
        return paused.startedAt().isAfter(yesterday) ? paused.startedAt() : yesterday;
    }

    @Override
    public void extend(ClockId id, int amount, String reason) {
        String why = reason(reason);
        act(id, open -> {
            inTime(open);
            CaseClock longer = open.but()
                    .counted(open.countedFrom(), open.left() + CaseClock.amount(added(open, amount)))
                    .extended(open.extendedBy() + amount, why, doer.officer())
                    .done();
            CaseClock extended = longer.pausedSince() == null ? counted(longer) : longer;
            said(extended, "clock-extended", why);
            return extended;
        });
    }

    private static Length added(CaseClock open, int amount) {
        if (amount < 1) {
            throw new Refused("clock-extension-amount");
        }
        try {
            // together it must still be a length that can be counted
            open.length().times(Math.addExact(Math.addExact(open.length().amount(), open.extendedBy()), amount));
            return open.length().times(amount);
        } catch (ArithmeticException | IllegalArgumentException tooLong) {
            throw new Refused("clock-extension-amount");
        }
    }

    private void act(ClockId id, UnaryOperator<CaseClock> change) {
        work.run(() -> {
            subjects.lock(List.of(stored.subject(id).orElseThrow(() -> new Refused("clock-gone"))));
            CaseClock open = stored.find(id).filter(CaseClock::open).orElseThrow(() -> new Refused("clock-gone"));
            CaseClock changed = change.apply(open);
            stored.change(changed, calendar.state(), changed.dueAt());
            dues.follow(open.caseId());
            events.publishEvent(new ClockMoved(changed));
        });
    }

    private void inTime(CaseClock open) {
        if (open.at(clock.now()) == CaseClock.State.BREACHED) {
            throw new Refused("clock-time-up");
        }
    }

    private static String reason(String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        if (reason.strip().length() > LONGEST) {
            throw new Refused("clock-reason-long", LONGEST);
        }
        return reason.strip();
    }

    private CaseClock counted(CaseClock open) {
        return open.but().due(open.dueBy(calendar)).done();
    }

    private void said(CaseClock of, String what, String reason) {
        ObjectNode said = said(of);
        if (!reason.isEmpty()) {
            said.put("reason", reason);
        }
        if (of.extendedBy() > 0) {
            said.put("extendedBy", of.extendedBy());
        }
        trail.add(of.caseId(), what, said);
    }

    /** What the trail says of every act on a clock. */
    static ObjectNode said(CaseClock of) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.put("clock", of.id().value()).put("item", of.item());
        said.putObject("title").put("zh", of.title().zh()).put("en", of.title().en());
        said.put("amount", of.length().amount())
                .put("unit", of.length().unit().id())
                .put("counting", of.length().counting().id());
        Instant due = of.dueAt();
        if (due != null) {
            said.put("dueAt", due.toString());
        }
        if (of.beyondCalendar()) {
            said.put("beyondCalendar", true);
        }
        return said;
    }

    @Override
    public Optional<CaseClock> find(ClockId id) {
        return stored.find(id);
    }

    @Override
    public List<CaseClock> of(CaseId of) {
        return stored.of(of);
    }

    @Override
    public Map<CaseId, List<CaseClock>> of(Collection<CaseId> all) {
        return stored.of(all);
    }
}
