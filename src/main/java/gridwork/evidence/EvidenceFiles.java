package gridwork.evidence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public interface EvidenceFiles {
    /**
     * Keeps a file; its type is told from its content, not its name. Refused ({@code evidence-*}) when it is no picture
     * or PDF, empty or larger than configured.
     */
    Evidence keep(
            String about,
            String name,
            byte[] content,
            @Nullable Instant takenAt,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            String by);

    List<Evidence> about(String about);

    Optional<Evidence> find(EvidenceId id);

    /** The SHA-256 of many files as it was computed when they arrived; a file that is not there is absent. */
    Map<EvidenceId, String> hashes(Collection<EvidenceId> ids);

    /** Whether a file's bytes still have the SHA-256 that they had when they arrived. */
    boolean isAsItCame(EvidenceId id);

    /** The bytes as they arrived. */
    Optional<byte[]> content(EvidenceId id);

    /** A picture drawn anew as JPEG: no place, no camera, nothing else that its file carried. */
    byte[] shown(EvidenceId id);
}
