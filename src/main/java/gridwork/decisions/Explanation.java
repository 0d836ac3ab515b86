package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.Subject;
import gridwork.platform.Label;
import gridwork.rules.Criterion;
import gridwork.rules.Evaluation;
import gridwork.rules.Freshness;
import gridwork.rules.Grade;
import gridwork.rules.Item;
import gridwork.rules.ItemStand;
import gridwork.rules.Release;
import gridwork.rules.RowHit;
import gridwork.rules.RuleSet;
import gridwork.rules.WhyNot;
import gridwork.rules.Worth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a reason card shows (依据卡): the rows, the facts they saw, the release, and why not otherwise.
 *
 * @param open whether the subject took part on the day, by what the register said then: a result of one that did not counts nowhere
 * @param facts those that were counted, the latest first
 * @param leaving for a result that time alone brings: the facts that leave a window on that day
 * @param about the fact that is answered; null = how the subject stands, or an occasion
 */
public record Explanation(
        Subject subject,
        Release release,
        RuleSet ruleSet,
        LocalDate asOf,
        Instant knownAt,
        boolean open,
        Evaluation evaluation,
        List<Fact> facts,
        List<WhyNot> whyNot,
        Map<WhyNot, List<Fact>> leaving,
        @Nullable Fact about) {

    /** Whether it answers a fact or an occasion, so that nothing stands. */
    public boolean isAnswer() {
        return ruleSet.subjectKinds().isEmpty();
    }

    public Grade grade() {
        return ruleSet.grade(evaluation.result());
    }

    public Optional<WhyNot> better() {
        return whyNot.stream().filter(WhyNot::better).findFirst();
    }

    public Optional<WhyNot> worse() {
        return whyNot.stream().filter(each -> !each.better()).findFirst();
    }

    /** The rows of the table that gave the result. */
    public List<RowHit> decisive() {
        return evaluation.rows().stream().filter(this::isDecisive).toList();
    }

    /** The rows that only prepared it: parameters, severities. */
    public List<RowHit> supporting() {
        return evaluation.rows().stream().filter(each -> !isDecisive(each)).toList();
    }

    private boolean isDecisive(RowHit row) {
        List<RowHit> all = evaluation.rows();
        if (!evaluation.items().isEmpty()) {
            return evaluation.items().stream().anyMatch(each -> each.rows().contains(row.id()));
        }
        return row.decision().equals(all.get(all.size() - 1).decision());
    }

    /** Whether a logged decision said the same: the result, what held and for which cause. */
    public boolean sameAs(LoggedDecision logged) {
        Map<String, String> held = new LinkedHashMap<>();
        evaluation.held().forEach(each -> held.put(each.item(), each.cause()));
        return evaluation.result().equals(logged.result()) && held.equals(logged.held());
    }

    /** What one of several answers is called. */
    public Label label(ItemStand item) {
        return ruleSet.item(item.item()).map(Item::label).orElse(new Label(item.item(), ""));
    }

    /** The rows that give one of several answers, whether they hold or not. */
    public List<RowHit> rowsOf(ItemStand item) {
        return item.criteria().stream()
                .map(Criterion::row)
                .distinct()
                .flatMap(each -> ruleSet.row(each).stream())
                .toList();
    }

    /** How one of several answers is shown: as the whole would be, if it alone were asked. */
    public String tone(ItemStand item) {
        List<Grade> palette = ruleSet.palette();
        return switch (item.met()) {
            case MET -> palette.get(palette.size() - 1).tone();
            case NOT_MET -> palette.get(0).tone();
            case UNKNOWN -> Grade.UNKNOWN.tone();
        };
    }

    /** Days from the fact to the day of the question. */
    public long age(Fact fact) {
        return ChronoUnit.DAYS.between(fact.occurredOn(), asOf);
    }

    /** What programs read of it: {@code explain --json} and the API. Ids of facts are texts, they exceed 2^53. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("subject", subject.ref().toString());
        all.put("name", subject.name());
        all.put("ruleSet", ruleSet.id());
        all.put("release", release.number());
        all.put("author", release.author());
        all.put("approver", release.approver());
        all.put("effectiveFrom", release.effectiveFrom().toString());
        all.put("asOf", asOf.toString());
        all.put("knownAt", knownAt.toString());
        all.put("open", open);
        all.put("result", evaluation.result());
        all.put("rows", evaluation.rowIds());
        all.put(
                "reasons",
                evaluation.rows().stream()
                        .map(each -> Map.of(
                                "row", each.id(),
                                "decision", each.decision(),
                                "text", each.text(),
                                "basis", each.basis()))
                        .toList());
        all.put("fact", about == null ? null : String.valueOf(about.id().value()));
        all.put("given", evaluation.given());
        all.put("values", evaluation.values());
        all.put("measures", evaluation.measures());
        all.put("missing", evaluation.missing());
        if (!evaluation.items().isEmpty()) {
            all.put("held", evaluation.held().stream().map(ItemStand::item).toList());
            all.put("undecided", evaluation.undecided());
            all.put("items", evaluation.items().stream().map(this::json).toList());
        }
        ruleSet.headline().ifPresent(each -> all.put("headline", each.of(evaluation)));
        if (evaluation.freshness() != null) {
            all.put("freshness", json(evaluation.freshness()));
        }
        LocalDate next = evaluation.nextChange();
        all.put("nextChange", next == null ? null : next.toString());
        all.put("facts", facts.stream().map(this::json).toList());
        all.put("whyNot", whyNot.stream().map(this::json).toList());
        return all;
    }

    private Map<String, @Nullable Object> json(ItemStand item) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("item", item.item());
        all.put("label", label(item).zh());
        all.put("stands", item.met().id());
        all.put("rows", item.rows());
        all.put("values", item.values());
        all.put("cause", item.cause());
        all.put("facts", item.facts().stream().map(String::valueOf).toList());
        all.put(
                "changes",
                item.changes().stream()
                        .map(each -> Map.of(
                                "measure", each.measure(),
                                "property", each.property(),
                                "from", each.from(),
                                "to", each.to(),
                                "on", each.on().toString(),
                                "fact", String.valueOf(each.fact())))
                        .toList());
        all.put("criteria", item.criteria().stream().map(Explanation::json).toList());
        return all;
    }

    private static Map<String, @Nullable Object> json(Criterion criterion) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("row", criterion.row());
        all.put("condition", criterion.column());
        all.put("wanted", criterion.wanted());
        all.put("stands", criterion.met().id());
        all.put("seen", criterion.seen());
        return all;
    }

    /** The number beside the result, e.g. a score. */
    public @Nullable BigDecimal headline() {
        return ruleSet.headline().map(each -> each.of(evaluation)).orElse(null);
    }

    /** What a fact brings to the scores, before any cap. */
    public List<Worth> worth(Fact fact) {
        return evaluation.worth().stream()
                .filter(each -> each.fact() == fact.id().value())
                .toList();
    }

    private static Map<String, @Nullable Object> json(Freshness freshness) {
        return Map.of(
                "level",
                freshness.level(),
                "needs",
                freshness.any() ? "any" : "all",
                "newest",
                freshness.newest().stream()
                        .map(each -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("kind", each.kind());
                            one.put("source", each.source());
                            one.put("on", each.on() == null ? null : each.on().toString());
                            one.put("level", each.level());
                            return one;
                        })
                        .toList());
    }

    private Map<String, @Nullable Object> json(Fact fact) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", String.valueOf(fact.id().value()));
        all.put("kind", fact.kind());
        all.put("category", fact.category());
        all.put("occurredOn", fact.occurredOn().toString());
        all.put("ageDays", age(fact));
        all.put("amount", fact.amount());
        worth(fact).forEach(each -> all.put("points", Map.of("measure", each.measure(), "points", each.points())));
        all.put("source", fact.source());
        all.put("reference", fact.reference());
        all.put("recordedAt", fact.recordedAt().toString());
        all.put("knownFrom", fact.knownFrom().toString());
        return all;
    }

    private Map<String, @Nullable Object> json(WhyNot each) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("better", each.better());
        all.put("open", open);
        all.put("result", each.result());
        all.put("on", each.on().toString());
        all.put("kind", each.kind());
        all.put("category", each.category());
        all.put("times", each.times());
        all.put("given", each.given());
        all.put("instead", each.instead());
        all.put("rows", each.rows());
        all.put(
                "leaving",
                leaving.getOrDefault(each, List.of()).stream()
                        .map(fact -> String.valueOf(fact.id().value()))
                        .toList());
        return all;
    }
}
