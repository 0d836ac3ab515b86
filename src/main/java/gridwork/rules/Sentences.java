package gridwork.rules;

import gridwork.platform.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/** The sentence of each code of a finding, in both languages: {@code messages/rules.properties}. */
final class Sentences {
    private static final Properties CHINESE = read("messages/rules.properties");
    private static final Properties ENGLISH = read("messages/rules_en.properties");

    /** What is cited from a file may be as long as the file. */
    private static final int CITED = 1_000;

    private Sentences() {}

    static Label of(String code, Object... details) {
        return new Label(in(CHINESE, Locale.CHINESE, code, details), in(ENGLISH, Locale.ENGLISH, code, details));
    }

    private static String in(Properties sentences, Locale locale, String code, Object... details) {
        String sentence = sentences.getProperty("rules.finding." + code);
        if (sentence == null) {
            throw new IllegalStateException("there is no sentence for " + code);
        }
        Object[] cited = Arrays.stream(details)
                .map(each ->
                        each instanceof String text && text.length() > CITED ? text.substring(0, CITED) + "…" : each)
                .toArray();
        return new MessageFormat(sentence, locale).format(cited);
    }

    private static Properties read(String name) {
        var sentences = new Properties();
        try (InputStream file = Sentences.class.getClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sentences;
    }
}
