package gridwork.cases;

import gridwork.platform.Progress;
import org.jspecify.annotations.Nullable;

/** Computes the hashes of trails, signatures, files and seals again. Reads only, and may run while people work. */
public interface VerifyTrail {
    /** What is looked at besides the trails, their signatures and the hashes of the files that they name. */
    enum Also {
        NOTHING,
        /** The files' bytes are read and hashed too. */
        BYTES
    }

    /** One case: its entries, signatures and files, and what seals say of it; refused ({@code case-unknown}) where there is none. */
    TrailVerified of(CaseId id, Also also);

    /** Everything. @param noted the hash of a seal that somebody wrote down; null = none */
    TrailVerified all(@Nullable String noted, Also also, Progress progress);
}
