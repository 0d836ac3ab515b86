package gridwork.platform.outgoing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How both sides sign: HMAC-SHA-256 over {@code id.timestamp.body} in the headers {@code webhook-id},
 * {@code webhook-timestamp} (seconds since 1970) and {@code webhook-signature} ({@code v1,} and the Base64 of it; several
 * with blanks between), as the Standard Webhooks specification 1.0 has it.
 */
final class Signed {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    /** What is older, or from so far ahead, was sent by somebody who had heard it. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private Signed() {}

    static String signature(String secret, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether one of the signatures is right and fresh; says it in the same time whatever is wrong with them. */
    static boolean isRight(String secret, String id, String timestamp, String signatures, byte[] body, Instant now) {
        if (secret.isBlank() || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        byte[] right = signature(secret, id, seconds, body).getBytes(StandardCharsets.UTF_8);
        boolean fresh =
                Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(FRESH) <= 0;
        return Arrays.stream(signatures.split(" "))
                                .filter(each -> MessageDigest.isEqual(right, each.getBytes(StandardCharsets.UTF_8)))
                                .count()
                        > 0
                && fresh;
    }
}
