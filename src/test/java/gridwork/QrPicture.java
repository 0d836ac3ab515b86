package gridwork;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Map;

/** What a QR code says. */
public final class QrPicture {
    /** From each distance the reader misses some codes in a thousand, and others: a hand moves nearer. */
    private static final double[] DISTANCES = {1, 1.25, 0.9, 0.75};

    private QrPicture() {}

    /** From the code's picture alone. */
    public static String read(BufferedImage code) throws ReaderException {
        return read(code, Map.of(DecodeHintType.PURE_BARCODE, true));
    }

    /** From a page that shows one somewhere. */
    public static String find(BufferedImage page) throws ReaderException {
        for (double each : DISTANCES) {
            try {
                return read(scaled(page, each), Map.of(DecodeHintType.TRY_HARDER, true));
            } catch (ReaderException missed) {
                continue;
            }
        }
        throw NotFoundException.getNotFoundInstance();
    }

    private static String read(BufferedImage picture, Map<DecodeHintType, ?> hints) throws ReaderException {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))), hints)
                .getText();
    }

    private static BufferedImage scaled(BufferedImage picture, double by) {
        var scaled = new BufferedImage(
                (int) (picture.getWidth() * by), (int) (picture.getHeight() * by), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, scaled.getWidth(), scaled.getHeight(), null);
        graphics.dispose();
        return scaled;
    }
}
