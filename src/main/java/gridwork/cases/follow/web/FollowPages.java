package gridwork.cases.follow.web;

import gridwork.cases.follow.Following;
import gridwork.cases.report.Report;
import gridwork.cases.report.ReporterAnswers;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Progress of a report for whoever has its code (进度查询), without an account. */
@Controller
class FollowPages {
    private final Following following;
    private final ReporterAnswers answers;
    private final FactKinds kinds;
    private final StreetClock clock;

    FollowPages(Following following, ReporterAnswers answers, FactKinds kinds, StreetClock clock) {
        this.following = following;
        this.answers = answers;
        this.kinds = kinds;
        this.clock = clock;
    }

    @GetMapping("/follow")
    String ask() {
        return "cases/follow-ask";
    }

    @PostMapping("/follow")
    String find(@RequestParam(defaultValue = "") String code) {
        String typed = code.replaceAll("[^0-9A-Za-z]", "");
        return typed.isEmpty() ? "redirect:/follow" : "redirect:/follow/" + typed;
    }

    @GetMapping("/follow/{code}")
    String show(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        Following.Looked looked = following.look(code, request.getRemoteAddr());
        if (looked.report().isEmpty()) {
            response.setStatus(looked.tooMany() ? 429 : HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("tooMany", looked.tooMany());
            return "cases/follow-ask";
        }
        Report report = looked.report().get();
        model.addAttribute("code", code);
        model.addAttribute("report", report);
        model.addAttribute(
                "category",
                kinds.find(report.kind())
                        .flatMap(each -> each.category(report.category()))
                        .map(each -> each.title())
                        .orElse(null));
        model.addAttribute("shown", following.shown(report));
        model.addAttribute("zone", clock.zone());
        return "cases/follow";
    }

    @PostMapping("/follow/{code}")
    String answer(
            @PathVariable String code,
            @RequestParam boolean content,
            @RequestParam(defaultValue = "") String why,
            HttpServletRequest request,
            RedirectAttributes then) {
        following.look(code, request.getRemoteAddr()).report().ifPresent(report -> {
            try {
                if (content) {
                    answers.confirm(report);
                } else {
                    answers.sendBack(report, why);
                }
                then.addFlashAttribute("done", content ? "cases.follow.confirmed.done" : "cases.follow.reopened.done");
            } catch (Refused refused) {
                then.addFlashAttribute("refused", refused);
                then.addFlashAttribute("why", why);
            }
        });
        return "redirect:/follow/" + code;
    }
}
