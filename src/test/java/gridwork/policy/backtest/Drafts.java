package gridwork.policy.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.rules.Draft;
import gridwork.rules.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Drafts of the rules that the program carries, with a word replaced here and there. */
public final class Drafts {
    private Drafts() {}

    public static Draft unchanged() {
        SourceTree files = SourceTree.onClassPath();
        return Draft.of(files, files);
    }

    /** @param file e.g. {@code rules/site-colour/site-colour.dmn} */
    public static Draft with(String file, String words, String instead) {
        SourceTree files = SourceTree.onClassPath();
        String before = new String(files.bytes(file), StandardCharsets.UTF_8);
        String after = before.replace(words, instead);
        assertThat(after).isNotEqualTo(before);
        var drafted = new TreeMap<String, byte[]>();
        drafted.put(file, after.getBytes(StandardCharsets.UTF_8));
        return Draft.of(files, SourceTree.of(drafted).over(files));
    }
}
