package gridwork.cases.application;

import gridwork.cases.CaseId;
import gridwork.evidence.EvidenceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A permit (许可).
 *
 * @param what is permitted, and {@code place} where: as it stands on the permit, for whoever compares
 * @param validFrom the first day, {@code validUntil} the last
 * @param withdrawnAt null = it was not
 * @param revoked null = no officer revoked it
 */
public record Permit(
        long id,
        CaseId of,
        String matter,
        String number,
        String what,
        String place,
        LocalDate validFrom,
        LocalDate validUntil,
        Instant issuedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnWhy,
        @Nullable Revoked revoked,
        @Nullable EvidenceId file) {
    /**
     * @param from the first day on which it is not good any more; it may lie ahead
     * @param ground see {@link ApplicationForm.Ground}
     */
    public record Revoked(LocalDate from, String ground) {}

    /** Whether it is good, today or on a later day. */
    boolean holds(LocalDate today) {
        return List.of("valid", "not-yet").contains(state(today));
    }

    /** {@code withdrawn}, {@code revoked}, {@code expired}, {@code not-yet} or {@code valid}. */
    public String state(LocalDate today) {
        if (withdrawnAt != null) {
            return "withdrawn";
        }
        if (revoked != null && !revoked.from().isAfter(today)) {
            return "revoked";
        }
        return validUntil.isBefore(today) ? "expired" : validFrom.isAfter(today) ? "not-yet" : "valid";
    }
}
