package gridwork.cases.office;

import gridwork.cases.Case;
import gridwork.cases.FormContents;
import gridwork.cases.opening.Reasons;
import gridwork.cases.procedure.Choices;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.rules.Criterion;
import gridwork.rules.ItemStand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What such a form shows: why there is a case, what other rule sets say criterion by criterion, what can be chosen. */
@Component
class OfficeFormContents implements FormContents {
    private final Procedures procedures;
    private final Reasons reasons;
    private final Choices choices;
    private final Decisions decisions;
    private final Subjects subjects;
    private final StreetClock clock;

    OfficeFormContents(
            Procedures procedures,
            Reasons reasons,
            Choices choices,
            Decisions decisions,
            Subjects subjects,
            StreetClock clock) {
        this.procedures = procedures;
        this.reasons = reasons;
        this.choices = choices;
        this.decisions = decisions;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        Procedure procedure = procedures.carrying(of.matter()).orElse(null);
        if (procedure == null || procedure.office() == null) {
            return Map.of();
        }
        Subject subject = subjects.find(of.subject()).orElseThrow();
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("reasons", reasons.of(of));
        given.put("choices", choices.of(of));
        given.put("subjectClosed", !subject.openOn(clock.today()));
        given.put(
                "matches",
                procedure.shows().stream()
                        .filter(each ->
                                decisions.ruleSetsFor(subject.ref().kind()).contains(each))
                        .map(each -> matched(subject, each))
                        .toList());
        return given;
    }

    private Map<String, Object> matched(Subject subject, String ruleSet) {
        Explanation why = decisions.explain(subject.ref(), ruleSet, clock.today(), clock.now());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("title", why.ruleSet().title());
        said.put("grade", why.grade().label());
        said.put(
                "old",
                why.evaluation().freshness() != null
                        && Objects.requireNonNull(why.evaluation().freshness()).withheld());
        said.put(
                "items",
                why.evaluation().items().stream()
                        .sorted((one, other) -> Boolean.compare(other.holds(), one.holds()))
                        .map(each -> item(why, each))
                        .toList());
        return said;
    }

    private static Map<String, Object> item(Explanation why, ItemStand item) {
        List<Map<String, Object>> values = new ArrayList<>();
        item.values()
                .forEach((name, value) ->
                        values.add(Map.of("title", why.ruleSet().outputLabel(name), "value", String.valueOf(value))));
        return Map.of(
                "title",
                why.label(item),
                "met",
                item.met().id(),
                "values",
                values,
                "criteria",
                item.criteria().stream().map(OfficeFormContents::criterion).toList());
    }

    private static Map<String, Object> criterion(Criterion each) {
        List<String> seen = new ArrayList<>();
        each.seen().forEach((name, value) -> seen.add(value == null ? "" : String.valueOf(value)));
        return Map.of(
                "column",
                each.column(),
                "wanted",
                each.wanted(),
                "met",
                each.met().id(),
                "seen",
                seen);
    }
}
