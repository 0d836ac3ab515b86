package gridwork.cases.application;

import gridwork.cases.CaseId;
import gridwork.evidence.EvidenceId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A permit (许可).
 *
 * @param what is permitted, and {@code place} where: as it stands on the permit, for whoever compares
 * @param validFrom the first day, {@code validUntil} the last
 * @param withdrawnAt null = it was not
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
        @Nullable EvidenceId file) {
    /** {@code withdrawn}, {@code expired}, {@code not-yet} or {@code valid}. */
    public String state(LocalDate today) {
        if (withdrawnAt != null) {
            return "withdrawn";
        }
        return validUntil.isBefore(today) ? "expired" : validFrom.isAfter(today) ? "not-yet" : "valid";
    }
}
