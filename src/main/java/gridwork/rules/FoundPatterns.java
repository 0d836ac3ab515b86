package gridwork.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the compiled rules put what they find. A rule fires once for each combination of facts; what it says under the
 * same pattern and key is one finding, with all its evidence. Public for the compiled rules.
 */
public final class FoundPatterns {
    private final Function<String, String> patternOf;
    private final Map<String, Draft> drafts = new TreeMap<>();

    FoundPatterns(Function<String, String> patternOf) {
        this.patternOf = patternOf;
    }

    /** @param key what makes it one finding: words that the evidence alone decides */
    public Draft rule(String id, Object... key) {
        String pattern = patternOf.apply(id);
        String words = pattern + "/"
                + String.join(
                        "/",
                        Stream.of(key)
                                .map(each -> each instanceof Observed fact ? fact.key() : String.valueOf(each))
                                .toList());
        Draft draft = drafts.computeIfAbsent(words, any -> new Draft(pattern));
        draft.rules.add(id);
        return draft;
    }

    List<PatternFound> all(Function<String, RowHit> rows, List<String> parameters) {
        List<PatternFound> all = new ArrayList<>();
        drafts.forEach((key, draft) -> {
            if (draft.about != null) {
                List<Observed> evidence = List.copyOf(draft.evidence);
                all.add(new PatternFound(
                        draft.pattern,
                        key,
                        draft.rules.stream().map(rows).toList(),
                        parameters.stream().map(rows).toList(),
                        draft.about,
                        draft.begun(),
                        evidence,
                        draft.values()));
            }
        });
        return all;
    }

    /** One finding in the making. */
    public static final class Draft {
        /** The greatest amount, e.g. the loudest reading; then the earliest. */
        private static final Comparator<Observed> LOCATING = Comparator.comparing(
                        (Observed each) -> Objects.requireNonNullElse(each.amount(), BigDecimal.ZERO),
                        Comparator.reverseOrder())
                .thenComparing(Observed.BY_TIME);

        private final String pattern;
        private final TreeSet<String> rules = new TreeSet<>();
        private final TreeSet<Observed> evidence = new TreeSet<>(Observed.BY_TIME);
        private final Map<String, TreeSet<String>> words = new TreeMap<>();
        private final Map<String, BigDecimal> numbers = new TreeMap<>();
        private final Map<String, TreeSet<String>> counted = new TreeMap<>();
        private final Set<Observed> lasting = new HashSet<>();
        private @Nullable Observed about;

        private Draft(String pattern) {
            this.pattern = pattern;
        }

        /** What says where and about whom; it is evidence too. Without one there is no finding. */
        public Draft about(Observed fact) {
            if (about == null || LOCATING.compare(fact, about) < 0) {
                about = fact;
            }
            evidence.add(fact);
            return this;
        }

        public Draft evidence(Observed... facts) {
            evidence.addAll(List.of(facts));
            return this;
        }

        /** Evidence that lasts and says nothing of when it happened: a permit, a filing. */
        public Draft against(Observed... facts) {
            lasting.addAll(List.of(facts));
            return evidence(facts);
        }

        private Instant begun() {
            return evidence.stream()
                    .filter(each -> !lasting.contains(each))
                    .findFirst()
                    .orElseThrow()
                    .at();
        }

        /** A word of the finding; several different ones are listed. */
        public Draft says(String name, String word) {
            if (!word.isEmpty()) {
                words.computeIfAbsent(name, any -> new TreeSet<>()).add(word);
            }
            return this;
        }

        /** The greatest of the amounts. */
        public Draft most(String name, @Nullable BigDecimal amount) {
            if (amount != null) {
                numbers.merge(name, amount, BigDecimal::max);
            }
            return this;
        }

        /** How many different words there are. */
        public Draft counts(String name, String word) {
            if (!word.isEmpty()) {
                counted.computeIfAbsent(name, any -> new TreeSet<>()).add(word);
            }
            return this;
        }

        private Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            words.forEach((name, all) -> values.put(name, String.join("、", all)));
            values.putAll(numbers);
            counted.forEach((name, all) -> values.put(name, all.size()));
            return values;
        }
    }
}
