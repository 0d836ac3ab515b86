package gridwork.cases.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.platform.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hashes, all SHA-256 (FIPS 180-4) in lower-case hex over UTF-8, so that anybody can compute them again. */
final class Chain {
    /** What stands before the first entry of a trail, and before the first seal. */
    static final String START = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Chain() {}

    /**
     * Of a JSON array without white space: case, place, hash before, moment (ISO 8601, UTC, at most microseconds), who, what,
     * by which way, and the content as the text that is kept.
     */
    static String entry(
            long caseId,
            int seq,
            String before,
            Instant at,
            @Nullable String who,
            String what,
            String cameBy,
            String content) {
        String moment = at.truncatedTo(ChronoUnit.MICROS).toString();
        return Sha256.of(json(Arrays.asList(caseId, seq, before, moment, who, what, cameBy, content)));
    }

    /** @param covered of each trail, in the order of the cases: case, length, hash of its last entry */
    static String seal(int number, String before, Instant at, List<List<Object>> covered) {
        return Sha256.of(
                json(List.of(number, before, at.truncatedTo(ChronoUnit.MICROS).toString(), covered)));
    }

    private static String json(List<?> parts) {
        try {
            return JSON.writeValueAsString(parts);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
