package gridwork.app.cli;

import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.decisions.ExplanationWords;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.FactsAround;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.rules.Change;
import gridwork.rules.Criterion;
import gridwork.rules.ItemStand;
import gridwork.rules.RowHit;
import gridwork.rules.RuleSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description = {"说明一个对象为什么是这个等次", "why a subject stands as it does"})
final class Explain implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Parameters(
            paramLabel = "SUBJECT",
            description = {
                "对象：类别/编号，如 site/53778；只写编号时在各类对象中查找",
                "kind/code, e.g. site/53778; a code alone is looked up"
            })
    private String subject = "";

    @Option(
            names = "--rule-set",
            paramLabel = "ID",
            description = {"规则集，默认该类对象的第一个", "default: the first for this kind of subject"})
    private @Nullable String ruleSet;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = {"截至哪一天已发生的，默认今天", "what had happened by the end of this day (yyyy-MM-dd); default today"})
    private @Nullable LocalDate asOf;

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = {"按何时已知的，默认现在", "what was known then, e.g. 2025-03-01T00:00:00Z; default now"})
    private @Nullable Instant knownAt;

    @Option(
            names = "--fact",
            paramLabel = "ID",
            description = {
                "对这一条事实所作的决定（--rule-set 可限定规则集）；信号线索则说明为什么是它",
                "what was decided about this one fact; of a finding from signals, why it is one"
            })
    private @Nullable Long fact;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var decisions = house.get(Decisions.class);
            var clock = house.get(StreetClock.class);
            SubjectRef ref = ref(
                    house.get(Subjects.class), decisions.release(clock.today()).ruleSets());
            SignalFindings.Finding finding = fact == null
                    ? null
                    : house.get(SignalFindings.class)
                            .find(new DecisionId(fact))
                            .filter(each -> each.subject().ref().equals(ref))
                            .orElse(null);
            if (finding != null) {
                if (root.json()) {
                    root.printJson(json(finding));
                } else {
                    print(finding, house.get(ExplanationWords.class), clock.zone());
                }
                return Commands.WELL;
            }
            Explanation explanation = fact != null
                    ? answer(decisions, ref, new FactId(fact))
                    : decisions.explain(
                            ref,
                            ruleSet == null ? first(decisions, ref) : ruleSet,
                            asOf == null ? clock.today() : asOf,
                            knownAt == null ? clock.now() : knownAt);
            if (root.json()) {
                root.printJson(explanation.json());
            } else {
                print(explanation, house.get(ExplanationWords.class), clock.zone());
            }
            return Commands.WELL;
        }
    }

    private Explanation answer(Decisions decisions, SubjectRef ref, FactId about) {
        return decisions.answers(List.of(about)).getOrDefault(about, List.of()).stream()
                .filter(each -> ruleSet == null || each.ruleSet().equals(ruleSet))
                .findFirst()
                .map(decisions::explain)
                .filter(each -> each.subject().ref().equals(ref))
                .orElseThrow(() -> new Refused("fact-unanswered", String.valueOf(about.value())));
    }

    private SubjectRef ref(Subjects subjects, List<RuleSet> ruleSets) {
        try {
            if (subject.indexOf('/') > 0) {
                return SubjectRef.of(subject);
            }
            return ruleSets.stream()
                    .flatMap(each -> each.subjectKinds().stream())
                    .distinct()
                    .map(kind -> new SubjectRef(kind, subject))
                    .filter(ref -> subjects.find(ref).isPresent())
                    .findFirst()
                    .orElseThrow(() -> new Refused("subject-unknown", subject));
        } catch (IllegalArgumentException notOne) {
            throw new Refused("subject-unknown", subject);
        }
    }

    private static String first(Decisions decisions, SubjectRef ref) {
        return decisions.ruleSetsFor(ref.kind()).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("rule-set-unknown", ref.kind()));
    }

    private void print(Explanation it, ExplanationWords words, ZoneId zone) {
        Locale locale = root.locale();
        root.print(root.say(
                "decisions.cli.head",
                it.subject().ref(),
                it.subject().name(),
                it.ruleSet().title().in(locale),
                it.asOf(),
                it.grade().label().in(locale)));
        root.print(root.say("decisions.cli.known", MOMENT.format(it.knownAt().atZone(zone))));
        if (!it.evaluation().missing().isEmpty()) {
            root.print(root.say("decisions.card.missing", words.missing(it, locale)));
        }
        if (!it.evaluation().items().isEmpty()) {
            items(it, locale);
        }
        head("decisions.card.why");
        rows(it.decisive());
        head("decisions.card.supporting");
        rows(it.supporting());
        head("decisions.card.facts");
        if (it.facts().isEmpty()) {
            root.print("  " + root.say("decisions.card.no-facts"));
        }
        for (Fact fact : it.facts()) {
            root.print(root.say(
                    "decisions.cli.fact",
                    fact.occurredOn(),
                    words.kind(fact.kind(), locale),
                    words.what(fact.kind(), fact.category(), locale),
                    fact.source(),
                    fact.reference(),
                    it.age(fact)));
        }
        if (it.isAnswer()) {
            head("decisions.card.values");
            it.evaluation()
                    .values()
                    .forEach((output, value) -> root.print(root.say(
                            "decisions.cli.measure",
                            it.ruleSet().outputLabel(output).in(locale),
                            words.output(it.ruleSet(), output, value, locale))));
            head("decisions.card.given");
            it.evaluation()
                    .given()
                    .forEach((given, value) -> root.print(root.say(
                            "decisions.cli.measure",
                            it.ruleSet().givenLabel(given).in(locale),
                            words.given(it.ruleSet(), given, value, locale))));
        }
        head("decisions.card.measures");
        it.evaluation()
                .measures()
                .forEach((measure, amount) -> root.print(root.say(
                        "decisions.cli.measure",
                        it.ruleSet().measureLabel(measure).in(locale),
                        amount)));
        head("decisions.card.why-not");
        root.print("  " + root.say("decisions.card.better") + "  " + words.better(it, locale));
        root.print("  " + root.say("decisions.card.worse") + "  " + words.worse(it, locale));
        root.print("");
        root.print(root.say(
                "decisions.card.release",
                it.release().number(),
                it.release().effectiveFrom(),
                it.release().author(),
                it.release().approver()));
    }

    /** What several signals mean together, and by which of them. */
    private void print(SignalFindings.Finding it, ExplanationWords words, ZoneId zone) {
        Locale locale = root.locale();
        LocalDate on = it.fact().occurredOn();
        root.print(root.say(
                "decisions.cli.head",
                it.subject().ref(),
                it.subject().name(),
                it.pattern().label().in(locale),
                on,
                it.holds() ? root.say("app.finding.holds") : it.result().label().in(locale)));
        root.print(root.say(
                "decisions.cli.known", MOMENT.format(it.logged().decidedAt().atZone(zone))));
        if (!it.same()) {
            root.print(root.say("app.finding.differs"));
        }
        if (it.newer() != null) {
            root.print(root.say("app.finding.newer") + " " + it.newer().value());
        }
        head("app.finding.why");
        rows(it.rules());
        head("app.finding.parameters");
        rows(it.parameters());
        head("app.finding.evidence");
        if (it.evidence().isEmpty()) {
            root.print("  " + root.say("app.finding.no-evidence"));
        }
        for (FactsAround.Located each : it.evidence()) {
            Fact seen = each.fact();
            root.print(root.say(
                    "decisions.cli.fact",
                    MOMENT.format(seen.occurredAt().atZone(zone)),
                    words.kind(seen.kind(), locale),
                    words.what(seen.kind(), seen.category(), locale) + " "
                            + each.subject().ref(),
                    seen.source(),
                    seen.reference(),
                    ChronoUnit.DAYS.between(seen.occurredOn(), on)));
        }
        root.print("");
        root.print(root.say(
                "decisions.card.release",
                it.release().number(),
                it.release().effectiveFrom(),
                it.release().author(),
                it.release().approver()));
    }

    private static Map<String, @Nullable Object> json(SignalFindings.Finding it) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("subject", it.subject().ref().toString());
        all.put("finding", String.valueOf(it.fact().id().value()));
        all.put("ruleSet", it.patterns().id());
        all.put("pattern", it.pattern().id());
        all.put("result", it.logged().result());
        all.put("release", it.release().number());
        all.put("occurredAt", it.fact().occurredAt().toString());
        all.put("decidedAt", it.logged().decidedAt().toString());
        all.put("area", it.area());
        all.put("rows", it.logged().rows());
        all.put("values", it.values());
        all.put(
                "facts",
                it.evidence().stream()
                        .map(each -> Map.of(
                                "id", String.valueOf(each.fact().id().value()),
                                "kind", each.fact().kind(),
                                "subject", each.subject().ref().toString(),
                                "occurredAt", each.fact().occurredAt().toString(),
                                "source", each.fact().source(),
                                "reference", each.fact().reference()))
                        .toList());
        all.put("same", it.same());
        all.put("newer", it.newer() == null ? null : String.valueOf(it.newer().value()));
        return all;
    }

    private void items(Explanation it, Locale locale) {
        head("decisions.card.items");
        for (ItemStand item : it.evaluation().items()) {
            root.print(root.say(
                    "decisions.cli.item",
                    root.say("decisions.item." + item.met().id()),
                    it.label(item).in(locale),
                    String.join(" ", item.rows())));
            for (Change change : item.changes()) {
                root.print("      " + root.say("decisions.card.change", change.on(), change.from(), change.to()));
            }
            for (Criterion each : item.criteria()) {
                root.print(root.say(
                        "decisions.cli.criterion",
                        each.row(),
                        each.column(),
                        each.wanted(),
                        root.say("decisions.criterion." + each.met().id()),
                        each.seen().entrySet().stream()
                                .map(seen -> seen.getKey() + " = "
                                        + Objects.requireNonNullElse(
                                                seen.getValue(), root.say("decisions.card.not-there")))
                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private void rows(List<RowHit> rows) {
        for (RowHit row : rows) {
            root.print(root.say("decisions.cli.row", row.id(), row.text(), row.basis()));
        }
    }

    private void head(String key) {
        root.print("");
        root.print(root.say(key));
    }
}
