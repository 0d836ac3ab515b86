package gridwork.platform;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A first look through the whole of a file before any row of it counts: what it is, how large unpacked, in which encoding,
 * about how many rows.
 *
 * @param encoding null for XLSX
 */
public record TableLook(
        Path file,
        String name,
        String sha256,
        Shape shape,
        @Nullable Charset encoding,
        long lines) {
    public enum Shape {
        TEXT,
        GZIP,
        XLSX
    }

    private static final int BUFFER = 1 << 16;
    private static final long SMALL = 10L << 20;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    public static TableLook at(Path file, String name, List<String> encodings, TableLimits limits) {
        try {
            byte[] start = start(file);
            if (start.length == 0) {
                throw new Refused("import-empty", name);
            }
            String sha256 = Sha256.of(file);
            if (starts(start, 'P', 'K', 3, 4)) {
                return new TableLook(file, name, sha256, Shape.XLSX, null, xlsx(file, name, limits));
            }
            if (starts(start, 0xD0, 0xCF, 0x11, 0xE0)) {
                throw new Refused("import-old-excel", name);
            }
            Shape shape = starts(start, 0x1F, 0x8B) ? Shape.GZIP : Shape.TEXT;
            return text(new TableLook(file, name, sha256, shape, null, 0), encodings, limits);
        } catch (ZipException | EOFException broken) {
            throw new Refused("import-broken-archive", name);
        } catch (IOException unreadable) {
            throw new Refused("import-unreadable-file", name);
        }
    }

    /** @param delimiter of a text */
    public TableRows rows(char delimiter, TableLimits limits) {
        return shape == Shape.XLSX ? new XlsxRows(this) : new CsvRows(this, delimiter, limits);
    }

    private static TableLook text(TableLook look, List<String> encodings, TableLimits limits) throws IOException {
        long furthest = 0;
        for (String each : encodings) {
            Decoded decoded = look.decode(Charset.forName(each), limits);
            if (decoded.wrongLine == 0) {
                if (decoded.blank) {
                    throw new Refused("import-empty", look.name);
                }
                return new TableLook(
                        look.file, look.name, look.sha256, look.shape, Charset.forName(each), decoded.lines);
            }
            furthest = Math.max(furthest, decoded.wrongLine);
        }
        throw new Refused("import-encoding", look.name, furthest, String.join(", ", encodings));
    }

    /** @param wrongLine the first that is not of this encoding; 0 = none */
    private record Decoded(long lines, long wrongLine, boolean blank) {}

    private Decoded decode(Charset encoding, TableLimits limits) throws IOException {
        CharsetDecoder decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long packed = Files.size(file);
        long unpacked = 0;
        long lines = 0;
        boolean blank = true;
        try (InputStream in = bytes()) {
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
            CharBuffer chars = CharBuffer.allocate(BUFFER);
            boolean end = false;
            while (!end) {
                int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = got < 0;
                if (!end) {
                    unpacked += got;
                    bytes.position(bytes.position() + got);
                    measure(packed, unpacked, limits);
                }
                bytes.flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                chars.flip();
                while (chars.hasRemaining()) {
                    char each = chars.get();
                    if (each == '\n') {
                        lines++;
                    } else if (each == 0) {
                        throw new Refused("import-not-a-table", name);
                    } else if (blank && each > ' ' && each != '\uFEFF') {
                        blank = false;
                    }
                }
                chars.clear();
                if (result.isError()) {
                    return new Decoded(lines, lines + 1, blank);
                }
                bytes.compact();
            }
        }
        return new Decoded(lines, 0, blank);
    }

    private void measure(long packed, long unpacked, TableLimits limits) {
        if (shape == Shape.GZIP && tooLarge(packed, unpacked, limits)) {
            throw new Refused("import-bomb", name, limits.unpacked().toMegabytes(), limits.ratio());
        }
    }

    private static boolean tooLarge(long packed, long unpacked, TableLimits limits) {
        return unpacked > limits.unpacked().toBytes() || unpacked > SMALL && unpacked / limits.ratio() > packed;
    }

    /** Every part is unpacked once and measured: what an archive says of its own sizes may be a lie. */
    private static long xlsx(Path file, String name, TableLimits limits) throws IOException {
        long packed = Files.size(file);
        long unpacked = 0;
        byte[] buffer = new byte[BUFFER];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > limits.entries()) {
                throw new Refused("import-bomb-parts", name, limits.entries());
            }
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new Refused("import-not-a-table", name);
            }
            for (ZipEntry entry : (Iterable<ZipEntry>)
                    () -> zip.stream().map(each -> (ZipEntry) each).iterator()) {
                long part = 0;
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                        part += got;
                        if (tooLarge(packed, unpacked + part, limits)) {
                            throw new Refused(
                                    "import-bomb", name, limits.unpacked().toMegabytes(), limits.ratio());
                        }
                    }
                }
                if (entry.getName().equals("xl/sharedStrings.xml")
                        && part > limits.sharedTexts().toBytes()) {
                    throw new Refused("import-texts", name, limits.sharedTexts().toMegabytes());
                }
                unpacked += part;
            }
        }
        return -1;
    }

    private InputStream bytes() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return shape == Shape.GZIP ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** The text from its first character, without a byte order mark. */
    Reader reader() throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes(), BUFFER);
        in.mark(BOM.length);
        if (!Arrays.equals(in.readNBytes(BOM.length), BOM)) {
            in.reset();
        }
        return new InputStreamReader(in, encoding == null ? StandardCharsets.UTF_8 : encoding);
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(8);
        }
    }

    private static boolean starts(byte[] start, int... with) {
        if (start.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((start[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
