package gridwork.app.cli;

import gridwork.decisions.Decisions;
import gridwork.decisions.Explanation;
import gridwork.decisions.ExplanationWords;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
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
import java.util.List;
import java.util.Locale;
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
            description = {"对这一条事实所作的决定（--rule-set 可限定规则集）", "what was decided about this one fact"})
    private @Nullable Long fact;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var decisions = house.get(Decisions.class);
            var clock = house.get(StreetClock.class);
            SubjectRef ref = ref(
                    house.get(Subjects.class), decisions.release(clock.today()).ruleSets());
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
        if (it.about() != null) {
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
