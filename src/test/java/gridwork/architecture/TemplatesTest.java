package gridwork.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a template engine accepts silently and a reader would see. */
class TemplatesTest {
    private static final Path PAGES = Path.of("src/main/resources/templates");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z][^<>]*(?:\"[^\"]*\"[^<>\"]*)*>");

    /** Thymeleaf replaces an element before it looks at the element's own condition: the part would always be there. */
    static boolean isReplacedWhateverItsCondition(String tag) {
        return tag.contains("th:replace=") && (tag.contains(" th:if=") || tag.contains(" th:unless="));
    }

    /** The content security policy of our pages runs no script that stands in a page. */
    static boolean isBlockedScript(String tag) {
        return tag.matches("(?s)<[^>]*\\son[a-z]+=.*") || tag.startsWith("<script") && !tag.contains("src=");
    }

    private static List<String> tags() throws IOException {
        List<String> tags = new ArrayList<>();
        try (var files = Files.walk(PAGES)) {
            for (Path page : files.filter(it -> it.toString().endsWith(".html")).toList()) {
                Matcher tag = TAG.matcher(Files.readString(page));
                while (tag.find()) {
                    tags.add(tag.group());
                }
            }
        }
        return tags;
    }

    @Test
    void a_part_that_has_a_condition_stands_inside_the_element_with_the_condition() throws IOException {
        assertThat(tags()).hasSizeGreaterThan(500).noneMatch(TemplatesTest::isReplacedWhateverItsCondition);
    }

    @Test
    void no_page_holds_a_script_of_its_own() throws IOException {
        assertThat(tags()).noneMatch(TemplatesTest::isBlockedScript);
    }

    @Test
    void the_guards_find_what_is_planted() {
        assertThat(isReplacedWhateverItsCondition("<div th:if=\"${empty}\" th:replace=\"~{parts :: empty}\">"))
                .isTrue();
        assertThat(isBlockedScript("<a href=\"#\" onclick=\"go()\">")).isTrue();
        assertThat(isBlockedScript("<script>")).isTrue();
        assertThat(isBlockedScript("<script type=\"module\" th:src=\"@{/web/main.js}\">"))
                .isFalse();
    }
}
