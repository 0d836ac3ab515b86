package gridwork.cases.appeal;

import gridwork.platform.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a reply is about: {@code fact/123}, or {@code decision/123} as it was logged. */
public record Target(Kind kind, long id) {
    public enum Kind {
        FACT,
        DECISION;

        private String word() {
            return name().toLowerCase(Locale.ROOT) + "/";
        }
    }

    public static Optional<Target> parse(String written) {
        return Stream.of(Kind.values())
                .flatMap(kind -> Ids.after(kind.word(), written).stream().map(id -> new Target(kind, id)))
                .findFirst();
    }

    public String written() {
        return kind.word() + id;
    }
}
