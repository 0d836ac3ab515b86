package gridwork.platform;

import com.github.f4b6a3.tsid.TsidCreator;
import java.util.Optional;

/** Row ids: 64 bits, growing with time, made without asking the database, unlikely to clash between nodes. */
public final class Ids {
    private static final int LONGEST = 19;

    private Ids() {}

    public static long next() {
        return TsidCreator.getTsid().toLong();
    }

    /** As people, addresses and engines write it; of the years up to 2027 they have eighteen digits, later nineteen. */
    public static Optional<Long> read(String written) {
        if (written.isEmpty() || written.length() > LONGEST || !written.chars().allMatch(Ids::isDigit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(written));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** The one that follows a word, e.g. {@code case/}; empty = another word, or no id. */
    public static Optional<Long> after(String word, String written) {
        return written.startsWith(word) ? read(written.substring(word.length())) : Optional.empty();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
