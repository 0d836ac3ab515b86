package gridwork.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures as a camera, a careless phone or somebody with bad intentions would send them. */
public final class MadePictures {
    private MadePictures() {}

    /** A scene that no other seed gives: sky, ground and things that stand about. */
    public static BufferedImage scene(long seed, int width, int height) {
        var random = new Random(seed);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(random.nextInt(0x1000000)));
        pen.fillRect(0, 0, width, height);
        for (int i = 0; i < 12; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            int w = (int) (width * (0.1 + 0.4 * random.nextDouble()));
            int h = (int) (height * (0.1 + 0.4 * random.nextDouble()));
            int x = (int) (width * random.nextDouble() * 0.8);
            int y = (int) (height * random.nextDouble() * 0.8);
            if (random.nextBoolean()) {
                pen.fillRect(x, y, w, h);
            } else {
                pen.fillOval(x, y, w, h);
            }
        }
        pen.dispose();
        return picture;
    }

    public static BufferedImage scaled(BufferedImage picture, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return scaled;
    }

    public static byte[] file(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** What stands between a JPEG's first marker and the rest. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xFF);
        out.writeBytes(content);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** Exif as a phone writes it: upright after a quarter turn, taken 2025:03:03 08:30:00, at 30°15'36"N 120°9'0"E. */
    public static byte[] fromAPhone(byte[] jpeg) {
        ByteBuffer tiff = ByteBuffer.allocate(400);
        tiff.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        int start = tiff.position();
        tiff.put("MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        // image: orientation, the camera's own part, the place
        tiff.putShort((short) 3);
        entry(tiff, 0x0112, 3, 1, 6 << 16);
        entry(tiff, 0x8769, 4, 1, 50);
        entry(tiff, 0x8825, 4, 1, 90);
        tiff.putInt(0);
        tiff.position(start + 50);
        tiff.putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 68);
        tiff.putInt(0);
        tiff.position(start + 68);
        tiff.put("2025:03:03 08:30:00\0".getBytes(StandardCharsets.ISO_8859_1));
        tiff.position(start + 90);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N' << 24);
        entry(tiff, 2, 5, 3, 150);
        entry(tiff, 3, 2, 2, 'E' << 24);
        entry(tiff, 4, 5, 3, 174);
        tiff.putInt(0);
        tiff.position(start + 150);
        for (int each : new int[] {30, 15, 36, 120, 9, 0}) {
            tiff.putInt(each).putInt(1);
        }
        byte[] content = new byte[tiff.position()];
        tiff.rewind().get(content);
        return withSegment(jpeg, 0xE1, content);
    }

    private static void entry(ByteBuffer into, int tag, int type, int count, int value) {
        into.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
