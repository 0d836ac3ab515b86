package gridwork.evidence;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a picture looks like, in 64 bits (感知哈希): the signs of the 64 lowest frequencies of its 32 × 32 grey picture, against
 * their median (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, section 3.2.1). Pictures
 * that were only reduced, saved anew, made brighter or darker differ in a few bits, others in about 32. A picture that was
 * turned or cut to another section is another picture.
 */
final class Looks {
    private static final int EDGE = 32;
    private static final int KEPT = 8;
    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    /** Grey levels of 255 around the mean; what varies less shows nothing by which it could be told from others. */
    private static final double PLAIN = 4;

    private static final double[][] COSINES = cosines();

    private Looks() {}

    /** Empty where the picture is plain: black, overexposed, a finger on the lens. */
    static OptionalLong of(BufferedImage picture) {
        double[][] grey = grey(picture);
        if (deviation(grey) < PLAIN) {
            return OptionalLong.empty();
        }
        double[] low = new double[KEPT * KEPT];
        for (int u = 0; u < KEPT; u++) {
            for (int v = 0; v < KEPT; v++) {
                double sum = 0;
                for (int y = 0; y < EDGE; y++) {
                    for (int x = 0; x < EDGE; x++) {
                        sum += grey[y][x] * COSINES[u][y] * COSINES[v][x];
                    }
                }
                low[u * KEPT + v] = sum;
            }
        }
        double[] sorted = low.clone();
        Arrays.sort(sorted);
        double median = (sorted[31] + sorted[32]) / 2;
        long look = 0;
        for (int i = 0; i < low.length; i++) {
            if (low[i] > median) {
                look |= 1L << i;
            }
        }
        return OptionalLong.of(look);
    }

    /** In how many bits two looks differ. */
    static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    /** A quarter of a look, by which it is found in an index. */
    static int band(long look, int which) {
        return (int) (look >>> (which * BAND_BITS)) & 0xFFFF;
    }

    /**
     * What a band of an alike look may be. Two looks that differ in at most {@code distance} bits have a band that differs in at
     * most a quarter as many, so asking every band for these finds all of them.
     */
    static Set<Integer> near(long look, int which, int distance) {
        Set<Integer> all = new TreeSet<>(Set.of(band(look, which)));
        for (int bits = 0; bits < distance / BANDS; bits++) {
            for (int each : Set.copyOf(all)) {
                for (int bit = 0; bit < BAND_BITS; bit++) {
                    all.add(each ^ (1 << bit));
                }
            }
        }
        return all;
    }

    private static double[][] grey(BufferedImage picture) {
        var small = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
        BufferedImage nearer = picture;
        // by halves: drawing a large picture small at once looks at a few of its points only
        while (nearer.getWidth() > 2 * EDGE || nearer.getHeight() > 2 * EDGE) {
            nearer = drawn(
                    nearer,
                    new BufferedImage(
                            Math.max(EDGE, nearer.getWidth() / 2),
                            Math.max(EDGE, nearer.getHeight() / 2),
                            BufferedImage.TYPE_INT_RGB));
        }
        drawn(nearer, small);
        double[][] grey = new double[EDGE][EDGE];
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                int rgb = small.getRGB(x, y);
                grey[y][x] = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
            }
        }
        return grey;
    }

    private static BufferedImage drawn(BufferedImage from, BufferedImage to) {
        Graphics2D pen = to.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
        } finally {
            pen.dispose();
        }
        return to;
    }

    private static double deviation(double[][] grey) {
        double sum = 0;
        double squares = 0;
        for (double[] row : grey) {
            for (double each : row) {
                sum += each;
                squares += each * each;
            }
        }
        double mean = sum / (EDGE * EDGE);
        return Math.sqrt(Math.max(0, squares / (EDGE * EDGE) - mean * mean));
    }

    /** Frequencies 1 to 8; 0 is the brightness, which does not count. */
    private static double[][] cosines() {
        double[][] all = new double[KEPT][EDGE];
        for (int frequency = 1; frequency <= KEPT; frequency++) {
            for (int at = 0; at < EDGE; at++) {
                all[frequency - 1][at] = Math.cos((2 * at + 1) * frequency * Math.PI / (2 * EDGE));
            }
        }
        return all;
    }
}
