package gridwork.cases.clock.web;

import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.clock.ClockId;
import gridwork.cases.clock.ClockRights;
import gridwork.cases.clock.Clocks;
import gridwork.platform.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A clock is paused, goes on or gets more time, by those who may. */
@Controller
@RequestMapping("/cases/{id}/clocks/{clock}")
class ClockPages {
    private final Clocks clocks;
    private final ClockRights rights;
    private final Cases cases;
    private final CaseReaders readers;

    ClockPages(Clocks clocks, ClockRights rights, Cases cases, CaseReaders readers) {
        this.clocks = clocks;
        this.rights = rights;
        this.cases = cases;
        this.readers = readers;
    }

    @PostMapping("/pause")
    String pause(
            @PathVariable long id,
            @PathVariable long clock,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        Case of = readable(id);
        rights.pausing(of);
        clocks.pause(of(of, clock), reason);
        return done(id, "paused", then);
    }

    @PostMapping("/resume")
    String resume(@PathVariable long id, @PathVariable long clock, RedirectAttributes then) {
        Case of = readable(id);
        rights.pausing(of);
        clocks.resume(of(of, clock));
        return done(id, "resumed", then);
    }

    @PostMapping("/extend")
    String extend(
            @PathVariable long id,
            @PathVariable long clock,
            @RequestParam(defaultValue = "0") int amount,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        Case of = readable(id);
        rights.extending(of);
        clocks.extend(of(of, clock), amount, reason);
        return done(id, "extended", then);
    }

    private static String done(long id, String what, RedirectAttributes then) {
        then.addFlashAttribute("done", "cases.clock.done." + what);
        return "redirect:/cases/" + id;
    }

    private Case readable(long id) {
        return cases.find(new CaseId(id))
                .filter(readers::mayRead)
                .orElseThrow(() -> new Refused("case-unknown", String.valueOf(id)));
    }

    /** While the case rests its clocks do, too. */
    private ClockId of(Case of, long clock) {
        if (of.suspended()) {
            throw new Refused(
                    "case-suspended",
                    of.details().path(Case.SUSPENDED).path("reason").asText());
        }
        return clocks.find(new ClockId(clock))
                .filter(each -> each.caseId().equals(of.id()))
                .orElseThrow(() -> new Refused("clock-gone"))
                .id();
    }
}
