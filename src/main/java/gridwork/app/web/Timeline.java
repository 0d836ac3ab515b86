package gridwork.app.web;

import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Facts;
import gridwork.facts.PersonalData;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.facts.Voiding;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.Grade;
import gridwork.rules.RuleSet;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What happened to a subject, in words, newest first. */
@Component
@ConditionalOnWebApplication
class Timeline {
    private static final int ROWS = 20;
    private final Facts facts;
    private final FactKinds kinds;
    private final Subjects subjects;
    private final Decisions decisions;
    private final PersonalData personal;
    private final StreetClock clock;

    Timeline(
            Facts facts,
            FactKinds kinds,
            Subjects subjects,
            Decisions decisions,
            PersonalData personal,
            StreetClock clock) {
        this.facts = facts;
        this.kinds = kinds;
        this.subjects = subjects;
        this.decisions = decisions;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * @param category null where the kind has none
     * @param details what else the source said, in its order; personal data masked for those who need not see it
     * @param at in the street's zone
     * @param voiding how it lost its place; null while it counts
     * @param toldAbout the code under which it came, where that is another's that is merged into this subject
     * @param answers what was decided about this one fact
     */
    record Told(
            Fact fact,
            Label kind,
            @Nullable Label category,
            @Nullable Label amount,
            Map<String, String> details,
            LocalDateTime at,
            @Nullable Voiding voiding,
            @Nullable String toldAbout,
            List<Answer> answers) {}

    /** A decision about one fact. */
    record Answer(long decision, Label ruleSet, Grade grade) {}

    /** @param next the row from which older ones follow; null = that was all */
    record Page(List<Told> facts, int from, @Nullable Integer next) {}

    Page of(SubjectId subject, int from) {
        List<Fact> found = facts.timeline(subject, from, ROWS + 1);
        List<Fact> shown = found.subList(0, Math.min(ROWS, found.size()));
        Map<FactId, Voiding> voidings = facts.voidings(shown.stream()
                .filter(each -> each.voidedBy() != null)
                .map(Fact::id)
                .toList());
        Map<SubjectId, Subject> others = subjects.find(shown.stream()
                .map(Fact::subject)
                .filter(each -> !each.equals(subject))
                .toList());
        Map<FactId, List<LoggedDecision>> answers =
                decisions.answers(shown.stream().map(Fact::id).toList());
        return new Page(
                shown.stream()
                        .map(each -> told(
                                each,
                                voidings.get(each.id()),
                                others.get(each.subject()),
                                answers.getOrDefault(each.id(), List.of()).stream()
                                        .map(this::answer)
                                        .toList()))
                        .toList(),
                from,
                found.size() > ROWS ? from + ROWS : null);
    }

    private Answer answer(LoggedDecision logged) {
        RuleSet rules = decisions.ruleSet(logged);
        return new Answer(logged.id().value(), rules.title(), rules.grade(logged.result()));
    }

    private Told told(Fact fact, @Nullable Voiding voiding, @Nullable Subject toldAbout, List<Answer> answers) {
        Optional<FactKind> kind = kinds.find(fact.kind());
        return new Told(
                fact,
                kind.map(FactKind::title).orElse(new Label(fact.kind(), fact.kind())),
                fact.category() == null
                        ? null
                        : kind.flatMap(it -> it.category(fact.category()))
                                .map(FactKind.Category::title)
                                .orElse(new Label(fact.category(), fact.category())),
                kind.map(FactKind::amount).orElse(null),
                personal.shown(fact.payload()),
                LocalDateTime.ofInstant(fact.occurredAt(), clock.zone()),
                voiding,
                toldAbout == null ? null : toldAbout.ref().code(),
                answers);
    }
}
