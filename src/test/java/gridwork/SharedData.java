package gridwork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The real files that lie beside the project ({@code ../shared/data}), or where {@code -Dgridwork.shared} says. Tests
 * that need them are skipped with a message where they are absent.
 */
public final class SharedData {
    private SharedData() {}

    public static Path file(String path) {
        Optional<Path> found =
                folder().map(each -> each.resolve("data").resolve(path)).filter(Files::isReadable);
        Assumptions.assumeTrue(
                found.isPresent(), () -> "shared/data/" + path + " is not here: not tried on real files");
        return found.orElseThrow();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("gridwork.shared");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path each = Path.of("").toAbsolutePath(); each != null; each = each.getParent()) {
            Path beside = each.resolve("shared");
            if (Files.isDirectory(beside.resolve("data"))) {
                return Optional.of(beside);
            }
        }
        return Optional.empty();
    }
}
