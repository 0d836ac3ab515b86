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

    /**
     * The same, for work that is long enough to say how far it has come.
     *
     * @return how many things it changed; -1 = nobody counted
     */
    default long run(LocalDate day, Progress progress) {
        run(day);
        return -1;
    }
}
