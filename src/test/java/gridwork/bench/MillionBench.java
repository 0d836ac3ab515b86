package gridwork.bench;

import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.context.ConfigurableApplicationContext;

/** A million rows through a heap of 256 MB, the whole program in it. Promise: all of them arrive. */
final class MillionBench {
    private static final int ROWS = 1_000_000;

    private MillionBench() {}

    private static void say(long done, long total, String what) {
        if (done % 100_000 == 0) {
            System.out.println(done + " rows");
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("gridwork-million");
        try (ConfigurableApplicationContext house = ImportBench.open(folder.resolve("data"))) {
            Path file = folder.resolve("rows.csv");
            ImportBench.write(file, 0, ROWS);
            long from = System.nanoTime();
            ImportRun run = house.getBean(Imports.class)
                    .run("boston-violations", file, Imports.Manner.FOR_GOOD, "bench", MillionBench::say);
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-60s %d of %d accepted in %.0f s (%.0f rows/s), heap at most %d MB",
                    "a million rows in a small heap",
                    run.accepted(),
                    ROWS,
                    seconds,
                    ROWS / seconds,
                    Runtime.getRuntime().maxMemory() >> 20));
            if (run.accepted() != ROWS) {
                System.exit(1);
            }
        } finally {
            ImportBench.delete(folder);
        }
    }
}
