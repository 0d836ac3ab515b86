package gridwork.platform.outgoing;

import java.util.regex.Pattern;

/**
 * What leaves the house, and what gateways say about it, names no number by which a person is found: of phones, identity
 * numbers and plates the middle is masked, whoever wrote the text. So no text holds a case number either; the link does.
 */
public final class Masked {
    /** So many digits in a row, or with a blank or hyphen between them. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z])\\+?\\d(?:[ -]?\\d){6,18}[Xx]?(?![0-9A-Za-z])");
    /** GA 36-2018: province, office, then five or six digits and letters. */
    private static final Pattern PLATE =
            Pattern.compile("[\\u4e00-\\u9fa5][A-HJ-NP-Z][·. ]?(?=[A-Z]*\\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])");

    private static final String MASK = "•••";

    private Masked() {}

    public static String numbers(String text) {
        String plates = PLATE.matcher(text).replaceAll(found -> middle(found.group(), 2, 2));
        return NUMBER.matcher(plates).replaceAll(found -> middle(found.group(), 3, 2));
    }

    /** A name: somebody in the house still knows whose it is. */
    public static String name(String name) {
        return switch (name.length()) {
            case 0 -> "";
            case 1, 2 -> name.substring(0, 1) + MASK;
            case 3, 4 -> middle(name, 1, 1);
            default -> middle(name, 2, 1);
        };
    }

    private static String middle(String text, int before, int after) {
        return text.substring(0, before) + MASK + text.substring(text.length() - after);
    }
}
