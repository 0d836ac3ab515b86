package gridwork.cases.plan;

import gridwork.platform.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The draws from a period's secret, all by HMAC-SHA256 (RFC 2104) with the secret's bytes as the key, so that anybody who
 * has the secret can do them again.
 *
 * <p>A day: the HMAC of {@code kind/code}, read as an unsigned number, modulo the number of days. Numbers from the
 * incomplete last run of days on, which would favour the first days, are drawn again from {@code kind/code#1},
 * {@code #2} … . Inspectors: in the order of the HMAC of {@code kind/code|officer}, the smallest first.
 */
final class Draw {
    private static final String HMAC = "HmacSHA256";
    private static final BigInteger NUMBERS = BigInteger.ONE.shiftLeft(256);

    private Draw() {}

    /** The place of the day drawn among so many. */
    static int place(byte[] secret, String siteRef, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("nothing to draw from");
        }
        BigInteger size = BigInteger.valueOf(days);
        BigInteger fair = NUMBERS.subtract(NUMBERS.mod(size));
        for (int again = 0; ; again++) {
            BigInteger number = new BigInteger(1, hmac(secret, again == 0 ? siteRef : siteRef + "#" + again));
            if (number.compareTo(fair) < 0) {
                return number.mod(size).intValue();
            }
        }
    }

    /** All candidates in the order drawn. */
    static List<String> order(byte[] secret, String siteRef, List<String> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparing((String officer) -> hex(hmac(secret, siteRef + "|" + officer)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** What is published before the draws. */
    static String commitment(byte[] secret) {
        return Sha256.of(secret);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hmac(byte[] secret, String message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
