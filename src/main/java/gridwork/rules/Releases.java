package gridwork.rules;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The releases of the policy, each compiled when it is first needed. */
public final class Releases {
    private final Supplier<SourceTree> source;
    private volatile @Nullable List<Release> loaded;

    private Releases(Supplier<SourceTree> source) {
        this.source = source;
    }

    /** The rules that this program carries in itself. */
    public static Releases onClassPath() {
        return new Releases(SourceTree::onClassPath);
    }

    /** Those that some files make. */
    public static Releases of(SourceTree tree) {
        return new Releases(() -> tree);
    }

    /** The files they are made of, read anew. */
    public SourceTree source() {
        return source.get();
    }

    /** All, the oldest first. */
    public List<Release> all() {
        List<Release> known = loaded;
        return known == null ? load() : known;
    }

    private synchronized List<Release> load() {
        List<Release> known = loaded;
        if (known == null) {
            known = List.<Release>of(LoadedRelease.load(source.get())).stream()
                    .sorted(Comparator.comparing(Release::effectiveFrom))
                    .toList();
            loaded = known;
        }
        return known;
    }

    /** The one in force on a day; the first counts for all time before it. */
    public Release on(LocalDate day) {
        Release inForce = all().get(0);
        for (Release each : all()) {
            if (!each.effectiveFrom().isAfter(day)) {
                inForce = each;
            }
        }
        return inForce;
    }

    /** The one with this number. */
    public Release numbered(int number) {
        return all().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no release " + number));
    }
}
