package gridwork.signals.web;

import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.SubjectsInReach;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.signals.Signal;
import gridwork.signals.SignalId;
import gridwork.signals.cloudevents.SignalDesk;
import gridwork.signals.cloudevents.SignalKeys;
import java.security.Principal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.util.UriComponentsBuilder;

@Controller
@RequestMapping("/signals")
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK')")
@ConditionalOnWebApplication
class SignalPages {
    private static final int PAGE = 25;
    private final SignalDesk desk;
    private final SignalKeys keys;
    private final SubjectsInReach subjects;
    private final StreetClock clock;

    SignalPages(SignalDesk desk, SignalKeys keys, SubjectsInReach subjects, StreetClock clock) {
        this.desk = desk;
        this.keys = keys;
        this.subjects = subjects;
        this.clock = clock;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.zone();
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "PARKED") String state,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Signal.State asked = state(state);
        int start = Math.max(0, from);
        SignalDesk.Found found = desk.page(asked, text, start, PAGE);
        String address = UriComponentsBuilder.fromPath("/signals")
                .queryParam("state", asked == null ? "ALL" : asked)
                .queryParam("text", "{text}")
                .encode()
                .buildAndExpand(text)
                .toUriString();
        model.addAttribute("signals", found.signals());
        model.addAttribute("paging", new Paging(found.total(), start, PAGE, address));
        model.addAttribute("counts", desk.counts());
        model.addAttribute("states", Signal.State.values());
        model.addAttribute("state", asked);
        model.addAttribute("text", text);
        return "signals/signals";
    }

    private static Signal.@Nullable State state(String named) {
        for (Signal.State each : Signal.State.values()) {
            if (each.name().equals(named)) {
                return each;
            }
        }
        return null;
    }

    @GetMapping("/{id:\\d+}")
    String one(@PathVariable long id, Model model) {
        Signal signal = desk.find(new SignalId(id));
        model.addAttribute("signal", signal);
        model.addAttribute("readable", desk.readable(signal.id()));
        model.addAttribute("countsFor", countsFor(signal));
        return "signals/signal";
    }

    /** Where it counts, if not where it says: its subject may be merged into another. */
    private @Nullable Subject countsFor(Signal signal) {
        return SubjectRef.read(signal.subject())
                .flatMap(subjects::find)
                .map(Subject::mergedInto)
                .flatMap(subjects::find)
                .orElse(null);
    }

    @PostMapping("/{id:\\d+}/replay")
    String replay(@PathVariable long id, @RequestParam String event, Principal by, RedirectAttributes then) {
        desk.replay(new SignalId(id), event, by.getName());
        then.addFlashAttribute("done", "signals.replayed");
        return "redirect:/signals/" + id;
    }

    @GetMapping("/keys")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String keys(Model model) {
        model.addAttribute("keys", keys.all());
        return "signals/keys";
    }

    @PostMapping("/keys")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String make(@RequestParam String source, @RequestParam String title, Principal by, RedirectAttributes then) {
        then.addFlashAttribute("made", keys.make(source.strip(), title, by.getName()));
        then.addFlashAttribute("madeFor", source.strip());
        return "redirect:/signals/keys";
    }

    @PostMapping("/keys/{id:\\d+}/revoke")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String revoke(@PathVariable long id, RedirectAttributes then) {
        keys.revoke(id);
        then.addFlashAttribute("done", "signals.keys.revoked");
        return "redirect:/signals/keys";
    }
}
