package gridwork.rules;

import gridwork.platform.Label;
import gridwork.rules.RuleSetFile.From;
import gridwork.rules.RuleSetFile.Given;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scalars that a question brings: by its asker, or read from the fact that it is about. */
final class Givens {
    private final String ruleSet;
    private final List<Given> givens;

    Givens(String ruleSet, List<Given> givens) {
        this.ruleSet = ruleSet;
        this.givens = givens;
    }

    List<Elsewhere> elsewhere() {
        return givens.stream()
                .filter(each -> each.from() != null && each.from().isElsewhere())
                .map(each -> {
                    From from = Objects.requireNonNull(each.from());
                    return new Elsewhere(
                            each.id(),
                            Objects.requireNonNullElse(from.ruleSet(), ""),
                            Objects.requireNonNullElse(from.output(), ""));
                })
                .toList();
    }

    Label label(String id) {
        return givens.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(each -> new Label(each.name(), each.en() == null ? each.id() : each.en()))
                .orElseGet(() -> new Label(id, id));
    }

    @Nullable
    String word(String id, Object value) {
        return givens.stream()
                .filter(each -> each.id().equals(id) && each.values() != null)
                .findFirst()
                .map(each -> Objects.requireNonNull(each.values()).get(String.valueOf(value)))
                .orElse(null);
    }

    /** Puts the scalars under the tables' names, says what is missing, and gives back by id what was there. */
    Map<String, Object> put(Question question, Map<String, Object> scalars, Set<String> missing) {
        for (String each : question.given().keySet()) {
            if (givens.stream().noneMatch(known -> named(known, each))) {
                throw new IllegalArgumentException(ruleSet + " asks for no " + each);
            }
        }
        var given = new LinkedHashMap<String, Object>();
        for (Given each : givens) {
            Object scalar = scalar(each, told(each, question));
            if (scalar == null) {
                missing.add(each.name());
            } else {
                scalars.put(each.name(), scalar);
                given.put(each.id(), meant(each, scalar));
            }
        }
        return given;
    }

    private static @Nullable Object told(Given given, Question question) {
        Object told = question.given().getOrDefault(given.id(), question.given().get(given.name()));
        if (told == null && question.about() != null && given.from() != null) {
            told = read(given.from(), question.about(), question.subjectKind());
        }
        return told == null ? given.absent() : told;
    }

    private static @Nullable Object read(From from, AboutFact about, String subjectKind) {
        FactSeen fact = about.fact();
        if (from.payload() != null) {
            return fact.payload().get(from.payload());
        }
        if (from.fact() == null) {
            return null;
        }
        return switch (from.fact()) {
            case CATEGORY -> fact.category();
            case AMOUNT -> fact.amount();
            // what nobody doubted is certain
            case CONFIDENCE -> fact.confidence() == null ? BigDecimal.ONE : fact.confidence();
            case SOURCE -> fact.source();
            case SUBJECT_KIND -> subjectKind.isEmpty() ? null : subjectKind;
            case DAY -> fact.occurredOn();
            case HOUR -> BigDecimal.valueOf(about.at().getHour());
        };
    }

    private static boolean named(Given given, String name) {
        return given.id().equals(name) || given.name().equals(name);
    }

    /** Null = none of the values that the tables know, or of another type. */
    private static @Nullable Object scalar(Given given, @Nullable Object value) {
        var values = given.values();
        if (values != null && value instanceof String text) {
            return values.containsValue(text) ? text : values.getOrDefault(text, given.otherwise());
        }
        if (value instanceof Number number) {
            return given.type().equals("number") ? new BigDecimal(number.toString()) : null;
        }
        return value;
    }

    private static Object meant(Given given, Object scalar) {
        if (given.values() == null) {
            return scalar instanceof BigDecimal number ? TabledRuleSet.plain(number) : scalar;
        }
        return given.values().entrySet().stream()
                .filter(each -> each.getValue().equals(scalar))
                .map(each -> (Object) each.getKey())
                .findFirst()
                .orElse(scalar);
    }

    /** The other values that one scalar could have had, by its id; only where they can be told. */
    Map<String, List<Object>> others(Map<String, Object> given) {
        var others = new LinkedHashMap<String, List<Object>>();
        for (Given each : givens) {
            Object now = given.get(each.id());
            if (now instanceof Boolean is) {
                others.put(each.id(), List.of(!is));
            } else if (each.values() != null) {
                others.put(
                        each.id(),
                        each.values().keySet().stream()
                                .filter(id -> !id.equals(now) && !id.equals(RuleSet.UNKNOWN))
                                .map(Object.class::cast)
                                .toList());
            }
        }
        return others;
    }
}
