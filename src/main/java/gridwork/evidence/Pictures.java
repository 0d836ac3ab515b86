package gridwork.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Tells a file's type from its first bytes and draws pictures anew, without whatever else their file carried. */
final class Pictures {
    private Pictures() {}

    /** The media type by content: JPEG, PNG or PDF; empty for everything else. */
    static Optional<String> typeOf(byte[] content) {
        if (starts(content, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("image/jpeg");
        }
        if (starts(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of("image/png");
        }
        if (starts(content, '%', 'P', 'D', 'F', '-')) {
            return Optional.of("application/pdf");
        }
        return Optional.empty();
    }

    /** Width times height as the header says, before anything is decoded; empty when no reader understands it. */
    static Optional<Long> pixels(byte[] content) {
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return Optional.of((long) reader.getWidth(0) * reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty(); // a header that no reader understands is no picture
        }
    }

    /** A JPEG of the picture with at most {@code edge} pixels a side; no metadata, no place. */
    static byte[] shown(byte[] content, int edge) {
        try {
            BufferedImage original = ImageIO.read(new ByteArrayInputStream(content));
            double scale = Math.min(1.0, edge / (double) Math.max(original.getWidth(), original.getHeight()));
            int width = Math.max(1, (int) Math.round(original.getWidth() * scale));
            int height = Math.max(1, (int) Math.round(original.getHeight() * scale));
            var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = drawn.createGraphics();
            try {
                pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
                pen.drawImage(original, 0, 0, width, height, Color.WHITE, null);
            } finally {
                pen.dispose();
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(drawn, "jpeg", out);
            return out.toByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean starts(byte[] content, int... with) {
        if (content.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((content[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
