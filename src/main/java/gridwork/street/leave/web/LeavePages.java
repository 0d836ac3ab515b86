package gridwork.street.leave.web;

import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Jurisdiction;
import gridwork.street.Leaves;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Role;
import gridwork.street.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is away and who stands in; who has which shift; with everything that was entered and withdrawn. */
@Controller
@RequestMapping("/leave")
@ConditionalOnWebApplication
class LeavePages {
    private static final int SHOWN = 200;
    private final Leaves leaves;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    LeavePages(
            Leaves leaves, Officers officers, Areas areas, Roles roles, Jurisdiction jurisdiction, StreetClock clock) {
        this.leaves = leaves;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    /** @param state now, coming, past or withdrawn */
    record LeaveRow(
            Leaves.Leave leave,
            String officer,
            @Nullable String deputy,
            String enteredBy,
            String state,
            boolean mine) {}

    record ShiftRow(
            Leaves.Shift shift,
            String officer,
            String role,
            String area,
            ZonedDateTime from,
            ZonedDateTime until,
            String state,
            boolean mine) {}

    @GetMapping
    String all(Model model) {
        Officer reader = reader();
        List<Officer> arranged = leaves.arrangedBy(reader);
        model.addAttribute("arranged", arranged);
        model.addAttribute("me", reader.id().value());
        model.addAttribute("today", clock.today());
        model.addAttribute(
                "deputies", officers.all().stream().filter(Officer::active).toList());
        model.addAttribute("roles", roles.all().stream().filter(Role::standsIn).toList());
        model.addAttribute("areas", areas.all());
        model.addAttribute(
                "arranges",
                reader.duties().stream()
                        .anyMatch(duty ->
                                roles.find(duty.role()).filter(Role::arranges).isPresent()));
        model.addAttribute(
                "leaves",
                leaves.leaves(reader, SHOWN).stream()
                        .map(each -> row(each, arranged))
                        .toList());
        model.addAttribute(
                "shifts",
                leaves.shifts(reader, SHOWN).stream()
                        .map(each -> row(each, reader))
                        .toList());
        return "street/leave";
    }

    private LeaveRow row(Leaves.Leave each, List<Officer> arranged) {
        String state = each.withdrawnAt() != null
                ? "withdrawn"
                : state(each.from().isAfter(clock.today()), each.until().isBefore(clock.today()));
        return new LeaveRow(
                each,
                name(each.officer().value()),
                each.deputy() == null ? null : name(each.deputy().value()),
                name(each.enteredBy()),
                state,
                !state.equals("withdrawn")
                        && !state.equals("past")
                        && arranged.stream().anyMatch(one -> one.id().equals(each.officer())));
    }

    private ShiftRow row(Leaves.Shift each, Officer reader) {
        Instant now = clock.now();
        String state = each.withdrawnAt() != null
                ? "withdrawn"
                : state(each.from().isAfter(now), !each.until().isAfter(now));
        return new ShiftRow(
                each,
                name(each.officer().value()),
                roles.find(each.duty().role())
                        .map(role -> role.title().in(LocaleContextHolder.getLocale()))
                        .orElse(each.duty().role()),
                areas.find(new AreaId(each.duty().area()))
                        .map(Area::name)
                        .orElse(each.duty().area()),
                each.from().atZone(clock.zone()),
                each.until().atZone(clock.zone()),
                state,
                !state.equals("withdrawn") && !state.equals("past") && leaves.mayStrike(each, reader));
    }

    private static String state(boolean coming, boolean past) {
        return coming ? "coming" : past ? "past" : "now";
    }

    private String name(String officer) {
        return officers.find(new OfficerId(officer)).map(Officer::name).orElse(officer);
    }

    @PostMapping
    String enter(
            @RequestParam String officer,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(defaultValue = "") String deputy,
            RedirectAttributes then) {
        leaves.enter(officer(officer), from, until, deputy.isBlank() ? null : officer(deputy), reader());
        return done(then, "street.leave.entered");
    }

    @PostMapping("/{leave}/withdraw")
    String withdraw(@PathVariable long leave, RedirectAttributes then) {
        leaves.withdraw(leave, reader());
        return done(then, "street.leave.withdrawn");
    }

    @PostMapping("/shifts")
    String roster(
            @RequestParam String officer,
            @RequestParam String role,
            @RequestParam String area,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime until,
            RedirectAttributes then) {
        leaves.roster(
                officer(officer),
                new Duty(role, area),
                from.atZone(clock.zone()).toInstant(),
                until.atZone(clock.zone()).toInstant(),
                reader());
        return done(then, "street.leave.rostered");
    }

    @PostMapping("/shifts/{shift}/strike")
    String strike(@PathVariable long shift, RedirectAttributes then) {
        leaves.strike(shift, reader());
        return done(then, "street.leave.struck");
    }

    private static String done(RedirectAttributes then, String said) {
        then.addFlashAttribute("done", said);
        return "redirect:/leave";
    }

    private static OfficerId officer(String id) {
        if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new Refused("account-not-found", id);
        }
        return new OfficerId(id);
    }

    private Officer reader() {
        return jurisdiction.officer().orElseThrow(() -> new Refused("leave-of-another"));
    }
}
