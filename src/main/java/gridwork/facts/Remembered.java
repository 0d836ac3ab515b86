package gridwork.facts;

import java.time.Instant;
import java.util.List;

/**
 * A fact with what the program knew of it and when, whether it counts today or not.
 *
 * @param since all of these make it count: the fact itself, and the merge that brought it to this subject
 * @param until each of these ends that: the fact that took its place, the undoing of the merge
 */
public record Remembered(Fact fact, List<Known> since, List<Known> until) {
    /** @param id growing with time */
    public record Known(long id, Instant from, Instant recordedAt) {}
}
