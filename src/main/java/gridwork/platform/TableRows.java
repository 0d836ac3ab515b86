package gridwork.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file, row by row. A {@link Refused} from {@link #next()} says that the rest cannot be read. */
public interface TableRows extends AutoCloseable {
    /** The first row: the names of the columns. */
    List<String> columns();

    /** Null after the last. */
    @Nullable
    Row next();

    @Override
    void close();

    /** @param number in the file; the row of column names is 1 */
    record Row(long number, List<String> cells) {}
}
