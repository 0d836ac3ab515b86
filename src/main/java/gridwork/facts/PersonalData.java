package gridwork.facts;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Personal data among what facts and signals say: the properties that some kind of fact marks {@code x-personal}. Who acts
 * on it sees it; for others the middle is masked.
 */
@Component
public class PersonalData {
    private static final int KEPT_BEFORE = 2;
    private static final int KEPT_AFTER = 1;
    private static final String MASK = "•••";

    private final Set<String> properties;
    private final Pattern named;
    private final Set<String> readers;

    PersonalData(FactKinds kinds, @Value("${gridwork.personal-data-readers}") Set<String> readers) {
        this.properties = kinds.personal();
        this.named = Pattern.compile(
                properties.stream().map(Pattern::quote).collect(Collectors.joining("|", "\"(", ")\"\\s*+:\\s*+")));
        this.readers = readers;
    }

    /** Words and numbers as the signed-in officer may see them; what holds more than that is left out. */
    public Map<String, String> shown(Map<String, Object> payload) {
        Map<String, String> shown = new LinkedHashMap<>();
        boolean open = mayRead();
        payload.forEach((name, held) -> {
            if (held != null
                    && !(held instanceof Map)
                    && !(held instanceof Collection<?> many && many.stream().anyMatch(Map.class::isInstance))
                    && !held.toString().isBlank()) {
                shown.put(name, open || !properties.contains(name) ? held.toString() : masked(held.toString()));
            }
        });
        return shown;
    }

    /** What a property held, as the signed-in officer may see it. */
    public String shown(String property, String held) {
        String last = property.substring(property.lastIndexOf('/') + 1);
        return mayRead() || !properties.contains(last) ? held : masked(held);
    }

    /** A text in JSON, or nearly so, as the signed-in officer may see it; all else in it stays as it came. */
    public String shown(String text) {
        return mayRead() || properties.isEmpty() ? text : replaced(text, (name, held) -> maskedJson(held));
    }

    /** What an officer made of {@link #shown(String)}: what was masked and left so is again what it was. */
    public String restored(String written, String original) {
        if (mayRead() || properties.isEmpty()) {
            return written;
        }
        Map<String, Deque<String>> behind = new HashMap<>();
        replaced(original, (name, held) -> {
            behind.computeIfAbsent(name + maskedJson(held), any -> new ArrayDeque<>())
                    .add(held);
            return held;
        });
        return replaced(written, (name, held) -> {
            Deque<String> its = behind.getOrDefault(name + held, new ArrayDeque<>());
            return its.isEmpty() ? held : its.remove();
        });
    }

    private String replaced(String text, BiFunction<String, String, String> by) {
        var written = new StringBuilder(text.length());
        Matcher matcher = named.matcher(text);
        int done = 0;
        while (matcher.find(done)) {
            int end = endOfValue(text, matcher.end());
            written.append(text, done, matcher.end())
                    .append(by.apply(matcher.group(1), text.substring(matcher.end(), end)));
            done = end;
        }
        return written.append(text, done, text.length()).toString();
    }

    /** Of a JSON value; where the text is none, as far as it could reach. */
    private static int endOfValue(String text, int from) {
        boolean quoted = false;
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char it = text.charAt(at);
            if (quoted) {
                if (it == '\\') {
                    at++;
                } else if (it == '"') {
                    quoted = false;
                    if (depth == 0) {
                        return at + 1;
                    }
                }
            } else if (it == '"') {
                quoted = true;
            } else if (it == '[' || it == '{') {
                depth++;
            } else if (it == ']' || it == '}') {
                if (depth == 0) {
                    return at;
                }
                if (--depth == 0) {
                    return at + 1;
                }
            } else if (depth == 0 && (it == ',' || Character.isWhitespace(it))) {
                return at;
            }
        }
        return text.length();
    }

    private static String maskedJson(String value) {
        boolean words = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return '"' + (words ? masked(value.substring(1, value.length() - 1)) : MASK) + '"';
    }

    private boolean mayRead() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null
                && signedIn.getAuthorities().stream().anyMatch(each -> readers.contains(each.getAuthority()));
    }

    static String masked(@Nullable String text) {
        if (text == null || text.length() <= KEPT_BEFORE + KEPT_AFTER) {
            return MASK;
        }
        return text.substring(0, KEPT_BEFORE) + MASK + text.substring(text.length() - KEPT_AFTER);
    }
}
