package gridwork.app.web;

import gridwork.facts.Detections;
import gridwork.platform.Paging;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Detections of cameras that wait for a person (待确认识别), as far as the reader's duties reach. */
@Controller
@ConditionalOnWebApplication
@RequestMapping("/detections")
@PreAuthorize(DetectionsPage.JUDGES)
class DetectionsPage {
    static final String JUDGES =
            "hasAnyRole('GRID_WORKER', 'GRID_LEADER', 'COMMUNITY_SECRETARY', 'OFFICE_CLERK', 'INSPECTOR', 'ADMINISTRATOR')";
    private static final int ROWS = 25;
    private static final int MONTHS = 12;

    private final Detections detections;
    private final JudgeDetections judgeDetections;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    DetectionsPage(
            Detections detections, JudgeDetections judgeDetections, Jurisdiction jurisdiction, StreetClock clock) {
        this.detections = detections;
        this.judgeDetections = judgeDetections;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "waiting") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Detections.State asked = state(state);
        int start = Math.max(0, from);
        Detections.Page page = detections.page(
                new Detections.Asked(asked, judgeDetections.limits(), judgeDetections.after(), q, jurisdiction.reach()),
                start,
                ROWS);
        model.addAttribute("rows", page.found());
        model.addAttribute("limits", judgeDetections.limits());
        model.addAttribute("state", asked.name().toLowerCase(Locale.ROOT));
        model.addAttribute("states", List.of("waiting", "sure", "judged"));
        model.addAttribute("q", q);
        model.addAttribute("zone", clock.zone());
        model.addAttribute("here", address(asked, q));
        model.addAttribute("page", new Paging(page.total(), start, ROWS, address(asked, q)));
        return "app/detections";
    }

    @GetMapping("/precision")
    String precision(Model model) {
        var since = clock.today().withDayOfMonth(1).minusMonths(MONTHS - 1L);
        model.addAttribute("measured", detections.precision(since, jurisdiction.reach()));
        model.addAttribute("since", since);
        return "app/detections-precision";
    }

    @PostMapping
    String judge(
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "waiting") String state,
            @RequestParam(defaultValue = "") String q,
            Principal by,
            RedirectAttributes then) {
        judgeDetections.judge(ids, verdict.equals(Detections.CONFIRMED), reason, by.getName());
        then.addFlashAttribute("done", "app.detections.done." + (verdict.equals(Detections.CONFIRMED) ? "yes" : "no"));
        return "redirect:" + address(state(state), q);
    }

    @PostMapping("/{verdict:\\d+}/undo")
    String undo(@PathVariable long verdict, @RequestParam String reason, Principal by, RedirectAttributes then) {
        judgeDetections.undo(verdict, reason, by.getName());
        then.addFlashAttribute("done", "app.detections.done.undone");
        return "redirect:/detections?state=judged";
    }

    private static Detections.State state(String named) {
        return List.of(Detections.State.values()).stream()
                .filter(each -> each.name().equalsIgnoreCase(named))
                .findFirst()
                .orElse(Detections.State.WAITING);
    }

    private static String address(Detections.State state, String q) {
        return UriComponentsBuilder.fromPath("/detections")
                .queryParam("state", state.name().toLowerCase(Locale.ROOT))
                .queryParam("q", "{q}")
                .encode()
                .buildAndExpand(q)
                .toUriString();
    }
}
