package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a case (留痕).
 *
 * @param who the officer; null = the program
 * @param what a code, see {@code cases.trail.*} in the message catalogue
 * @param cameBy from where: {@code tasklist}, {@code rest}, {@code page} or {@code program}
 */
public record TrailEntry(
        long id, CaseId caseId, Instant at, @Nullable String who, String what, String cameBy, JsonNode content) {}
