package gridwork.cases.appeal;

import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.Standing;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What replies are about, as a subject's own: nothing of anybody else's is found. */
@Component
class Targets {
    private final Facts facts;
    private final FactKinds kinds;
    private final Decisions decisions;
    private final Subjects subjects;

    Targets(Facts facts, FactKinds kinds, Decisions decisions, Subjects subjects) {
        this.facts = facts;
        this.kinds = kinds;
        this.decisions = decisions;
        this.subjects = subjects;
    }

    /**
     * @param fact the one; null = it is about a result
     * @param decision the result; null = it is about a fact
     * @param counts false = the fact was voided or corrected, or the result is another by now
     */
    record Found(
            Target target, @Nullable Fact fact, @Nullable LoggedDecision decision, boolean counts) {
        List<FactId> facts() {
            return fact != null ? List.of(fact.id()) : decision == null ? List.of() : decision.facts();
        }
    }

    /** @param of the subject; where it was found to be another, that other's are its own */
    Optional<Found> find(SubjectId of, Target target) {
        SubjectId subject = subjects.itself(of);
        return target.kind() == Target.Kind.FACT ? fact(subject, target) : decision(subject, target);
    }

    private Optional<Found> fact(SubjectId subject, Target target) {
        return facts.find(List.of(new FactId(target.id()))).stream()
                .findFirst()
                .filter(each -> subjects.itself(each.subject()).equals(subject))
                .map(each -> new Found(target, each, null, each.voidedBy() == null));
    }

    private Optional<Found> decision(SubjectId subject, Target target) {
        return decisions
                .find(new DecisionId(target.id()))
                .filter(each ->
                        each.fact() == null && subjects.itself(each.subject()).equals(subject))
                .map(each -> new Found(target, null, each, isLatest(subject, each)));
    }

    private boolean isLatest(SubjectId subject, LoggedDecision decision) {
        return decisions
                .standing(subject, decision.ruleSet())
                .map(Standing::decision)
                .filter(decision.id()::equals)
                .isPresent();
    }

    /** In words: {@code 执法检查 · 不合格}, {@code 商户信用 · 红色}. */
    Label name(Found found) {
        return found.fact() != null
                ? name(found.fact().kind(), found.fact().category())
                : found.decision() == null ? new Label("", "") : name(found.decision());
    }

    private Label name(LoggedDecision decision) {
        var rules = decisions.ruleSet(decision);
        return joined(rules.title(), rules.grade(decision.result()).label());
    }

    /** What a subject's own are called; of anybody else's nothing is told. At most four queries. */
    Map<Target, Label> names(SubjectId of, Collection<Target> targets) {
        SubjectId subject = subjects.itself(of);
        Map<Target, Label> names = new HashMap<>();
        List<Fact> told = facts.find(targets.stream()
                .filter(each -> each.kind() == Target.Kind.FACT)
                .map(each -> new FactId(each.id()))
                .toList());
        Collection<LoggedDecision> made = decisions
                .find(targets.stream()
                        .filter(each -> each.kind() == Target.Kind.DECISION)
                        .map(each -> new DecisionId(each.id()))
                        .collect(Collectors.toSet()))
                .values();
        Map<SubjectId, Subject> about = subjects.find(
                Stream.concat(told.stream().map(Fact::subject), made.stream().map(LoggedDecision::subject))
                        .collect(Collectors.toSet()));
        told.stream()
                .filter(each -> itself(about, each.subject()).equals(subject))
                .forEach(each ->
                        names.put(new Target(Target.Kind.FACT, each.id().value()), name(each.kind(), each.category())));
        made.stream()
                .filter(each ->
                        each.fact() == null && itself(about, each.subject()).equals(subject))
                .forEach(each ->
                        names.put(new Target(Target.Kind.DECISION, each.id().value()), name(each)));
        return names;
    }

    private static SubjectId itself(Map<SubjectId, Subject> known, SubjectId subject) {
        return Optional.ofNullable(known.get(subject)).map(Subject::mergedInto).orElse(subject);
    }

    Label name(String kind, @Nullable String category) {
        Optional<FactKind> known = kinds.find(kind);
        Label title = known.map(FactKind::title).orElse(new Label(kind, kind));
        return known.flatMap(each -> each.category(category))
                .map(each -> joined(title, each.title()))
                .orElse(title);
    }

    private static Label joined(Label one, Label other) {
        return new Label(one.zh() + " · " + other.zh(), one.en() + " · " + other.en());
    }

    List<Fact> facts(List<FactId> ids) {
        return facts.find(ids);
    }

    List<FactKind.Category> categories(String kind) {
        return kinds.find(kind).map(FactKind::categories).orElse(List.of());
    }
}
