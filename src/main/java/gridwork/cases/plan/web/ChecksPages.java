package gridwork.cases.plan.web;

import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.cases.PlannedCheck.State;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.street.WorkingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/checks")
@ConditionalOnWebApplication
class ChecksPages {
    private static final int PERIODS_A_PAGE = 12;
    private static final String TOO_FEW = "too-few-inspectors";
    private final ReadPlan plan;
    private final CheckPlan proofs;
    private final WorkingCalendar calendar;
    private final StreetClock clock;

    ChecksPages(ReadPlan plan, CheckPlan proofs, WorkingCalendar calendar, StreetClock clock) {
        this.plan = plan;
        this.proofs = proofs;
        this.calendar = calendar;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    /** A day of the month's leaf. */
    record Day(
            LocalDate date, boolean inMonth, boolean worked, boolean today, boolean listed, Map<State, Long> checks) {}

    @GetMapping
    String month(
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "false") boolean mine,
            Model model) {
        YearMonth shown = month == null ? YearMonth.from(clock.today()) : month;
        List<ReadPlan.Line> lines = plan.lines(new ReadPlan.Asked(
                shown.atDay(1), shown.atEndOfMonth(), find, State.of(state).orElse(null), mine));
        Map<LocalDate, List<ReadPlan.Line>> days = byDay(shown, lines.stream());
        Map<LocalDate, List<ReadPlan.Line>> listed = byDay(shown, lines.stream().filter(line -> !waits(line.check())));
        model.addAttribute("month", shown);
        model.addAttribute("today", clock.today());
        model.addAttribute("find", find);
        model.addAttribute("state", state);
        model.addAttribute("mine", mine);
        model.addAttribute("states", State.values());
        model.addAttribute("days", listed);
        model.addAttribute("weeks", weeks(shown, days, listed.keySet()));
        model.addAttribute("covered", calendar.covers(shown.atDay(1)));
        model.addAttribute(
                "waiting", lines.stream().filter(line -> waits(line.check())).toList());
        model.addAttribute(
                "short",
                lines.stream()
                        .filter(line -> TOO_FEW.equals(line.check().note()))
                        .toList());
        model.addAttribute(
                "secret",
                lines.stream().filter(line -> line.check().on() == null).toList());
        return "cases/checks";
    }

    private static boolean waits(PlannedCheck check) {
        return check.state() == State.OPEN || check.state() == State.OVERDUE && check.doneOn() == null;
    }

    private static Map<LocalDate, List<ReadPlan.Line>> byDay(YearMonth month, Stream<ReadPlan.Line> lines) {
        return lines.filter(line -> isIn(month, line.check()))
                .collect(Collectors.groupingBy(
                        line -> Objects.requireNonNull(line.check().on()), TreeMap::new, Collectors.toList()));
    }

    private static boolean isIn(YearMonth month, PlannedCheck check) {
        LocalDate on = check.on();
        return on != null && YearMonth.from(on).equals(month);
    }

    private List<List<Day>> weeks(YearMonth month, Map<LocalDate, List<ReadPlan.Line>> lines, Set<LocalDate> listed) {
        List<List<Day>> weeks = new ArrayList<>();
        LocalDate day = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (!day.isAfter(month.atEndOfMonth())) {
            List<Day> week = new ArrayList<>();
            for (int i = 0; i < 7; i++, day = day.plusDays(1)) {
                week.add(new Day(
                        day,
                        YearMonth.from(day).equals(month),
                        calendar.isWorkingDay(day),
                        day.equals(clock.today()),
                        listed.contains(day),
                        lines.getOrDefault(day, List.of()).stream()
                                .collect(Collectors.groupingBy(
                                        line -> line.check().state(), TreeMap::new, Collectors.counting()))));
            }
            weeks.add(week);
        }
        return weeks;
    }

    @GetMapping("/proof")
    String proof(@RequestParam(defaultValue = "0") int from, Model model) {
        int start = Math.max(0, from);
        model.addAttribute("periods", proofs.proofs(start, PERIODS_A_PAGE));
        model.addAttribute("paging", new Paging(proofs.periods(), start, PERIODS_A_PAGE, "/checks/proof"));
        return "cases/checks-proof";
    }
}
