package gridwork.street.web;

import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Role;
import gridwork.street.Roles;
import java.security.Principal;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/accounts")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@ConditionalOnWebApplication
class AccountsPages {
    private static final int CHANGES_SHOWN = 50;
    private final Officers officers;
    private final Accounts accounts;
    private final Areas areas;
    private final Roles roles;
    private final StreetClock clock;

    AccountsPages(Officers officers, Accounts accounts, Areas areas, Roles roles, StreetClock clock) {
        this.officers = officers;
        this.accounts = accounts;
        this.areas = areas;
        this.roles = roles;
        this.clock = clock;
    }

    @ModelAttribute("roles")
    Map<String, Role> roles() {
        return roles.all().stream()
                .collect(Collectors.toMap(Role::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    @ModelAttribute("areas")
    Map<String, Area> areas() {
        return areas.all().stream()
                .collect(Collectors.toMap(
                        area -> area.id().value(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String find, Model model) {
        String part = find.strip().toLowerCase(Locale.ROOT);
        List<Officer> found = officers.all().stream()
                .filter(each -> each.id().value().contains(part)
                        || each.name().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        model.addAttribute("find", find);
        model.addAttribute("officers", found);
        return "street/accounts";
    }

    @GetMapping("/new")
    String fresh() {
        return "street/account-new";
    }

    @PostMapping
    String create(
            @RequestParam String id,
            @RequestParam String name,
            @RequestParam String role,
            @RequestParam String area,
            Principal by,
            RedirectAttributes then) {
        OfficerId officer = officer(id);
        then.addFlashAttribute("oneTime", accounts.create(officer, name, Set.of(new Duty(role, area)), by.getName()));
        return "redirect:/accounts/" + officer;
    }

    @GetMapping("/{id}")
    String account(@PathVariable String id, Model model) {
        Officer officer = known(id);
        model.addAttribute("officer", officer);
        model.addAttribute("state", accounts.state(officer.id()).orElseThrow());
        model.addAttribute("conflicts", accounts.conflicts(officer.id()));
        model.addAttribute("changes", accounts.log(officer.id(), CHANGES_SHOWN));
        return "street/account";
    }

    @PostMapping("/{id}/name")
    String rename(@PathVariable String id, @RequestParam String name, Principal by, RedirectAttributes then) {
        accounts.rename(known(id).id(), name, by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/duties/add")
    String addDuty(
            @PathVariable String id,
            @RequestParam String role,
            @RequestParam String area,
            Principal by,
            RedirectAttributes then) {
        Set<Duty> duties = new HashSet<>(known(id).duties());
        duties.add(new Duty(role, area));
        accounts.setDuties(officer(id), duties, by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/duties/remove")
    String removeDuty(@PathVariable String id, @RequestParam String group, Principal by, RedirectAttributes then) {
        Set<Duty> duties = new HashSet<>(known(id).duties());
        duties.removeIf(each -> each.group().equals(group));
        accounts.setDuties(officer(id), duties, by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/deactivate")
    String deactivate(@PathVariable String id, Principal by, RedirectAttributes then) {
        accounts.deactivate(known(id).id(), by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/reactivate")
    String reactivate(@PathVariable String id, Principal by, RedirectAttributes then) {
        accounts.reactivate(known(id).id(), by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/password")
    String resetPassword(@PathVariable String id, Principal by, RedirectAttributes then) {
        then.addFlashAttribute("oneTime", accounts.resetPassword(known(id).id(), by.getName()));
        return "redirect:/accounts/" + officer(id);
    }

    @PostMapping("/{id}/conflicts")
    String stateConflict(
            @PathVariable String id,
            @RequestParam String subject,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        accounts.stateConflict(known(id).id(), subject.strip(), reason, by.getName());
        return done(id, then);
    }

    @PostMapping("/{id}/conflicts/withdraw")
    String withdrawConflict(
            @PathVariable String id, @RequestParam String subject, Principal by, RedirectAttributes then) {
        accounts.withdrawConflict(known(id).id(), subject, by.getName());
        return done(id, then);
    }

    private static String done(String id, RedirectAttributes then) {
        then.addFlashAttribute("done", "street.accounts.done");
        return "redirect:/accounts/" + officer(id);
    }

    private Officer known(String id) {
        return officers.find(officer(id)).orElseThrow(() -> new Refused("account-not-found", id));
    }

    private static OfficerId officer(String id) {
        if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new Refused("account-id", id);
        }
        return new OfficerId(id);
    }
}
