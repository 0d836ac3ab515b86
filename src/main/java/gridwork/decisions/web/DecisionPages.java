package gridwork.decisions.web;

import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.SubjectsInReach;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was decided about a subject, and why. */
@Controller
class DecisionPages {
    private static final int SHOWN = 200;

    private final Decisions decisions;
    private final SubjectsInReach subjects;
    private final SignalFindings findings;
    private final StreetClock clock;

    DecisionPages(Decisions decisions, SubjectsInReach subjects, SignalFindings findings, StreetClock clock) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.findings = findings;
        this.clock = clock;
    }

    /** @param knownAt a moment in the street's zone, as a browser's date and time field sends it; blank = now */
    @GetMapping("/subjects/{kind}/{code}/decisions")
    String of(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String ruleSet,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable LocalDateTime knownAt,
            Model model) {
        return of(kind + "/" + code, ruleSet, asOf, knownAt, model);
    }

    /**
     * The same for every code: one that holds a slash has no place before the end of a path.
     *
     * @param written {@code kind/code}
     */
    @GetMapping("/decisions")
    String of(
            @RequestParam("subject") String written,
            @RequestParam(required = false) @Nullable String ruleSet,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable LocalDateTime knownAt,
            Model model) {
        Subject subject = subject(written);
        SubjectRef ref = subject.ref();
        String kind = ref.kind();
        List<RuleSet> ruleSets =
                decisions.ruleSetsFor(kind).stream().map(decisions::ruleSet).toList();
        String asked = ruleSet == null && !ruleSets.isEmpty() ? ruleSets.get(0).id() : ruleSet;
        if (asked == null) {
            throw new Refused("rule-set-unknown", kind, kind);
        }
        Instant moment =
                knownAt == null ? clock.now() : knownAt.atZone(clock.zone()).toInstant();
        model.addAttribute("subject", subject);
        model.addAttribute("ruleSets", ruleSets);
        model.addAttribute("ruleSet", decisions.ruleSet(asked));
        model.addAttribute("knownAt", knownAt);
        model.addAttribute("explanation", decisions.explain(ref, asked, asOf == null ? clock.today() : asOf, moment));
        model.addAttribute("decisions", decisions.history(subject.id(), asked, SHOWN));
        return "decisions/of-subject";
    }

    @GetMapping("/subjects/{kind}/{code}/decisions/{id}")
    String one(@PathVariable String kind, @PathVariable String code, @PathVariable long id) {
        return "redirect:/decisions/" + id;
    }

    /** A decision's own address; one about a subject beyond the reader's reach is not there. */
    @GetMapping("/decisions/{id}")
    String one(@PathVariable long id, Model model) {
        if (findings.find(new DecisionId(id)).isPresent()) {
            return "redirect:/findings/" + id;
        }
        LoggedDecision logged = decisions
                .find(new DecisionId(id))
                .filter(each -> subjects.find(each.subject()).isPresent())
                .orElseThrow(() -> new Refused("decision-unknown", id));
        Explanation again = decisions.explain(logged);
        model.addAttribute("logged", logged);
        model.addAttribute("explanation", again);
        model.addAttribute("sameResult", again.sameAs(logged));
        model.addAttribute("sameRows", again.evaluation().rowIds().equals(logged.rows()));
        return "decisions/one";
    }

    private Subject subject(String written) {
        return SubjectRef.read(written)
                .flatMap(subjects::find)
                .orElseThrow(() -> new Refused("subject-unknown", written));
    }
}
