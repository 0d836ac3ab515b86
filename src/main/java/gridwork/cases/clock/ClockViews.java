package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.WorkingCalendar;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Clocks as pages show them: two queries for any number of cases. */
@Component
public class ClockViews {
    private static final Comparator<ClockView> URGENT = Comparator.comparing(
                    (ClockView each) -> each.clock().dueAt(), Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(each -> each.clock().id().value());

    private final ClockPolicy policy = ClockPolicy.load();
    private final StoredClocks clocks;
    private final ClockNorms norms;
    private final Officers officers;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    ClockViews(StoredClocks clocks, ClockNorms norms, Officers officers, WorkingCalendar calendar, StreetClock clock) {
        this.clocks = clocks;
        this.norms = norms;
        this.officers = officers;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The open ones first, the most urgent at the top; then those that have stopped. */
    public List<ClockView> of(CaseId of) {
        List<CaseClock> all = clocks.of(of);
        Map<ClockNorm.Kind, ClockNorm> usual = norms.of(all);
        return all.stream()
                .map(each -> view(each, usual))
                .sorted(Comparator.comparing((ClockView each) -> !each.clock().open())
                        .thenComparing(URGENT))
                .toList();
    }

    /** The most urgent open clock of each case; a case without one is absent. */
    public Map<CaseId, ClockView> mostUrgent(Collection<CaseId> cases) {
        Map<CaseId, List<CaseClock>> all = clocks.open(cases);
        Map<ClockNorm.Kind, ClockNorm> usual = usual(all);
        Map<CaseId, ClockView> first = new HashMap<>();
        all.forEach((of, its) ->
                its.stream().map(each -> view(each, usual)).min(URGENT).ifPresent(each -> first.put(of, each)));
        return first;
    }

    /** A task as far as it matters here. */
    public record Task(
            String id, CaseId caseId, String step, @Nullable Instant due) {}

    /** The clock with which each task is due, by the task's id; a task that is due with none is absent. */
    public Map<String, ClockView> ofTasks(Collection<Task> tasks) {
        Map<CaseId, List<CaseClock>> all =
                clocks.open(tasks.stream().map(Task::caseId).collect(Collectors.toSet()));
        Map<ClockNorm.Kind, ClockNorm> usual = usual(all);
        Map<String, ClockView> found = new HashMap<>();
        for (Task task : tasks) {
            List<CaseClock> its = TaskDues.of(all.getOrDefault(task.caseId(), List.of()), task.step());
            its.stream()
                    .min(Comparator.comparing((CaseClock each) -> !isDueWith(task, each))
                            .thenComparing(CaseClock::dueAt, Comparator.nullsLast(Comparator.naturalOrder())))
                    .ifPresent(each -> found.put(task.id(), view(each, usual)));
        }
        return found;
    }

    /** Which of several parts of a step it is, its due date says. */
    private static boolean isDueWith(Task task, CaseClock its) {
        Instant due = its.dueAt();
        return due == null
                ? task.due() == null
                : task.due() != null
                        && due.truncatedTo(ChronoUnit.SECONDS).equals(task.due().truncatedTo(ChronoUnit.SECONDS));
    }

    private Map<ClockNorm.Kind, ClockNorm> usual(Map<CaseId, List<CaseClock>> all) {
        return norms.of(all.values().stream().flatMap(List::stream).toList());
    }

    private ClockView view(CaseClock of, Map<ClockNorm.Kind, ClockNorm> usual) {
        CaseClock.State state = of.at(clock.now());
        ClockNorm norm = state == CaseClock.State.RUNNING ? usual.get(ClockNorm.Kind.of(of)) : null;
        Instant predicted = norm == null ? null : of.doneAsUsual(norm.took(), calendar);
        if (predicted != null && predicted.isBefore(clock.now())) {
            predicted = null;
        }
        Instant due = of.dueAt();
        boolean late = predicted != null && due != null && predicted.isAfter(due);
        return new ClockView(
                of,
                state,
                policy.shown(late ? ClockPolicy.PREDICTED : state.name().toLowerCase(Locale.ROOT)),
                at(of.startedAt()),
                orNull(due),
                orNull(of.pausedSince()),
                orNull(of.stoppedAt()),
                of.extendedWho() == null
                        ? null
                        : officers.find(new OfficerId(of.extendedWho()))
                                .map(each -> each.name())
                                .orElse(of.extendedWho()),
                orNull(predicted),
                predicted == null || norm == null ? 0 : norm.clocks());
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(clock.zone());
    }

    private @Nullable ZonedDateTime orNull(@Nullable Instant moment) {
        return moment == null ? null : at(moment);
    }
}
