package gridwork.reviews;

import java.time.Instant;
import java.time.YearMonth;

/** A review as it was issued (签发). @param sha256 of the file, hexadecimal */
public record IssuedReview(
        long id, YearMonth month, Instant knownAt, int release, Instant issuedAt, String issuedBy, String sha256) {}
