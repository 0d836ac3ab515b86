package gridwork.signals;

import gridwork.platform.Label;
import gridwork.platform.Progress;
import gridwork.platform.TableFile;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Files that become subjects and facts by a mapping. Every row ends as accepted, known already or refused; the three add
 * up to the rows read. Facts are recorded as {@code history}: decisions follow in one bulk run, which the caller starts. Where
 * the mapping says {@code atOnce}, each row counts as a signal that came just now: it is answered and opens cases as it is recorded.
 */
public interface Imports {
    /** The mappings that can be named. */
    List<Named> mappings();

    /** @param atOnce its rows may open cases as they are read */
    record Named(String id, Label title, boolean history, boolean atOnce) {}

    /**
     * Reads a file to its end, in chunks that each commit together with the place in the file. The same file by the same
     * mapping that was cut short by a kill goes on where it stopped. Refused ({@code import-*}) when nothing of it can be
     * read; a file that breaks off in its middle ends as {@link ImportRun.State#STOPPED}, and what was accepted stays.
     *
     * @param mapping the name of a mapping, or the path of a mapping file
     */
    ImportRun run(String mapping, Path file, Manner manner, String by, Progress progress);

    /** The same for content that is no file yet, e.g. made by the program. */
    ImportRun run(String mapping, InputStream content, String name, Manner manner, String by, Progress progress);

    /** Keeps a file in the database; it is worked off in the background, by any node. */
    ImportRun upload(String mapping, InputStream content, String name, Manner manner, String by);

    /** An upload that stopped with {@link ImportRun#resumable()} goes on after its last chunk, in the background. */
    ImportRun resume(ImportRunId id);

    enum Manner {
        /** Everything is read and answered and nothing recorded. */
        DRY_RUN,
        FOR_GOOD
    }

    Optional<ImportRun> find(ImportRunId id);

    /** The latest first. */
    List<ImportRun> runs(int from, int size);

    long count();

    List<RefusedRow> refused(ImportRunId id, int from, int size);

    /**
     * The refused rows with the columns of the file (CSV: its delimiter, UTF-8 with BOM), with their reasons in a column more
     * that a later import ignores.
     */
    void writeRefused(ImportRunId id, TableFile.Shape shape, OutputStream out, Locale locale);
}
