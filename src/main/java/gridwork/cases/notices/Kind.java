package gridwork.cases.notices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What may be told, and the words that its text may use. */
enum Kind {
    WARNING("place", "subject", "what", "rules"),
    CASE_OPENED("place", "subject", "matter", "number"),
    CLOCK_BREACHED("place", "subject", "matter", "number", "clock"),
    TASK("place", "subject", "matter", "number", "task"),
    PERMIT_REVOKED("place", "subject", "matter", "number", "permit", "day", "ground");

    private final Set<String> words;

    Kind(String... words) {
        this.words = Set.of(words);
    }

    /** As the rules, the texts and the queue name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Set<String> words() {
        return words;
    }

    static Kind of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of notice: " + id));
    }
}
