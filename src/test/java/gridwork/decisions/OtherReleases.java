package gridwork.decisions;

import gridwork.rules.Releases;
import gridwork.rules.SourceTree;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.context.ApplicationContext;

/** Releases that a test keeps beside the program's own; in years in which nobody else looks. */
public final class OtherReleases {
    private OtherReleases() {}

    /** The program's files as far as they are wanted, under another number. */
    public static SourceTree files(
            ApplicationContext house, int number, LocalDate effectiveFrom, Predicate<String> wanted) {
        SourceTree source = house.getBean(Releases.class).source();
        var files = new TreeMap<String, byte[]>();
        source.names().stream().filter(wanted).forEach(name -> files.put(name, source.bytes(name)));
        String head =
                "number: %d\neffectiveFrom: %s\nauthor: policy\napprover: approver\n".formatted(number, effectiveFrom);
        files.put("rules/release.yaml", head.getBytes(StandardCharsets.UTF_8));
        return SourceTree.of(files);
    }

    public static void keep(ApplicationContext house, SourceTree release) {
        KnownReleases all = house.getBean(KnownReleases.class);
        all.record(release);
        all.lookAgain();
    }
}
