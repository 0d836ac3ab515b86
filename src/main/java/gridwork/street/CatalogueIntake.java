package gridwork.street;

import java.io.InputStream;

/** The door by which a file changes the catalogue, for those who do not stand at its page. */
public interface CatalogueIntake {
    /** @param unchanged rows that say what the catalogue says already */
    record Taken(long added, long changed, long unchanged, long refused) {}

    /** Takes in all rows that are not refused, in one transaction; a file that changes nothing leaves no trace. */
    Taken takeIn(InputStream file, String name, String reason, String by);

    /** Adds a field of duties or changes how it is called. */
    void put(Remit remit, String reason, String by);
}
