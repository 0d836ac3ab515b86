package gridwork.cases.application.web;

import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.application.Permit;
import gridwork.cases.application.PermitDesk;
import gridwork.cases.application.Revocations;
import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.street.Jurisdiction;
import gridwork.street.Officer;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The register of permits, and their revocation. */
@Controller
class RevocationPages {
    private static final int SIZE = 50;
    private final PermitDesk desk;
    private final Revocations revocations;
    private final Cases cases;
    private final CaseReaders readers;
    private final Jurisdiction jurisdiction;

    RevocationPages(
            PermitDesk desk, Revocations revocations, Cases cases, CaseReaders readers, Jurisdiction jurisdiction) {
        this.desk = desk;
        this.revocations = revocations;
        this.cases = cases;
        this.readers = readers;
        this.jurisdiction = jurisdiction;
    }

    @GetMapping("/cases/permits")
    String all(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        int first = Math.max(0, from);
        PermitDesk.Page page = desk.page(q.strip(), state, first, SIZE);
        String address = UriComponentsBuilder.fromPath("/cases/permits")
                .queryParam("q", q.strip())
                .queryParam("state", state)
                .encode()
                .build()
                .toUriString();
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("rows", page.rows());
        model.addAttribute("page", new Paging(page.total(), first, SIZE, address));
        return "cases/permits";
    }

    @PostMapping("/cases/{id}/revocation")
    String ask(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        revocations.ask(permit(id), ground, from, reason, officer());
        then.addFlashAttribute("done", "cases.revocation.kept");
        return "redirect:/cases/" + id;
    }

    @PostMapping("/cases/{id}/revocation/{asked}/confirm")
    String confirm(@PathVariable long id, @PathVariable long asked, RedirectAttributes then) {
        revocations.confirm(permit(id), asked, officer());
        then.addFlashAttribute("done", "cases.revocation.done");
        return "redirect:/cases/" + id;
    }

    @PostMapping("/cases/{id}/revocation/{asked}/decline")
    String decline(
            @PathVariable long id,
            @PathVariable long asked,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        revocations.decline(permit(id), asked, reason, officer());
        then.addFlashAttribute("done", "cases.revocation.declined");
        return "redirect:/cases/" + id;
    }

    private Permit permit(long id) {
        Case of = cases.find(new CaseId(id))
                .filter(readers::mayRead)
                .orElseThrow(() -> new Refused("case-unknown", String.valueOf(id)));
        return desk.ofCase(of.id()).orElseThrow(() -> new Refused("revocation-permit-over"));
    }

    private Officer officer() {
        return jurisdiction.officer().orElseThrow(() -> new Refused("revocation-not-yours"));
    }
}
