package gridwork.facts;

import gridwork.street.Reach;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What machines say they saw (识别), and what people said of it: a finding below the policy's limit waits for a person.
 * A verdict is a fact of its own ({@link #VERDICT}); voiding it makes the finding wait again.
 */
public interface Detections {
    String VERDICT = "finding-verdict";
    String CONFIRMED = "confirmed";
    String REJECTED = "rejected";

    enum State {
        /** Below the limit, and nobody has looked. */
        WAITING,
        /** At the limit or above, and nobody has looked: it counts already. */
        SURE,
        /** Somebody has looked. */
        JUDGED
    }

    /**
     * @param limits by kind of finding the confidence from which it counts by itself
     * @param after only what happened after this day: older findings count for nothing any more
     * @param text part of the subject's name or code, or of the camera's
     * @param reach only subjects that its owner may see
     */
    record Asked(
            State state,
            Map<String, BigDecimal> limits,
            LocalDate after,
            @Nullable String text,
            Reach reach) {}

    /** @param verdict null = nobody has looked */
    record Found(Fact finding, Subject subject, @Nullable Fact verdict) {}

    record Page(List<Found> found, long total) {}

    /** Newest first; a fixed number of queries whatever the length. */
    Page page(Asked asked, int from, int size);

    /** The verdicts on some findings that were not voided. */
    Map<FactId, Fact> verdicts(Collection<FactId> findings);

    /** The reference of the verdict on a finding, whose source is {@link Facts#OWN_SOURCE}. */
    static String reference(FactId finding) {
        return VERDICT + "/" + finding.value();
    }

    /**
     * How often people confirmed what machines saw.
     *
     * @param of the month, or the camera
     * @param doubtful of the findings below the limit; the others were looked at although they counted already
     */
    record Precision(String of, long confirmed, long rejected, long doubtful) {
        public long base() {
            return confirmed + rejected;
        }

        /** Per mille of the base. */
        public long perMille() {
            return Math.round(confirmed * 1000.0 / Math.max(1, base()));
        }
    }

    /** @param months the latest first @param cameras those most looked at first */
    record Measured(List<Precision> months, List<Precision> cameras) {}

    /** Of the findings since a day, by the month in which each was made and by camera. */
    Measured precision(LocalDate since, Reach reach);
}
