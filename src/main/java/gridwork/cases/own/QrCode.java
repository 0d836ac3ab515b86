package gridwork.cases.own;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code (ISO/IEC 18004) of an address, with the quiet zone of four modules that the standard asks for. */
public final class QrCode {
    private static final int QUIET = 4;
    private static final int PIXELS = 8;
    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    public static QrCode of(String text) {
        try {
            return new QrCode(
                    Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", tooLong);
        }
    }

    private int side() {
        return modules.getWidth() + 2 * QUIET;
    }

    private boolean dark(int x, int y) {
        return modules.get(x, y) == 1;
    }

    /** An SVG element without a size of its own. */
    public String svg() {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (dark(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\" role=\"img\"><rect width=\"%1$d\" height=\"%1$d\" fill=\"#fff\"/><path d=\"%2$s\" fill=\"#000\"/></svg>"
                .formatted(side(), path);
    }

    /** The file of a picture. */
    public byte[] png() {
        int pixels = side() * PIXELS;
        var picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                picture.setRGB(x, y, isDarkAt(x / PIXELS - QUIET, y / PIXELS - QUIET) ? 0x000000 : 0xFFFFFF);
            }
        }
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private boolean isDarkAt(int x, int y) {
        return x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight() && dark(x, y);
    }

    /** Row by row from the top, 1 = dark, without the quiet zone. */
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < modules.getHeight(); y++) {
            var row = new StringBuilder();
            for (int x = 0; x < modules.getWidth(); x++) {
                row.append(dark(x, y) ? '1' : '0');
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
