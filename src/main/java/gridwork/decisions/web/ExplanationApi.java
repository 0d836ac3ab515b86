package gridwork.decisions.web;

import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.FactId;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.SubjectsInReach;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a subject stands as it does, for programs. */
@RestController
class ExplanationApi {
    private final Decisions decisions;
    private final SubjectsInReach subjects;
    private final StreetClock clock;

    ExplanationApi(Decisions decisions, SubjectsInReach subjects, StreetClock clock) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.clock = clock;
    }

    @GetMapping("/api/subjects/{kind}/{code}/explanation")
    Map<String, @Nullable Object> explain(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String ruleSet,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(required = false) @Nullable Long fact) {
        return explain(kind + "/" + code, ruleSet, asOf, knownAt, fact);
    }

    /**
     * The same for every code, one that holds a slash too.
     *
     * @param subject {@code kind/code}
     * @param fact id of one fact: how it was answered, instead of how the subject stands
     */
    @GetMapping("/api/explanation")
    Map<String, @Nullable Object> explain(
            @RequestParam String subject,
            @RequestParam(required = false) @Nullable String ruleSet,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable Instant knownAt,
            @RequestParam(required = false) @Nullable Long fact) {
        SubjectRef ref = SubjectRef.read(subject)
                .flatMap(subjects::find)
                .map(Subject::ref)
                .orElseThrow(() -> new Refused("subject-unknown", subject));
        if (fact != null) {
            return answer(ref, new FactId(fact), ruleSet).json();
        }
        return decisions
                .explain(
                        ref,
                        ruleSet == null ? first(ref.kind()) : ruleSet,
                        asOf == null ? clock.today() : asOf,
                        knownAt == null ? clock.now() : knownAt)
                .json();
    }

    /** As it was decided; by the only rule set that did, where none is named. */
    private Explanation answer(SubjectRef ref, FactId fact, @Nullable String ruleSet) {
        List<LoggedDecision> answers = decisions.answers(List.of(fact)).getOrDefault(fact, List.of()).stream()
                .filter(each -> ruleSet == null || each.ruleSet().equals(ruleSet))
                .toList();
        if (answers.isEmpty()) {
            throw new Refused("fact-unanswered", String.valueOf(fact.value()));
        }
        Explanation explanation = decisions.explain(answers.get(0));
        if (!explanation.subject().ref().equals(ref)) {
            throw new Refused("fact-unanswered", String.valueOf(fact.value()));
        }
        return explanation;
    }

    private String first(String kind) {
        List<String> all = decisions.ruleSetsFor(kind);
        if (all.isEmpty()) {
            throw new Refused("rule-set-unknown", kind, kind);
        }
        return all.get(0);
    }
}
