package gridwork.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms of a task. Camunda Forms ({@code .form}) are data and may be anybody's; an embedded HTML form may carry a form
 * script, which is code, and so only when it comes with the program. Neither may fetch anything.
 */
final class FormLint {
    private static final Pattern TAG =
            Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=\"'<>/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(https?:|javascript:|data:text|vbscript:|file:|^\\s*//)");
    /** What the browser's framework would evaluate, in a class name too. */
    private static final Pattern EVALUATED = Pattern.compile("(?i)\\{\\{|ng-|ng:|ng_");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--(.*?)-->");
    private static final Pattern INSIDE = Pattern.compile("(?is)<script\\b([^>]*)>(.*?)</script\\s*>");

    private final String file;
    private final boolean shipped;
    private final List<Finding> findings = new ArrayList<>();

    private FormLint(String file, boolean shipped) {
        this.file = file;
        this.shipped = shipped;
    }

    static List<Finding> check(String file, byte[] content, ProjectCheck.Origin origin) {
        var lint = new FormLint(file, origin == ProjectCheck.Origin.SHIPPED);
        if (content.length == 0) {
            return List.of(Finding.error(file, "", "file-size"));
        }
        if (file.endsWith(".form")) {
            lint.form(content);
        } else if (file.endsWith(".json")) {
            lint.schema(content);
        } else {
            lint.html(content);
        }
        return lint.findings;
    }

    private void wrong(String at, String code, Object... details) {
        findings.add(Finding.error(file, at, code, details));
    }

    private void form(byte[] content) {
        try {
            JsonNode form = new ObjectMapper().readTree(content);
            if (!form.path("components").isArray()
                    || !form.path("type").asText().equals("default")) {
                wrong("", "form-shape");
                return;
            }
            form.path("components").forEach(this::component);
        } catch (IOException broken) {
            wrong(Shape.place(broken), "json-broken");
        }
    }

    /** The JSON Schema of what a form sends back. */
    private void schema(byte[] content) {
        try {
            for (JsonNode each : new ObjectMapper().readTree(content).findValues("$ref")) {
                if (!each.asText().startsWith("#")) {
                    wrong("", "form-text", each.asText());
                }
            }
        } catch (IOException broken) {
            wrong(Shape.place(broken), "json-broken");
        }
    }

    private void component(JsonNode component) {
        String type = component.path("type").asText();
        String at = component.path("id").asText(component.path("key").asText(type));
        if (!Allowed.words("form/components").contains(type)) {
            wrong(at, "form-component", type);
            return;
        }
        Set<String> refused = Allowed.words("form/refused-keys");
        component.fields().forEachRemaining(each -> {
            if (refused.contains(each.getKey())) {
                wrong(at, "form-key-refused", each.getKey());
            } else if (each.getKey().equals("components")) {
                each.getValue().forEach(this::component);
            } else {
                texts(at, each.getValue());
            }
        });
    }

    private void texts(String at, JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            if (ADDRESS.matcher(text).find() || text.contains("<") || text.contains("{{") || text.startsWith("=")) {
                wrong(at, "form-text", text);
            }
        } else {
            value.forEach(each -> texts(at, each));
        }
    }

    private void html(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notText) {
            wrong("", "not-utf8");
            return;
        }
        INSIDE.matcher(text).results().forEach(each -> script(line(text, each.start()), each.group(1), each.group(2)));
        // what stands inside a script is no markup
        String markup = INSIDE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("\n".repeat((int)
                        found.group().chars().filter(each -> each == '\n').count())));
        if (COMMENT.matcher(markup).results().anyMatch(each -> each.group(1).matches("(?s).*[<>].*"))) {
            // browsers end a comment in more than one way
            wrong("", "html-broken");
        }
        markup = COMMENT.matcher(markup)
                .replaceAll(found -> Matcher.quoteReplacement("\n".repeat((int)
                        found.group().chars().filter(each -> each == '\n').count())));
        Matcher tag = TAG.matcher(markup);
        var rest = new StringBuilder();
        int from = 0;
        boolean form = false;
        while (tag.find()) {
            rest.append(markup, from, tag.start());
            from = tag.end();
            form |= tag.group(2).equalsIgnoreCase("form");
            tag(line(markup, tag.start()), tag.group(2).toLowerCase(Locale.ROOT), tag.group(3));
        }
        rest.append(markup, from, markup.length());
        if (rest.indexOf("<") >= 0) {
            wrong("", "html-broken");
        }
        if (!shipped && rest.indexOf("{{") >= 0) {
            wrong("", "code-refused", "{{ }}", "");
        }
        if (!form) {
            wrong("", "form-shape");
        }
    }

    private static String line(String text, int position) {
        return "line "
                + (1
                        + text.substring(0, position)
                                .chars()
                                .filter(each -> each == '\n')
                                .count());
    }

    private void script(String at, String attributes, String script) {
        if (!shipped) {
            wrong(at, "code-refused", "script", "");
            return;
        }
        Matcher each = ATTRIBUTE.matcher(attributes);
        boolean form = false;
        while (each.find()) {
            String name = each.group(1).toLowerCase(Locale.ROOT);
            String value = unquoted(each.group(2));
            if (name.equals("type") && Allowed.words("html/script-types").contains(value)) {
                form = true;
            } else if (!name.equals("cam-script")) {
                wrong(at, "html-attribute", "script", name);
            }
        }
        if (!form || !attributes.contains("cam-script")) {
            wrong(at, "html-script");
        }
        for (String refused : Allowed.words("html/refused-in-scripts")) {
            if (script.contains(refused)) {
                wrong(at, "html-script-word", refused);
            }
        }
    }

    private void tag(String at, String name, String attributes) {
        if (!Allowed.words("html/elements").contains(name)) {
            wrong(at, "html-element", name);
            return;
        }
        Matcher each = ATTRIBUTE.matcher(attributes);
        while (each.find()) {
            String attribute = each.group(1).toLowerCase(Locale.ROOT);
            String value = unquoted(each.group(2));
            boolean known = Allowed.words("html/attributes").contains(attribute)
                    || begins("html/attribute-prefixes", attribute)
                    || shipped && begins("html/shipped-attribute-prefixes", attribute);
            if (!known) {
                wrong(at, "html-attribute", name, attribute);
            } else if (ADDRESS.matcher(value).find()
                    || !shipped && EVALUATED.matcher(value).find()) {
                wrong(at, "html-address", name, attribute);
            }
        }
    }

    private static boolean begins(String list, String attribute) {
        return Allowed.words(list).stream().anyMatch(attribute::startsWith);
    }

    private static String unquoted(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return "";
        }
        return value.startsWith("\"") || value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
    }
}
