package gridwork.cases.follow;

import gridwork.platform.Sha256;
import java.security.SecureRandom;
import java.util.Locale;

/** Codes that open something without an account: 130 random bits, of which whoever made one keeps only the hash. */
public final class Codes {
    /** Without letters that are taken for digits or for each other. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";

    private static final int LENGTH = 26;
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** In groups of five, to be read aloud and typed. */
    public static String make() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** As it was typed, with or without hyphens and in any case. */
    public static String hash(String typed) {
        return Sha256.of(typed.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT));
    }
}
