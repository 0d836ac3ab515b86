package gridwork.cases.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Draws with the secrets of the months, for others than the check plan (公开承诺的抽取): their hashes are public before,
 * they themselves after the month, and nobody outside is given one. Names must begin with a word that is no kind of subject.
 */
@Component
public class PeriodDraws {
    private static final String MONTH = "calendar-month";
    private final CheckSecrets secrets;

    PeriodDraws(CheckSecrets secrets) {
        this.secrets = secrets;
    }

    /** From now on there is a secret of the day's month, whose hash is public. */
    public void commit(LocalDate day) {
        secrets.of(Period.of(MONTH, day));
    }

    /**
     * The month to draw with for what happened at a moment of a day: its own, where nobody could choose that secret any more;
     * else the one that runs on the day of the draw.
     */
    public String period(Instant happened, LocalDate on, LocalDate day) {
        String own = Period.of(MONTH, on).id();
        return secrets.committed(own, happened) ? own : Period.of(MONTH, day).id();
    }

    /** From 0, below {@code of}. */
    public int number(String period, String name, int of) {
        return Draw.place(secrets.of(period), name, of);
    }

    /** All candidates in the order drawn. */
    public List<String> order(String period, String name, List<String> candidates) {
        return Draw.order(secrets.of(period), name, candidates);
    }
}
