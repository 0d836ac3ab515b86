package gridwork.cases.own.web;

import gridwork.cases.own.OwnCodes;
import gridwork.cases.own.OwnPanel;
import gridwork.cases.own.PublicAddress;
import gridwork.cases.own.QrCode;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.street.Officer;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** Officers hand codes over, renew and revoke them; a code is shown once, on a sheet to print. */
@Controller
class OwnCodePages {
    private final OwnCodes codes;
    private final OwnPanel panel;
    private final Subjects subjects;
    private final PublicAddress addresses;

    OwnCodePages(OwnCodes codes, OwnPanel panel, Subjects subjects, PublicAddress addresses) {
        this.codes = codes;
        this.panel = panel;
        this.subjects = subjects;
        this.addresses = addresses;
    }

    @PostMapping("/subjects/own-code/{id}")
    String issue(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            RedirectAttributes then) {
        Subject subject = subject(id);
        Officer by = panel.mustGive(subject);
        then.addFlashAttribute("code", codes.issue(subject.id(), until, by.id().value()));
        then.addFlashAttribute("until", until);
        return "redirect:/subjects/own-code/" + id + "/sheet";
    }

    @PostMapping("/subjects/own-code/{id}/revoke")
    String revoke(@PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes then) {
        Subject subject = subject(id);
        codes.revoke(subject.id(), reason, panel.mustGive(subject).id().value());
        then.addFlashAttribute("done", "cases.own.revoked.done");
        return "redirect:" + page(subject.ref());
    }

    /** Only just after it was made: the code is not kept anywhere. */
    @GetMapping("/subjects/own-code/{id}/sheet")
    String sheet(@PathVariable long id, Model model, HttpServletResponse response) {
        Subject subject = subject(id);
        panel.mustGive(subject);
        if (!(model.getAttribute("code") instanceof String code)) {
            return "redirect:" + page(subject.ref());
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        String address = addresses.of("/own/" + code);
        QrCode qr = QrCode.of(address);
        model.addAttribute("subject", subject);
        model.addAttribute("page", page(subject.ref()));
        model.addAttribute("address", address);
        model.addAttribute("svg", qr.svg());
        model.addAttribute(
                "svgFile", Base64.getEncoder().encodeToString(qr.svg().getBytes(StandardCharsets.UTF_8)));
        model.addAttribute("pngFile", Base64.getEncoder().encodeToString(qr.png()));
        return "cases/own-sheet";
    }

    private Subject subject(long id) {
        return subjects.find(new SubjectId(id)).orElseThrow(() -> new Refused("own-code-not-yours"));
    }

    private static String page(SubjectRef ref) {
        return "/subjects/" + ref.kind() + "/" + UriUtils.encodePath(ref.code(), StandardCharsets.UTF_8);
    }
}
