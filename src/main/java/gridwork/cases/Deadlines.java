package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.ClockMoved;
import gridwork.cases.clock.ClockTitles;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.Lengths;
import gridwork.cases.clock.NewClock;
import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.SubjectId;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.street.Length;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The clocks of checks, inspections and rectifications. A check has until the day that its plan or its visit fixed, an
 * inspection as long as the catalogue says. A rectification and its re-check have as long as the catalogue says for the matter in which the problem was found,
 * else for the matter of rectifying; where it says nothing, as the rules say by the colour that the subject has with what
 * was just found. Where nobody says, it is today: overdue tomorrow, so that a person looks.
 */
@Component
class Deadlines {
    private static final String COLOUR = "site-colour";
    private static final String CHECK = "site-check";
    /** Clocks with whose day the case itself is due. */
    private static final Set<String> OF_THE_CASE =
            Set.of(SiteCheck.CHECK_BY, "arrive", Rectification.RECTIFY_BY, "level", "reporter");

    private static final int LONGEST_DAYS = 3_660;
    private static final Length TODAY = new Length(0, Length.Unit.DAY, Length.Counting.RUNNING);
    private final Decisions decisions;
    private final Matters matters;
    private final ClockTitles titles;
    private final Clocks clocks;
    private final StoredCases cases;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    Deadlines(
            Decisions decisions,
            Matters matters,
            ClockTitles titles,
            Clocks clocks,
            StoredCases cases,
            WorkingCalendar calendar,
            StreetClock clock) {
        this.decisions = decisions;
        this.matters = matters;
        this.titles = titles;
        this.clocks = clocks;
        this.cases = cases;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Of a matter of which something begins today; without a limit it is today. */
    LocalDate of(String matter, String item) {
        return matters.find(matter)
                .flatMap(each -> each.limit(item))
                .map(each ->
                        clock.dayOf(calendar.plus(clock.now(), Lengths.of(each)).at()))
                .orElseGet(clock::today);
    }

    /** The time for rectifying begins; answers with the last day. */
    LocalDate rectify(Case rectification) {
        return start(
                rectification,
                Rectification.RECTIFY_BY,
                Rectification.RECTIFY,
                "rectificationDays",
                "rectificationClock");
    }

    /** What was rectified today is to be re-checked; answers with the last day. */
    LocalDate recheck(Case rectification) {
        clocks.stop(rectification.id(), Rectification.RECTIFY_BY);
        return start(rectification, Rectification.RECHECK_BY, Rectification.RECHECK, "recheckDays", "recheckClock");
    }

    /** Where it did not pass, the time for rectifying goes on. */
    void rechecked(Case rectification, boolean passed) {
        clocks.stop(rectification.id(), Rectification.RECHECK_BY);
        if (!passed) {
            clocks.reopen(rectification.id(), Rectification.RECTIFY_BY);
        }
    }

    private LocalDate start(Case rectification, String item, String step, String daysBy, String countedBy) {
        Limit limit = limit(rectification, item)
                .or(() -> byTheRules(rectification.subject(), daysBy, countedBy))
                .orElseGet(() -> new Limit(TODAY, new Because(CHECK, "-")));
        return begun(clocks.start(Map.of(rectification.id(), List.of(clock(item, step, limit, null)))), rectification);
    }

    /** As long as the catalogue says, from now; without a limit until the end of today. */
    LocalDate within(Case of, String item, @Nullable String step) {
        return begun(begin(Map.of(of, NewCase.Time.within(item, step))), of);
    }

    /**
     * Until the end of a day that was fixed; one that is over already is late from the first moment.
     *
     * @param why it is that day, see {@code cases.clock.day.*} in the message catalogue
     */
    void until(Case of, String item, @Nullable String step, LocalDate day, String why) {
        begin(Map.of(of, NewCase.Time.until(item, step, day, why)));
    }

    private LocalDate begun(Map<CaseId, List<CaseClock>> begun, Case of) {
        return lastDay(Objects.requireNonNull(begun.get(of.id())).get(0)).orElseGet(clock::today);
    }

    /** Time begins in many cases at once. */
    Map<CaseId, List<CaseClock>> begin(Map<Case, NewCase.Time> times) {
        Map<CaseId, List<NewClock>> all = new LinkedHashMap<>();
        times.forEach((of, time) -> all.put(of.id(), List.of(clock(of, time))));
        return clocks.start(all);
    }

    private NewClock clock(Case of, NewCase.Time time) {
        LocalDate day = time.until();
        if (day == null) {
            Limit limit = matters.find(of.matter())
                    .flatMap(each -> limit(each, time.clock()))
                    .orElseGet(() -> new Limit(TODAY, new Because(Because.CATALOGUE, of.matter())));
            return clock(time.clock(), time.step(), limit, null);
        }
        LocalDate today = clock.today();
        boolean over = day.isBefore(today);
        long days = over ? 0 : Math.min(LONGEST_DAYS, ChronoUnit.DAYS.between(today, day));
        var length = new Length(Math.toIntExact(days), Length.Unit.DAY, Length.Counting.RUNNING);
        return clock(
                time.clock(),
                time.step(),
                new Limit(length, new Because(Because.DAY, time.why())),
                over ? clock.startOf(day) : null);
    }

    private NewClock clock(String item, @Nullable String step, Limit limit, @Nullable Instant since) {
        return new NewClock(item, titles.of(item), step, null, limit.length(), limit.because(), since);
    }

    /** What a clock stands for is done. */
    void done(Case of, String item) {
        clocks.stop(of.id(), item);
    }

    private record Limit(Length length, Because because) {}

    private Optional<LocalDate> lastDay(CaseClock of) {
        return Optional.ofNullable(of.dueAt()).map(clock::dayOf);
    }

    private Optional<Limit> limit(Case rectification, String item) {
        return Stream.of(
                        Optional.ofNullable(rectification.parent())
                                .flatMap(cases::find)
                                .map(Case::matter),
                        Optional.of(rectification.matter()))
                .flatMap(Optional::stream)
                .flatMap(matter -> matters.find(matter).stream())
                .flatMap(matter -> limit(matter, item).stream())
                .findFirst();
    }

    private static Optional<Limit> limit(Matter matter, String item) {
        return matter.limit(item).map(each -> new Limit(Lengths.of(each), new Because(Because.CATALOGUE, matter.id())));
    }

    private Optional<Limit> byTheRules(SubjectId subject, String daysBy, String countedBy) {
        Optional<String> colour = decisions.standing(subject, COLOUR).map(Standing::result);
        if (colour.isEmpty()) {
            return Optional.empty();
        }
        Evaluation answer = decisions.ask(CHECK, Map.of("colour", colour.get(), "worsened", false), clock.today());
        if (!(answer.values().get(daysBy) instanceof Number days)
                || !(answer.values().get(countedBy) instanceof String counted)) {
            return Optional.empty();
        }
        return Optional.of(
                new Limit(Length.of(days.intValue(), Length.Unit.DAY.id(), counted), new Because(CHECK, row(answer))));
    }

    /** The last one is the row that says how long; before it come those of the parameters. */
    private static String row(Evaluation answer) {
        List<String> rows = answer.rowIds();
        return rows.isEmpty() ? "-" : rows.get(rows.size() - 1);
    }

    /** The case's last day, none while its clock is paused, and what the forms say of the re-check follow their clocks. */
    @EventListener
    void follow(ClockMoved moved) {
        CaseClock its = moved.clock();
        Case of = cases.get(its.caseId());
        LocalDate day = lastDay(its).orElse(null);
        if (OF_THE_CASE.contains(its.item())) {
            cases.change(of, day, of.secret(), of.details());
        } else if (its.item().equals(Rectification.RECHECK_BY)
                && day != null
                && of.details().has(Rectification.RECHECK_DUE_ON)) {
            ObjectNode details = of.details().deepCopy();
            details.put(Rectification.RECHECK_DUE_ON, day.toString());
            cases.change(of, of.dueOn(), of.secret(), details);
        }
    }
}
