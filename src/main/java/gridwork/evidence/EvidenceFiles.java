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
     * or PDF, empty, cut short, larger than configured, or something else besides.
     *
     * @param takenAt null = as the picture itself says
     * @param latitude null = as the picture itself says
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

    /**
     * For each of these files the others that are the same or look alike, the latest first, at most {@code most} for one file.
     * Of files about the same thing only the same bytes count: who takes pictures of a place takes several.
     */
    Map<EvidenceId, List<Alike>> alike(Collection<Evidence> files, int most);

    /** The SHA-256 of many files as it was computed when they arrived; a file that is not there is absent. */
    Map<EvidenceId, String> hashes(Collection<EvidenceId> ids);

    /** Whether a file's bytes still have the SHA-256 that they had when they arrived. */
    boolean isAsItCame(EvidenceId id);

    /** The bytes as they arrived. */
    Optional<byte[]> content(EvidenceId id);

    /** A picture drawn anew as JPEG: no place, no camera, nothing else that its file carried. */
    byte[] shown(EvidenceId id);
}
