package gridwork.cases.clock.web;

import gridwork.cases.clock.Moves;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.CalendarChange;
import gridwork.street.CalendarEntry;
import gridwork.street.CalendarText;
import gridwork.street.CalendarYear;
import gridwork.street.CalendarYears;
import gridwork.street.Jurisdiction;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.WorkingCalendar;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The working calendar: what it says, and what a change would move before it is saved. */
@Controller
@RequestMapping("/calendar")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@ConditionalOnWebApplication
class CalendarPages {
    private static final int LISTED = 100;
    /** So many are moved before the page answers; more are moved in the background, and the page says how many are left. */
    private static final int AT_ONCE = 1_000;

    private final CalendarYears years;
    private final WorkingCalendar calendar;
    private final Moves moves;
    private final Subjects subjects;
    private final Officers officers;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    CalendarPages(
            CalendarYears years,
            WorkingCalendar calendar,
            Moves moves,
            Subjects subjects,
            Officers officers,
            Jurisdiction jurisdiction,
            StreetClock clock) {
        this.years = years;
        this.calendar = calendar;
        this.moves = moves;
        this.subjects = subjects;
        this.officers = officers;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    /**
     * What is written in the form; kept as it was when something is wrong with it.
     *
     * @param kind {@code year} or {@code hours}
     * @param state of the calendar on which the change rests
     */
    record Draft(
            String kind,
            String year,
            String notices,
            String holidays,
            String workdays,
            String from,
            String open,
            String reason,
            long state) {
        CalendarEntry entry() {
            return kind.equals("hours")
                    ? CalendarText.hours(from, open)
                    : new CalendarYear(
                            number(year),
                            CalendarText.lines(notices),
                            CalendarText.occasions(holidays),
                            CalendarText.occasions(workdays));
        }

        private static int number(String year) {
            if (!year.strip().matches("\\d{4}")) {
                throw new Refused("calendar-year", year);
            }
            return Integer.parseInt(year.strip());
        }
    }

    /** A year as the list shows it. */
    record Year(
            CalendarYear year,
            int off,
            int worked,
            int workingDays,
            @Nullable Change by) {}

    record Change(CalendarChange change, String who, ZonedDateTime at) {
        public boolean ofYear() {
            return change.entry() instanceof CalendarYear;
        }
    }

    /** A deadline that would move. */
    record Row(Moves.Move move, String subject, ZonedDateTime from, ZonedDateTime to) {}

    @GetMapping
    String all(Model model) {
        List<Change> changes = years.changes().stream().map(this::shown).toList();
        model.addAttribute(
                "years", years.years().stream().map(each -> row(each, changes)).toList());
        model.addAttribute("hours", years.hours());
        model.addAttribute("changes", changes);
        model.addAttribute("left", moves.left());
        model.addAttribute("next", years.years().get(0).year() + 1);
        return "cases/calendar";
    }

    private Year row(CalendarYear each, List<Change> changes) {
        return new Year(
                each,
                days(each.holidays()),
                days(each.workdays()),
                calendar.workingDays(LocalDate.of(each.year(), 1, 1), LocalDate.of(each.year(), 12, 31))
                        .size(),
                changes.stream()
                        .filter(it -> it.ofYear() && it.change().entry().key().equals(each.key()))
                        .findFirst()
                        .orElse(null));
    }

    private static int days(List<CalendarYear.Occasion> occasions) {
        return occasions.stream().mapToInt(each -> each.days().size()).sum();
    }

    private Change shown(CalendarChange each) {
        return new Change(
                each,
                officers.find(new OfficerId(each.by()))
                        .map(officer -> officer.name())
                        .orElse(each.by()),
                each.at().atZone(clock.zone()));
    }

    @GetMapping("/edit")
    String edit(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "year") String kind,
            Model model) {
        model.addAttribute("draft", draft(kind, year));
        return "cases/calendar-edit";
    }

    private Draft draft(String kind, String year) {
        CalendarYear there = years.years().stream()
                .filter(each -> each.key().equals(year))
                .findFirst()
                .orElse(new CalendarYear(0, List.of(), List.of(), List.of()));
        return new Draft(
                kind,
                year,
                String.join("\n", there.notices()),
                CalendarText.of(there.holidays()),
                CalendarText.of(there.workdays()),
                clock.today().toString(),
                years.hours().get(years.hours().size() - 1).open().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")),
                "",
                calendar.state());
    }

    @PostMapping("/preview")
    ModelAndView preview(Draft draft) {
        try {
            Moves.Preview preview = moves.preview(years.with(draft.entry()), LISTED);
            return form(draft, HttpStatus.OK, Map.of("preview", preview, "rows", rows(preview)));
        } catch (Refused wrong) {
            return form(draft, HttpStatus.UNPROCESSABLE_ENTITY, Map.of("wrong", wrong));
        }
    }

    @PostMapping("/save")
    ModelAndView save(Draft draft, RedirectAttributes then) {
        try {
            years.save(draft.entry(), draft.state(), draft.reason(), by());
        } catch (Refused wrong) {
            return form(draft, HttpStatus.UNPROCESSABLE_ENTITY, Map.of("wrong", wrong));
        }
        if (moves.left() <= AT_ONCE) {
            moves.run();
        }
        then.addFlashAttribute("done", "cases.calendar.done");
        return new ModelAndView("redirect:/calendar");
    }

    private static ModelAndView form(Draft draft, HttpStatus status, Map<String, Object> more) {
        Map<String, Object> model = new LinkedHashMap<>(more);
        model.put("draft", draft);
        return new ModelAndView("cases/calendar-edit", model, status);
    }

    private OfficerId by() {
        return jurisdiction.officer().orElseThrow().id();
    }

    private List<Row> rows(Moves.Preview preview) {
        Map<SubjectId, Subject> named = subjects.find(preview.subjects().values());
        return preview.moves().stream()
                .map(each -> new Row(
                        each,
                        Optional.ofNullable(preview.subjects().get(each.clock().caseId()))
                                .map(named::get)
                                .map(Subject::name)
                                .orElse(""),
                        each.from().atZone(clock.zone()),
                        each.to().atZone(clock.zone())))
                .toList();
    }
}
