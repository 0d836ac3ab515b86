package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.platform.Progress;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which site is checked when and by whom (检查计划, 双随机). What is drawn cannot be guessed beforehand and can be proved
 * afterwards: each period has one secret, its SHA-256 is public from the start and the secret itself after the end.
 */
public interface CheckPlan {
    /**
     * Plans the checks of all open sites as of a day, opens those that are due and marks those that were missed. By
     * chunks that each commit; safe to run again.
     */
    void plan(LocalDate day, Progress progress);

    /** The checks that lie in a stretch of days at least in part, by their last day; as the reader may see them. */
    List<PlannedCheck> between(LocalDate first, LocalDate last, @Nullable OfficerId reader);

    /** Newest first. */
    List<PlannedCheck> of(SubjectId site, int size, @Nullable OfficerId reader);

    /** The checks that a case carries. */
    List<PlannedCheck> carriedBy(CaseId id, @Nullable OfficerId reader);

    /** Newest first; secrets and draws only of periods that have ended. */
    List<PeriodProof> proofs(int from, int size);

    long periods();

    /** Recomputes every draw of every period that has ended. */
    Verified verify();

    /**
     * @param hash SHA-256 of the secret's 32 bytes, hex
     * @param secret hex; null while the period runs
     * @param hashAgrees whether the secret has the hash that was published; true while it is not known
     */
    record PeriodProof(
            String period,
            LocalDate firstDay,
            LocalDate lastDay,
            String hash,
            Instant committedAt,
            @Nullable String secret,
            boolean hashAgrees,
            List<DrawProof> draws) {}

    /**
     * A draw and what it gives when it is done again.
     *
     * @param day the day drawn; null = none was drawn
     * @param inspectors as first drawn
     * @param replaced who took whose place since, from the first to the last
     * @param named who is named in the end
     */
    record DrawProof(
            long id,
            SubjectId site,
            String siteRef,
            @Nullable LocalDate day,
            @Nullable LocalDate dayAgain,
            List<String> inspectors,
            List<String> inspectorsAgain,
            List<ReplacedProof> replaced,
            List<String> named,
            boolean agrees) {}

    /**
     * An inspector replaced by the next in the order of the same draw.
     *
     * @param left null = a vacant place was filled
     * @param by null = nobody was left to draw
     */
    record ReplacedProof(
            @Nullable String left,
            String why,
            Instant at,
            @Nullable String by,
            @Nullable String byAgain,
            boolean agrees) {}

    /** @param differing by period, those whose secret or some draw does not agree, with only those draws */
    record Verified(int periods, int draws, List<PeriodProof> differing) {
        public boolean agrees() {
            return differing.isEmpty();
        }
    }
}
