package gridwork.evidence;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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

    /** The bytes as they arrived. */
    Optional<byte[]> content(EvidenceId id);

    /** A picture drawn anew as JPEG: no place, no camera, nothing else that its file carried. */
    byte[] shown(EvidenceId id);
}
