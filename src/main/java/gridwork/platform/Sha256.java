package gridwork.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 digits, lower-case hex: of a whole, or added up piece by piece. */
public final class Sha256 {
    private static final int BUFFER = 1 << 16;
    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static String of(byte[] content) {
        return new Sha256().add(content).hex();
    }

    /** Of a text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a file, which may be larger than the memory. */
    public static String of(Path file) throws IOException {
        var sum = new Sha256();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] piece = in.readNBytes(BUFFER); piece.length > 0; piece = in.readNBytes(BUFFER)) {
                sum.add(piece);
            }
        }
        return sum.hex();
    }

    public Sha256 add(byte[] piece) {
        digest.update(piece);
        return this;
    }

    /** Of all that was added; begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
