package gridwork.platform;

import java.time.LocalDate;

/**
 * Work that is due once a day, whatever the number of nodes: claimed in the database, done again from where it stopped
 * after a kill. Must be safe to run twice for the same day.
 */
public interface DailyWork {
    String name();

    /** Smaller ones first. */
    int order();

    void run(LocalDate day);
}
