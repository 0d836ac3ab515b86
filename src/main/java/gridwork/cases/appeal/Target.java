package gridwork.cases.appeal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reply is about: {@code fact/123}, or {@code decision/123} as it was logged. */
public record Target(Kind kind, long id) {
    private static final Pattern WRITTEN = Pattern.compile("(fact|decision)/([0-9]{1,18})");

    public enum Kind {
        FACT,
        DECISION
    }

    public static Optional<Target> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        return parts.matches()
                ? Optional.of(new Target(
                        Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    public String written() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + id;
    }
}
