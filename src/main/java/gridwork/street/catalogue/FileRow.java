package gridwork.street.catalogue;

import java.util.List;

/**
 * What a row of a file does to the catalogue.
 *
 * @param number in the file; the row of column names is 1
 * @param id of the matter, as the row has it
 * @param wrong why it is refused
 */
public record FileRow(long number, String id, Act act, List<Wrong> wrong) {
    public enum Act {
        ADDED,
        CHANGED,
        SAME,
        REFUSED
    }
}
