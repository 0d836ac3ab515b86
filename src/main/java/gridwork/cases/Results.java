package gridwork.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * What becomes a fact about a kind of subject, and under which name: {@code cases/results.yaml}.
 *
 * @param subject the kind of subject
 * @param check a finished check; null = it only has milestones
 * @param finding each problem; null = only counted in the check
 * @param recheck a finished re-check; null = none
 * @param rectified a problem that was put right; null = only a milestone
 */
public record Results(
        String subject,
        @Nullable Check check,
        @Nullable Named finding,
        @Nullable Named recheck,
        @Nullable Named rectified) {
    static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String IN_TIME = "in-time";
    static final String LATE = "late";

    /** How a check ended, in the words of the form. */
    public static final String PASS = "pass";

    /** @param categories from our word to the category of the kind */
    public record Named(String kind, Map<String, String> categories) {
        public Named {
            categories = categories == null ? Map.of() : Map.copyOf(categories);
        }

        public String category(String word) {
            return categories.getOrDefault(word, word);
        }
    }

    /** @param per how often it is told: {@code department}, or once for the whole {@code visit} */
    public record Check(String kind, String per, Map<String, String> categories) {
        public boolean ofVisit() {
            return per.equals("visit");
        }

        public String category(String conclusion) {
            return categories.getOrDefault(conclusion, conclusion);
        }
    }

    private static final List<Results> ALL = load();

    static Results of(String subjectKind) {
        return ALL.stream()
                .filter(each -> each.subject.equals(subjectKind))
                .findFirst()
                .orElseGet(() -> new Results(subjectKind, null, null, null, null));
    }

    /** The kinds of fact that are checks. */
    public static Set<String> checks() {
        return ALL.stream()
                .flatMap(each -> Optional.ofNullable(each.check()).stream())
                .map(Check::kind)
                .collect(Collectors.toSet());
    }

    /** Whom a kind of check is about; empty where it is none. */
    public static String subjectOf(String checkKind) {
        return ALL.stream()
                .filter(each -> each.check() != null && each.check().kind().equals(checkKind))
                .map(Results::subject)
                .findFirst()
                .orElse("");
    }

    /** Whether such a fact is a check of something that was to be put right. */
    public static boolean isRecheck(String kind, @Nullable String category) {
        return ALL.stream()
                .flatMap(each -> Optional.ofNullable(each.recheck()).stream())
                .anyMatch(each -> each.kind().equals(kind) && each.categories().containsValue(category));
    }

    private static List<Results> load() {
        try (InputStream file = new ClassPathResource("cases/results.yaml").getInputStream()) {
            return new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
