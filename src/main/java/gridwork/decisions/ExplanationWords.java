package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.rules.Freshness;
import gridwork.rules.Grade;
import gridwork.rules.RuleSet;
import gridwork.rules.WhyNot;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** An explanation in whole sentences, for pages, prints and the command line. */
@Component("explanationWords")
public class ExplanationWords {
    /** So many facts are named one by one; of more it says how many. */
    private static final int NAMED = 3;

    private final MessageSource messages;
    private final FactKinds kinds;

    ExplanationWords(MessageSource messages, FactKinds kinds) {
        this.messages = messages;
        this.kinds = kinds;
    }

    /** What would bring the next better result: by waiting, and by doing something. */
    public String better(Explanation explanation, Locale locale) {
        if (explanation.grade().rank() < 0) {
            return say("unknown", locale);
        }
        if (explanation.isAnswer() && explanation.better().isEmpty() && !isBest(explanation)) {
            return say("no-other", locale);
        }
        return explanation.whyNot().stream()
                .filter(WhyNot::better)
                .map(each -> sentence(explanation, each, locale))
                .reduce((one, other) -> one + say("or", locale) + other)
                .orElseGet(() -> say(isBest(explanation) ? "best" : "no-better", locale));
    }

    /** What would bring the next worse result. */
    public String worse(Explanation explanation, Locale locale) {
        if (explanation.grade().rank() < 0) {
            return say("unknown", locale);
        }
        if (explanation.isAnswer() && explanation.worse().isEmpty() && !isWorst(explanation)) {
            return say("no-other", locale);
        }
        return explanation
                .worse()
                .map(each -> sentence(explanation, each, locale))
                .orElseGet(() -> say(isWorst(explanation) ? "worst" : "no-worse", locale));
    }

    /** What is too old, and what would have to come; empty where everything is new enough. */
    public String freshness(Explanation explanation, Locale locale) {
        Freshness freshness = explanation.evaluation().freshness();
        if (freshness == null || freshness.level().equals(Freshness.USE)) {
            return "";
        }
        String seen = freshness.newest().stream()
                .filter(each -> each.on() != null && !each.level().equals(Freshness.USE))
                .map(each -> aged(each, explanation.asOf(), locale))
                .collect(Collectors.joining(say("and", locale)));
        String wanted = freshness.wanted().stream()
                .map(each -> kind(each.kind(), locale))
                .distinct()
                .collect(Collectors.joining(say("and", locale)));
        return say(
                "freshness." + freshness.level() + (freshness.any() ? "-any" : "-all"),
                locale,
                seen.isEmpty() ? say("freshness.none", locale) : seen,
                wanted);
    }

    private String aged(Freshness.Newest newest, LocalDate asOf, Locale locale) {
        LocalDate on = Objects.requireNonNull(newest.on());
        return say(
                "freshness.newest",
                locale,
                kind(newest.kind(), locale),
                date(on, asOf, locale),
                ChronoUnit.DAYS.between(on, asOf),
                newest.source());
    }

    /** {@code 9月6日的“结构不安全”}. */
    public String fact(Fact fact, LocalDate asOf, Locale locale) {
        return say("fact", locale, date(fact.occurredOn(), asOf, locale), what(fact.kind(), fact.category(), locale));
    }

    /** The category in words, or the kind where it has none. */
    public String what(String kind, @Nullable String category, Locale locale) {
        Optional<FactKind> known = kinds.find(kind);
        return known.flatMap(each -> each.category(category))
                .map(each -> each.title().in(locale))
                .or(() -> known.map(each -> each.title().in(locale)))
                .orElse(category == null ? kind : category);
    }

    public String kind(String kind, Locale locale) {
        return kinds.find(kind).map(each -> each.title().in(locale)).orElse(kind);
    }

    /** A day, with its year where that is not the year of the question. */
    public String date(LocalDate day, LocalDate asOf, Locale locale) {
        String pattern = say(day.getYear() == asOf.getYear() ? "day" : "day-of-year", locale);
        return day.format(DateTimeFormatter.ofPattern(pattern, locale));
    }

    private String sentence(Explanation explanation, WhyNot why, Locale locale) {
        LocalDate asOf = explanation.asOf();
        String grade = grade(explanation, why.result()).label().in(locale);
        if (why.given() != null && why.instead() != null) {
            RuleSet rules = explanation.ruleSet();
            return say(
                    "given-otherwise",
                    locale,
                    rules.givenLabel(why.given()).in(locale),
                    given(rules, why.given(), why.instead(), locale),
                    grade);
        }
        if (why.kind() == null) {
            String day = date(why.on(), asOf, locale);
            List<Fact> leaving = explanation.leaving().getOrDefault(why, List.of());
            return leaving.isEmpty()
                    ? say("time", locale, day, grade)
                    : say("time-because", locale, day, grade, named(leaving, asOf, locale));
        }
        String what = what(why.kind(), why.category(), locale);
        if (why.times() > 1) {
            return say("more", locale, kind(why.kind(), locale), what, grade, why.times());
        }
        return why.on().equals(asOf)
                ? say("one-more", locale, kind(why.kind(), locale), what, grade)
                : say("one-more-on", locale, kind(why.kind(), locale), what, grade, date(why.on(), asOf, locale));
    }

    /** What a scalar that was given says. */
    public String given(RuleSet rules, String given, Object value, Locale locale) {
        return value instanceof Boolean is
                ? say(is ? "yes" : "no", locale)
                : rules.word(given, value).in(locale);
    }

    /** What an output says; several words one after the other. */
    public String output(RuleSet rules, String output, Object value, Locale locale) {
        return value instanceof List<?> several
                ? several.stream()
                        .map(each -> given(rules, output, Objects.requireNonNull(each), locale))
                        .collect(Collectors.joining(say("and", locale)))
                : given(rules, output, value, locale);
    }

    /** What was not there, in words. */
    public String missing(Explanation explanation, Locale locale) {
        return explanation.evaluation().missing().stream()
                .map(each -> each.equals(Answering.CLOSED) ? say(Answering.CLOSED, locale) : each)
                .collect(Collectors.joining(say("and", locale)));
    }

    private String named(List<Fact> facts, LocalDate asOf, Locale locale) {
        String first = facts.stream()
                .limit(NAMED)
                .map(each -> fact(each, asOf, locale))
                .collect(Collectors.joining(say("and", locale)));
        return facts.size() > NAMED ? say("and-others", locale, first, facts.size()) : first;
    }

    private static Grade grade(Explanation explanation, String result) {
        return explanation.ruleSet().grade(result);
    }

    private static boolean isBest(Explanation explanation) {
        List<Grade> palette = explanation.ruleSet().palette();
        return palette.get(0).id().equals(explanation.evaluation().result());
    }

    private static boolean isWorst(Explanation explanation) {
        RuleSet ruleSet = explanation.ruleSet();
        List<Grade> palette = ruleSet.palette();
        return palette.get(palette.size() - 1)
                .id()
                .equals(explanation.evaluation().result());
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage("decisions.words." + key, arguments, locale);
    }
}
