package gridwork.cases.application.web;

import gridwork.cases.application.Permit;
import gridwork.cases.application.PermitDesk;
import gridwork.cases.application.Permits;
import gridwork.cases.follow.Tries;
import gridwork.cases.own.Quiet;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Whether a permit is good (许可核验): for anyone, by its number or the picture on it, without who holds it. */
@Controller
class PermitPages {
    private static final int TOO_MANY = 429;
    private final Permits permits;
    private final PermitDesk desk;
    private final Matters matters;
    private final Tries tries;
    private final StreetClock clock;

    PermitPages(Permits permits, PermitDesk desk, Matters matters, Tries tries, StreetClock clock) {
        this.permits = permits;
        this.desk = desk;
        this.matters = matters;
        this.tries = tries;
        this.clock = clock;
    }

    @GetMapping("/permits")
    String ask() {
        return "cases/permit";
    }

    @PostMapping("/permits")
    String find(@RequestParam(defaultValue = "") String number) {
        String typed = number.strip();
        return typed.isEmpty()
                ? "redirect:/permits"
                : "redirect:/permits/" + UriUtils.encodePathSegment(typed, StandardCharsets.UTF_8);
    }

    @GetMapping("/permits/{number}")
    String show(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        Quiet.keep(response);
        Optional<Permit> found = permits.find(number);
        if (found.isEmpty()) {
            boolean tooMany = tries.tooMany(request.getRemoteAddr());
            if (!tooMany) {
                tries.failed(request.getRemoteAddr());
            }
            response.setStatus(tooMany ? TOO_MANY : HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("tooMany", tooMany);
            return "cases/permit";
        }
        Permit permit = found.get();
        model.addAttribute("permit", permit);
        model.addAttribute("state", permit.state(clock.today()));
        model.addAttribute(
                "matter", matters.find(permit.matter()).map(Matter::title).orElse(new Label(permit.matter(), "")));
        Permit.Revoked revoked = permit.revoked();
        model.addAttribute("ground", revoked == null ? null : desk.ground(permit, revoked.ground()));
        model.addAttribute("today", clock.today());
        return "cases/permit";
    }
}
