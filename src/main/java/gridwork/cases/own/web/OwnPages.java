package gridwork.cases.own.web;

import gridwork.cases.own.OwnEntry;
import gridwork.cases.own.OwnStand;
import gridwork.cases.own.Quiet;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the street knows about a merchant or site, for whoever has its own code; no account. */
@Controller
class OwnPages {
    private final OwnEntry entry;
    private final OwnStand stand;
    private final StreetClock clock;

    OwnPages(OwnEntry entry, OwnStand stand, StreetClock clock) {
        this.entry = entry;
        this.stand = stand;
        this.clock = clock;
    }

    @GetMapping("/own/{code}")
    String show(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        OwnEntry.Looked looked = entry.look(code, request, response);
        if (looked.subject().isEmpty()) {
            return Quiet.nothing(looked.tooMany(), response, model);
        }
        Subject subject = looked.subject().get();
        model.addAttribute("code", code);
        model.addAttribute("subject", subject);
        model.addAttribute("explained", stand.explained(subject));
        model.addAttribute("cases", stand.open(subject));
        model.addAttribute("outside", true);
        model.addAttribute("today", clock.today());
        return "cases/own";
    }
}
