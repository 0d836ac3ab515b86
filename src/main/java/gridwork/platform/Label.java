package gridwork.platform;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** A text of policy or master data in the two languages of the house; Chinese is the first. */
public record Label(String zh, String en) {
    /** One after another, e.g. {@code 甲、乙} and {@code a, b}. */
    public static Label joined(Collection<Label> all) {
        return new Label(
                all.stream().map(Label::zh).collect(Collectors.joining("、")),
                all.stream().map(each -> each.in(Locale.ENGLISH)).collect(Collectors.joining(", ")));
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals("en") && !en.isBlank() ? en : zh;
    }
}
