package gridwork.bench;

import gridwork.rules.Evaluation;
import gridwork.rules.FactSeen;
import gridwork.rules.Question;
import gridwork.rules.Releases;
import gridwork.rules.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.kie.api.KieServices;
import org.kie.api.io.ResourceType;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/**
 * Decisions per second of the evaluator behind {@link RuleSet}, without a database: the colours of 14,346 sites with seven
 * facts each. Beside it, in the same run and over the same facts, the same policy written by hand in Java, and plain
 * kie-dmn asked for the colour with the measures counted by that same hand. All three must say the same.
 */
final class EvaluateBench {
    private static final int SUBJECTS = 14_346;
    private static final int FACTS = 7;
    private static final int ROUNDS = 5;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final Set<String> SEVERE =
            Set.of("unsafe-structure", "dangerous-work", "no-permit", "fire-safety", "electrical", "egress-blocked");
    private static final List<String> CATEGORIES = List.of(
            "dust",
            "no-fence",
            "waste",
            "maintenance",
            "road-occupied",
            "unclassified",
            "dangerous-work",
            "electrical");
    private static final Map<String, String> COLOURS = Map.of("white", "白", "yellow", "黄", "red", "红");

    private final List<Question> questions = questions();
    private final RuleSet ruleSet = Releases.onClassPath().on(TODAY).ruleSet("site-colour");
    private final DMNRuntime runtime = runtime();
    private final DMNModel model = runtime.getModels().get(0);

    public static void main(String[] args) {
        new EvaluateBench().run();
    }

    private void run() {
        List<String> ours = ours();
        if (!ours.equals(byHand()) || !ours.equals(plain())) {
            throw new IllegalStateException("the three do not say the same");
        }
        double own = perSecond(this::ours);
        double hand = perSecond(this::byHand);
        double plain = perSecond(this::plain);
        Benchmarks.say("decisions a second over hand-written Java", own, hand, own / hand, "none");
        Benchmarks.say("decisions a second over plain kie-dmn", own, plain, own / plain, "none");
    }

    private List<String> ours() {
        return ruleSet.evaluate(questions).stream()
                .map(Evaluation::result)
                .map(COLOURS::get)
                .toList();
    }

    private List<String> byHand() {
        return questions.stream()
                .map(each -> {
                    int severe = severe(each);
                    int minor = minor(each);
                    return severe > 0 || minor >= 5 ? "红" : minor > 0 ? "黄" : "白";
                })
                .toList();
    }

    private List<String> plain() {
        List<String> colours = new ArrayList<>(questions.size());
        for (Question each : questions) {
            DMNContext context = runtime.newContext();
            context.set("期限内严重违法次数", BigDecimal.valueOf(severe(each)));
            context.set("期限内轻微违法次数", BigDecimal.valueOf(minor(each)));
            context.set("追溯期内严重违法次数", BigDecimal.ZERO);
            context.set("严重违法后合格检查次数", BigDecimal.ZERO);
            context.set("降级所需合格检查次数", BigDecimal.ZERO);
            context.set("轻微转红次数", BigDecimal.valueOf(5));
            colours.add(String.valueOf(
                    runtime.evaluateByName(model, context, "颜色").getContext().get("颜色")));
        }
        return colours;
    }

    private static int severe(Question question) {
        return (int) question.facts().stream()
                .filter(fact -> SEVERE.contains(String.valueOf(fact.category())))
                .filter(fact -> fact.occurredOn().isAfter(TODAY.minusDays(90)))
                .count();
    }

    private static int minor(Question question) {
        return (int) question.facts().stream()
                .filter(fact ->
                        !SEVERE.contains(String.valueOf(fact.category())) && !"unclassified".equals(fact.category()))
                .filter(fact -> fact.occurredOn().isAfter(TODAY.minusDays(60)))
                .count();
    }

    /** The median of some rounds, after one to get warm. */
    private static double perSecond(Supplier<List<String>> round) {
        int warm = round.get().size();
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            int size = round.get().size();
            rates[i] = (size == warm ? size : 0) * 1e9 / (System.nanoTime() - start);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static List<Question> questions() {
        var random = new Random(11);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            List<FactSeen> facts = new ArrayList<>();
            for (int n = 0; n < FACTS; n++) {
                String category = CATEGORIES.get(random.nextInt(random.nextInt(4) == 0 ? CATEGORIES.size() : 6));
                facts.add(
                        new FactSeen(n + 1L, "violation", category, TODAY.minusDays(random.nextInt(720)), null, null));
            }
            questions.add(new Question(TODAY, facts, Map.of()));
        }
        return questions;
    }

    private static DMNRuntime runtime() {
        try (InputStream dmn = Objects.requireNonNull(
                EvaluateBench.class.getClassLoader().getResourceAsStream("rules/site-colour/site-colour.dmn"))) {
            var resource = KieServices.get()
                    .getResources()
                    .newByteArrayResource(dmn.readAllBytes(), "UTF-8")
                    .setSourcePath("site-colour.dmn")
                    .setResourceType(ResourceType.DMN);
            return DMNRuntimeBuilder.fromDefaults()
                    .buildConfiguration()
                    .fromResources(List.of(resource))
                    .getOrElseThrow(failure -> new IllegalStateException("the tables cannot be compiled", failure));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
