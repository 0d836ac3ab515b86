package gridwork.signals;

import java.util.List;

/**
 * @param number of the row in the file; the row of column names is 1
 * @param code names a sentence {@code refused.<code>}, with column and value as its arguments
 * @param cells as they were read
 */
public record RefusedRow(long number, String code, String column, String value, List<String> cells) {}
