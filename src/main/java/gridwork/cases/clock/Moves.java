package gridwork.cases.clock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseId;
import gridwork.cases.CaseTrail;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BackgroundWork;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Deadline;
import gridwork.street.Length;
import gridwork.street.WorkingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * When the working calendar changes the open deadlines are counted anew, chunk by chunk: each clock keeps the state of the
 * calendar by which it was counted, so whoever comes next goes on where a killed node stopped. What has run out stays so.
 */
@Component
public class Moves implements BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    private static final int CHUNK = 100;
    private final StoredClocks clocks;
    private final Subjects subjects;
    private final CaseTrail trail;
    private final TaskDues dues;
    private final WorkingCalendar calendar;
    private final StreetClock clock;
    private final Work work;
    private final ApplicationEventPublisher events;

    Moves(
            StoredClocks clocks,
            Subjects subjects,
            CaseTrail trail,
            TaskDues dues,
            WorkingCalendar calendar,
            StreetClock clock,
            Work work,
            ApplicationEventPublisher events) {
        this.clocks = clocks;
        this.subjects = subjects;
        this.trail = trail;
        this.dues = dues;
        this.calendar = calendar;
        this.clock = clock;
        this.work = work;
        this.events = events;
    }

    /**
     * A deadline that would move.
     *
     * @param from when it is due now
     * @param late it would be past at once
     */
    public record Move(CaseClock clock, Instant from, Instant to, boolean late) {}

    /**
     * What a draft of the calendar would move.
     *
     * @param subjects of the cases of those that are listed
     * @param total of them, of which the first few are here, the earliest new deadline first; what is secret is not told
     */
    public record Preview(List<Move> moves, Map<CaseId, SubjectId> subjects, int total, int open) {}

    /** @param most how many are listed */
    public Preview preview(WorkingCalendar draft, int most) {
        List<Move> all = new ArrayList<>();
        var open = new AtomicInteger();
        Instant now = clock.now();
        clocks.running(Length.Counting.WORKING, each -> {
            open.incrementAndGet();
            Instant from = each.dueAt();
            Instant to = each.dueBy(draft).at();
            if (from != null && !from.isBefore(now) && !to.equals(from)) {
                all.add(new Move(each, from, to, to.isBefore(now)));
            }
        });
        all.sort(Comparator.comparing(Move::to)
                .thenComparing(each -> each.clock().id().value()));
        List<Move> first = List.copyOf(all.subList(0, Math.min(most, all.size())));
        Set<CaseId> of = first.stream().map(each -> each.clock().caseId()).collect(Collectors.toSet());
        return new Preview(first, clocks.subjects(of), all.size(), open.get());
    }

    /** How many open clocks are still counted by an earlier calendar. */
    public int left() {
        return clocks.countedBefore(calendar.state());
    }

    @Override
    public String name() {
        return "calendar-moves";
    }

    @Override
    public int run() {
        int all = 0;
        for (int some = chunk(); some > 0; some = chunk()) {
            all += some;
        }
        if (all > 0) {
            LOG.info("{} clocks were counted by the calendar's state {}", all, calendar.state());
        }
        return all;
    }

    private int chunk() {
        long state = calendar.state();
        Map<ClockId, SubjectId> some = clocks.countedBefore(state, CHUNK);
        var met = new AtomicInteger();
        if (!some.isEmpty()) {
            work.run(() -> {
                subjects.lock(new TreeSet<>(some.values()));
                List<CaseClock> mine = clocks.claimCountedBefore(some.keySet(), state);
                List<CaseClock> same =
                        mine.stream().filter(each -> !moved(each, state)).toList();
                clocks.counted(same, state);
                met.set(mine.size());
            });
        }
        return met.get();
    }

    private boolean moved(CaseClock each, long state) {
        if (each.length().counting() == Length.Counting.RUNNING || each.at(clock.now()) != CaseClock.State.RUNNING) {
            return false;
        }
        Deadline to = each.dueBy(calendar);
        CaseClock counted = each.but().due(to).done();
        if (Objects.equals(each.dueAt(), to.at()) && each.beyondCalendar() == to.beyondCalendar()) {
            return false;
        }
        clocks.change(counted, state, to.at());
        if (!Objects.equals(each.dueAt(), to.at())) {
            ObjectNode said = KeptClocks.said(counted);
            said.put("dueBefore", String.valueOf(each.dueAt()));
            trail.addOfProgram(each.caseId(), "clock-moved", said);
            dues.follow(each.caseId());
            events.publishEvent(new ClockMoved(counted));
        }
        return true;
    }
}
