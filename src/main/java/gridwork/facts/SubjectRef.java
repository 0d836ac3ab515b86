package gridwork.facts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the world names a subject (对象): its kind ({@code site}, {@code merchant}, {@code enterprise} …) and its code in
 * the street. Written {@code kind/code}.
 */
public record SubjectRef(String kind, String code) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,39}");

    public SubjectRef {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("no subject kind: " + kind);
        }
        if (!isCode(code)) {
            throw new IllegalArgumentException("no subject code: " + code);
        }
    }

    private static boolean isCode(String code) {
        return !code.isBlank() && code.length() <= 100 && code.equals(code.strip());
    }

    /** Whether words from outside can name a subject. */
    public static boolean isOne(String kind, String code) {
        return KIND.matcher(kind).matches() && isCode(code);
    }

    /** Reads {@code kind/code} from outside; empty where it names no subject. */
    public static Optional<SubjectRef> read(String written) {
        int slash = written.indexOf('/');
        return slash > 0 && isOne(written.substring(0, slash), written.substring(slash + 1))
                ? Optional.of(of(written))
                : Optional.empty();
    }

    /** Reads {@code kind/code}. */
    public static SubjectRef of(String written) {
        int slash = written.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("no kind/code: " + written);
        }
        return new SubjectRef(written.substring(0, slash), written.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind + "/" + code;
    }
}
