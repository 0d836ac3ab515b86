package gridwork.platform;

import java.util.Locale;

/** A text of policy or master data in the two languages of the house; Chinese is the first. */
public record Label(String zh, String en) {
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") && !en.isBlank() ? en : zh;
    }
}
