package gridwork.platform;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as others write them. */
public final class Numbers {
    private static final int LENGTH = 40;
    private static final int SCALE = 30;

    private Numbers() {}

    /**
     * The number that a text writes; empty when it writes none, or one whose exponent no real quantity has: unfolded,
     * {@code 1E-600000000} would fill the memory.
     */
    public static Optional<BigDecimal> read(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(bare)).filter(Numbers::isOrdinary);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Whether it can be written out in a few digits. */
    public static boolean isOrdinary(BigDecimal number) {
        return Math.abs((long) number.scale()) <= SCALE && number.precision() <= LENGTH;
    }
}
