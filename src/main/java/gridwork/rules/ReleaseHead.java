package gridwork.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/** What {@code rules/release.yaml} says of a release; to be had without compiling it. */
public record ReleaseHead(
        int number, @JsonProperty("effectiveFrom") LocalDate effectiveFrom, String author, String approver) {
    public static ReleaseHead of(SourceTree tree) {
        return Yaml.read(ReleaseHead.class, LoadedRelease.FILE, tree.bytes(LoadedRelease.FILE));
    }
}
