package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** All that is known of one subject: its colour and why, what happened, what is being done. */
@Controller
@ConditionalOnWebApplication
class SubjectPage {
    private final Subjects subjects;
    private final Decisions decisions;
    private final Colours colours;
    private final Register register;
    private final Timeline timeline;
    private final Awaiting awaiting;
    private final StreetClock clock;

    SubjectPage(
            Subjects subjects,
            Decisions decisions,
            Colours colours,
            Register register,
            Timeline timeline,
            Awaiting awaiting,
            StreetClock clock) {
        this.subjects = subjects;
        this.decisions = decisions;
        this.colours = colours;
        this.register = register;
        this.timeline = timeline;
        this.awaiting = awaiting;
        this.clock = clock;
    }

    @GetMapping("/subjects/{kind}/{*code}")
    String subject(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Subject subject = seen(kind, code);
        Optional<RuleSet> ruleSet = colours.ruleSetOf(kind);
        model.addAttribute("subject", subject);
        model.addAttribute("link", Links.to(subject.ref()));
        Register.Row row = register.rows(List.of(subject)).get(0);
        model.addAttribute("row", row);
        model.addAttribute(
                "doubts",
                row.held().stream().filter(each -> each.doubt() != null).toList());
        ruleSet.ifPresent(set -> {
            model.addAttribute("ruleSet", set);
            decisions.standing(subject.id(), set.id()).ifPresent(standing -> model.addAttribute("standing", standing));
            model.addAttribute("explanation", decisions.explain(subject.ref(), set.id(), clock.today(), clock.now()));
        });
        model.addAttribute(
                "others",
                decisions.ruleSetsFor(kind).stream()
                        .skip(1)
                        .map(other -> decisions.explain(subject.ref(), other, clock.today(), clock.now()))
                        .toList());
        model.addAttribute("cases", awaiting.of(subject));
        model.addAttribute("told", timeline.of(subject.id(), Math.max(0, from)));
        return "app/subject";
    }

    @GetMapping(path = "/subjects/{kind}/{*code}", headers = "HX-Request")
    String more(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        Subject subject = seen(kind, code);
        model.addAttribute("subject", subject);
        model.addAttribute("link", Links.to(subject.ref()));
        model.addAttribute("told", timeline.of(subject.id(), Math.max(0, from)));
        return "app/subject :: told";
    }

    private Subject seen(String kind, String code) {
        return WithinReach.ref(kind, code)
                .flatMap(subjects::find)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
