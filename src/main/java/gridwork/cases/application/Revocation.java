package gridwork.cases.application;

import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a permit be revoked (撤销许可), from when, and on which ground of the law.
 *
 * @param ground see {@link ApplicationForm.Ground}
 * @param from the first day on which the permit is not good any more
 * @param decidedBy who looked at it a second time, or who asked where no second look is needed; null = nobody did yet
 * @param said why it was declined
 */
public record Revocation(
        long id,
        long permit,
        String ground,
        String reason,
        LocalDate from,
        OfficerId askedBy,
        Instant askedAt,
        State state,
        @Nullable OfficerId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String said) {
    /** How far it is. */
    public enum State {
        ASKED,
        REVOKED,
        DECLINED
    }
}
