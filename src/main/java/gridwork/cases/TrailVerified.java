package gridwork.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link VerifyTrail} found.
 *
 * @param breaks per case the first entry only: what comes after a broken one cannot be told
 */
public record TrailVerified(int cases, int entries, int signatures, int files, int seals, List<Break> breaks) {
    public boolean intact() {
        return breaks.isEmpty();
    }

    /**
     * @param of null = not of one case
     * @param number of the entry in its trail, of the seal, or 0
     * @param detail the signer, the file or the hash that it is about; may be empty
     */
    public record Break(@Nullable CaseId of, Kind kind, int number, String detail) {}

    public enum Kind {
        /** The entry, or the one before it, is not what it was when it was written. */
        CHANGED,
        /** There is no entry of this number, but later ones. */
        MISSING,
        /** The trail does not end where it should: the newest entries are gone, or were added behind the program's back. */
        CUT,
        /** What was signed is not what the signature's hash says. */
        SIGNED_CHANGED,
        /** A signature that the trail does not know. */
        SIGNED_UNKNOWN,
        /** The trail knows a signature that is not there. */
        SIGNED_GONE,
        /** A file is not what it was when the trail named it. */
        FILE_CHANGED,
        FILE_GONE,
        /** A seal is not what it was, or one before it is gone. */
        SEAL_CHANGED,
        /** What a seal covers is gone or different. */
        SEALED_GONE,
        /** No seal has the hash that somebody noted. */
        NOTED_UNKNOWN;

        /** For messages and machines. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
