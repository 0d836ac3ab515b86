package gridwork.evidence;

import gridwork.platform.Sha256;
import java.time.Instant;

/**
 * Somebody stands for what was written (谁检查、谁签字、谁负责).
 *
 * @param part which part of it, e.g. {@code inspector1} or a department
 * @param sha256 of the canonical JSON that was signed
 */
public record Signature(long id, String about, String part, String by, Instant signedAt, String sha256, String signed) {
    /** Whether what is kept as signed still has the hash that was signed. */
    public boolean intact() {
        return Sha256.of(signed).equals(sha256);
    }
}
