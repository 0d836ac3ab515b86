package gridwork.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class TranslationsTest {
    private static final String APP = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern TAG = Pattern.compile("</?(?:a|b|br|em|i|p|span|strong)\\b[^>]*>");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void a_web_application_says_in_chinese_what_it_says_in_english(String app) throws IOException {
        Map<String, String> english = leaves(read(APP + app + "/locales/en.json"));
        Map<String, String> chinese = leaves(read(APP + app + "/locales/zh-CN.json"));

        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(chinese).allSatisfy((key, text) -> {
            String original = english.get(key);
            assertThat(text.isBlank()).as(key).isEqualTo(original.isBlank());
            assertThat(all(PLACE, text)).as(key).isEqualTo(all(PLACE, original));
            assertThat(all(TAG, text)).as(key).isEqualTo(all(TAG, original));
        });
    }

    @Test
    void no_sentence_of_the_tasklist_is_left_in_english() throws IOException {
        Map<String, String> english = leaves(read(APP + "tasklist/locales/en.json"));
        Map<String, String> chinese = leaves(read(APP + "tasklist/locales/zh-CN.json"));

        assertThat(chinese).allSatisfy((key, text) -> {
            boolean words = Pattern.compile("[a-z]{2}")
                    .matcher(PLACE.matcher(english.get(key)).replaceAll(""))
                    .find();
            boolean aName = text.equals("Camunda");
            boolean aPattern = key.contains("longDateFormat") || key.contains("calendar");
            assertThat(!words || aName || aPattern || HAN.matcher(text).find())
                    .as(key + " = " + text)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void every_browser_that_does_not_ask_for_english_gets_chinese(String app) throws IOException {
        String config = text(APP + app + "/scripts/config.js");

        assertThat(config).contains("availableLocales: ['zh-CN', 'en'], fallbackLocale: 'zh-CN'");
        assertThat(config).containsOnlyOnce("'../tasklist/scripts/zh-CN'");
        assertThat(config).containsPattern("(?m)^ {2}customScripts: .*, '../tasklist/scripts/made-up'],$");
        assertThat(text(APP + app + "/styles/user-styles.css")).contains(".ce-eol-banner");
    }

    @Test
    void every_message_of_ours_is_there_in_both_languages_with_the_same_arguments() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        Set<String> names = new TreeSet<>();
        for (Resource each : bundles) {
            String name = String.valueOf(each.getFilename());
            names.add(name.replace("_en.properties", "").replace(".properties", ""));
        }
        assertThat(names).contains("app", "platform", "facts");

        List<String> faults = new ArrayList<>();
        for (String name : names) {
            Properties chinese = properties("messages/" + name + ".properties");
            Properties english = properties("messages/" + name + "_en.properties");
            Set<String> keys = new TreeSet<>(chinese.stringPropertyNames());
            keys.addAll(english.stringPropertyNames());
            for (String key : keys) {
                String zh = chinese.getProperty(key, "");
                String en = english.getProperty(key, "");
                if (zh.isBlank() || en.isBlank()) {
                    faults.add(name + ": " + key + " is missing or blank in one language");
                } else if (!new TreeSet<>(all(ARGUMENT, zh)).equals(new TreeSet<>(all(ARGUMENT, en)))) {
                    faults.add(name + ": " + key + " takes other arguments in English");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
        }
        found.sort(null);
        return found;
    }

    /** Every text by its path, arrays by index. */
    private static Map<String, String> leaves(JsonNode node) {
        Map<String, String> found = new TreeMap<>();
        collect("", node, found);
        return found;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.fields().forEachRemaining(each -> collect(path + "/" + each.getKey(), each.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }

    private static JsonNode read(String path) throws IOException {
        return new ObjectMapper().readTree(text(path).replace("\uFEFF", ""));
    }

    private static String text(String path) throws IOException {
        try (InputStream in = TranslationsTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties properties(String path) throws IOException {
        Properties read = new Properties();
        try (InputStream in = TranslationsTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                read.load(text);
            }
        }
        return read;
    }
}
