package gridwork.evidence;

import gridwork.platform.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A picture's file from its first byte to its last: whether all of it came, and whether it is something else besides, such as
 * an archive or a page that a browser would run (a polyglot). What a phone itself adds behind a picture, a short film or a
 * second picture, is left where it is.
 */
final class Structure {
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_OF_ARCHIVE = 22;
    private static final Pattern PAGE = Pattern.compile("<(?:script|html|!doctype|iframe|svg|body|\\?php)[\\s>/]");

    private final byte[] content;
    private final StringBuilder beside = new StringBuilder();

    private Structure(byte[] content) {
        this.content = content;
    }

    /** Refused ({@code evidence-broken}, {@code evidence-mixed}) where it is not a whole picture and nothing else. */
    static void check(byte[] content, String mediaType) {
        var structure = new Structure(content);
        int end = switch (mediaType) {
            case "image/jpeg" -> structure.jpeg();
            case "image/png" -> structure.png();
            default -> structure.pdf();
        };
        structure.aside(end, content.length);
        if (!mediaType.equals("application/pdf") && (structure.isArchive() || structure.isPage())) {
            throw new Refused("evidence-mixed");
        }
    }

    /** ISO/IEC 10918-1, annex B. */
    private int jpeg() {
        int at = 2;
        while (true) {
            int marker = marker(at);
            at = afterMarker(at);
            if (marker == 0xD9) {
                return at;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                continue;
            }
            int length = word(at);
            if (length < 2) {
                throw broken();
            }
            aside(at + 2, at + length);
            at += length;
            if (marker == 0xDA) {
                at = afterScan(at);
            }
        }
    }

    private int marker(int at) {
        if (octet(at) != 0xFF) {
            throw broken();
        }
        int next = at + 1;
        while (octet(next) == 0xFF) {
            next++;
        }
        return octet(next);
    }

    private int afterMarker(int at) {
        int next = at + 1;
        while (octet(next) == 0xFF) {
            next++;
        }
        return next + 1;
    }

    private int afterScan(int from) {
        int at = from;
        while (true) {
            if (octet(at) == 0xFF) {
                int next = octet(at + 1);
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    return at;
                }
            }
            at++;
        }
    }

    /** ISO/IEC 15948, section 5. */
    private int png() {
        int at = 8;
        while (true) {
            long length = ((long) word(at) << 16) | word(at + 2);
            octet(at + 7);
            String type = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
            long end = at + 12 + length;
            if (end > content.length) {
                throw broken();
            }
            if (!type.equals("IDAT")) {
                aside(at + 8, (int) end - 4);
            }
            at = (int) end;
            if (type.equals("IEND")) {
                return at;
            }
        }
    }

    /** ISO 32000-1, 7.5.5: the end stands in the last kilobyte. */
    private int pdf() {
        int from = Math.max(0, content.length - 1024);
        String tail = new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
        if (!tail.contains("%%EOF")) {
            throw broken();
        }
        return content.length;
    }

    private void aside(int from, int to) {
        if (to > content.length) {
            throw broken();
        }
        beside.append(new String(content, from, to - from, StandardCharsets.ISO_8859_1))
                .append('\n');
    }

    private boolean isPage() {
        return PAGE.matcher(beside.toString().toLowerCase(Locale.ROOT)).find();
    }

    /** APPNOTE 4.3.16: an archive is read from its end, whatever stands before it. */
    private boolean isArchive() {
        int earliest = Math.max(0, content.length - END_OF_ARCHIVE - LONGEST_COMMENT);
        for (int at = content.length - END_OF_ARCHIVE; at >= earliest; at--) {
            if (content[at] == 'P' && content[at + 1] == 'K' && content[at + 2] == 5 && content[at + 3] == 6) {
                int comment = octet(at + 20) | octet(at + 21) << 8;
                if (at + END_OF_ARCHIVE + comment <= content.length) {
                    return true;
                }
            }
        }
        return false;
    }

    private int word(int at) {
        return octet(at) << 8 | octet(at + 1);
    }

    private int octet(int at) {
        if (at >= content.length) {
            throw broken();
        }
        return content[at] & 0xFF;
    }

    private static Refused broken() {
        return new Refused("evidence-broken");
    }
}
