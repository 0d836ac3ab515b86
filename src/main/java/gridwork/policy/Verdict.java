package gridwork.policy;

import gridwork.rules.Finding;
import java.util.List;
import java.util.Locale;

/**
 * What the desk says of one file that somebody brings (上传).
 *
 * @param file the name that it came by
 * @param place the path that it would have in the house, e.g. {@code rules/site-colour/site-colour.dmn}; empty = none yet
 * @param content as the house would keep it: a spreadsheet as the table that it fills, another year's DMN as this one's
 * @param findings in the order of the file; without an error it is accepted
 */
public record Verdict(String file, Word word, String place, byte[] content, List<Finding> findings) {
    public enum Word {
        /** It could be put in its place as it is. */
        ACCEPTED,
        /** It was read, and something in it is not allowed or not right. */
        REFUSED,
        /** It is not what its name says, or is broken. */
        UNREADABLE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean accepted() {
        return word == Word.ACCEPTED;
    }
}
