package gridwork.cases.notices;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.platform.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The words of notices: {@code notices/texts.yaml}. A word in braces that its kind does not know stops the start. */
@Component
class Texts {
    private static final Pattern WORD = Pattern.compile("\\{([^{}]*)\\}");
    /** Masked outside; a title goes outside as it stands. */
    private static final String SUBJECT = "subject";
    /** What stays in the house. */
    private static final Set<String> INSIDE = Set.of("number");

    private static final Set<String> COUNT = Set.of("count");
    private final Map<String, Text> texts;

    Texts() {
        this(read());
    }

    Texts(Map<String, Text> texts) {
        for (Kind each : Kind.values()) {
            Text text = texts.get(each.id());
            if (text == null) {
                throw new IllegalStateException("notices/texts.yaml has no words for " + each.id());
            }
            Set<String> outside = new HashSet<>(each.words());
            outside.removeAll(INSIDE);
            check(each, text.text(), each.words());
            check(each, text.outside(), outside);
            outside.remove(SUBJECT);
            check(each, text.title(), outside);
            check(each, text.many(), COUNT);
        }
        this.texts = Map.copyOf(texts);
    }

    record Text(Label title, Label text, Label outside, Label many, String link) {}

    private static Map<String, Text> read() {
        try (InputStream file = Texts.class.getResourceAsStream("/notices/texts.yaml")) {
            return new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file, new TypeReference<Map<String, Text>>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read notices/texts.yaml", unreadable);
        }
    }

    private static void check(Kind kind, Label label, Set<String> known) {
        for (String text : new String[] {label.zh(), label.en()}) {
            if (text.isBlank()) {
                throw new IllegalStateException("notices/texts.yaml: " + kind.id() + " lacks a language");
            }
            WORD.matcher(text)
                    .results()
                    .map(each -> each.group(1))
                    .filter(each -> !known.contains(each))
                    .forEach(each -> {
                        throw new IllegalStateException(
                                "notices/texts.yaml: " + kind.id() + " knows no {" + each + "} here, only " + known);
                    });
        }
    }

    Text of(Kind kind) {
        return java.util.Objects.requireNonNull(texts.get(kind.id()));
    }

    /** @param words by name, each in both languages */
    static Label filled(Label text, Map<String, Label> words, int longest) {
        return new Label(filled(text.zh(), words, true, longest), filled(text.en(), words, false, longest * 3 / 2));
    }

    private static String filled(String text, Map<String, Label> words, boolean chinese, int longest) {
        String all = WORD.matcher(text).replaceAll(found -> {
            Label word = words.getOrDefault(found.group(1), new Label("", ""));
            return Matcher.quoteReplacement(chinese || word.en().isBlank() ? word.zh() : word.en());
        });
        return all.length() > longest ? all.substring(0, longest - 1) + "…" : all;
    }
}
