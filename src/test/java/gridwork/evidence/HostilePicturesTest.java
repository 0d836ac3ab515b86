package gridwork.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.platform.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePicturesTest {
    private static final byte[] JPEG = MadePictures.file(MadePictures.scene(1, 320, 240), "jpeg");
    private static final byte[] PNG = MadePictures.file(MadePictures.scene(1, 320, 240), "png");
    private static final byte[] PAGE = "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_whole_picture_is_taken_whatever_a_phone_writes_behind_it() {
        assertThatCode(() -> check(JPEG, "image/jpeg")).doesNotThrowAnyException();
        assertThatCode(() -> check(PNG, "image/png")).doesNotThrowAnyException();
        byte[] film = new byte[200_000];
        new Random(7).nextBytes(film);
        assertThatCode(() -> check(joined(JPEG, film), "image/jpeg")).doesNotThrowAnyException();
        assertThatCode(() -> check(joined(JPEG, JPEG), "image/jpeg")).doesNotThrowAnyException();
        assertThatCode(() -> check(MadePictures.fromAPhone(JPEG), "image/jpeg")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.9, 0.999})
    void a_picture_that_did_not_come_whole_is_refused(double share) {
        for (byte[] each : new byte[][] {JPEG, PNG}) {
            byte[] cut = Arrays.copyOf(each, (int) (each.length * share));
            assertThat(refusal(cut, each == JPEG ? "image/jpeg" : "image/png")).isEqualTo("evidence-broken");
        }
    }

    @Test
    void a_picture_that_is_a_page_as_well_is_refused() {
        assertThat(refusal(joined(JPEG, PAGE), "image/jpeg")).isEqualTo("evidence-mixed");
        assertThat(refusal(joined(PNG, PAGE), "image/png")).isEqualTo("evidence-mixed");
        assertThat(refusal(MadePictures.withSegment(JPEG, 0xFE, PAGE), "image/jpeg"))
                .as("in its comment")
                .isEqualTo("evidence-mixed");
        assertThat(refusal(joined(JPEG, "<svg onload=x()>".getBytes(StandardCharsets.US_ASCII)), "image/jpeg"))
                .isEqualTo("evidence-mixed");
    }

    @Test
    void a_picture_that_is_an_archive_as_well_is_refused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(JPEG);
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("run.exe"));
            zip.write(new byte[] {'M', 'Z'});
        }
        byte[] both = bytes.toByteArray();
        byte[] behind = Arrays.copyOfRange(both, JPEG.length, both.length);
        assertThat(new ZipInputStream(new ByteArrayInputStream(behind)).getNextEntry())
                .as("it is one")
                .isNotNull();
        assertThat(refusal(both, "image/jpeg")).isEqualTo("evidence-mixed");
    }

    @Test
    void what_only_begins_like_a_picture_is_none() {
        byte[] begins = joined(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, PAGE);
        assertThat(Pictures.pixels(begins)).isEmpty();
        assertThatThrownBy(() -> Pictures.read(begins, 100)).isInstanceOf(Refused.class);
        assertThat(Pictures.typeOf("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void a_document_without_its_end_is_refused() {
        assertThat(refusal("%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII), "application/pdf"))
                .isEqualTo("evidence-broken");
        assertThatCode(() -> check("%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII), "application/pdf"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatever_bytes_are_changed_a_picture_is_taken_or_refused_and_nothing_else() {
        var random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = (i % 2 == 0 ? JPEG : PNG).clone();
            for (int n = 0; n < 1 + i % 7; n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            String type = Pictures.typeOf(changed).orElse("");
            try {
                if (!type.isEmpty()) {
                    check(changed, type);
                    if (i % 20 == 0) {
                        Looks.of(Pictures.read(changed, 256));
                    }
                }
            } catch (Refused refused) {
                assertThat(refused.code()).startsWith("evidence-");
            }
        }
    }

    @Test
    void what_the_camera_says_is_read_and_a_lying_picture_is_shown_upright() throws IOException {
        byte[] taken = MadePictures.fromAPhone(JPEG);
        Camera camera = Camera.of(taken, ZoneId.of("Asia/Shanghai"));
        assertThat(camera.takenAt()).isEqualTo(Instant.parse("2025-03-03T00:30:00Z"));
        assertThat(camera.latitude()).isEqualByComparingTo("30.26");
        assertThat(camera.longitude()).isEqualByComparingTo("120.15");
        assertThat(camera.orientation()).isEqualTo(6);

        byte[] shown = Pictures.shown(taken, 160);
        var drawn = javax.imageio.ImageIO.read(new ByteArrayInputStream(shown));
        assertThat(drawn.getWidth()).isEqualTo(120);
        assertThat(drawn.getHeight()).isEqualTo(160);
        assertThat(Camera.of(shown, ZoneId.of("Asia/Shanghai"))).isEqualTo(Camera.SILENT);
        // a quarter turn clockwise: what was at the left bottom is at the left top
        var flat = javax.imageio.ImageIO.read(new ByteArrayInputStream(JPEG));
        assertThat(near(drawn.getRGB(4, 4), flat.getRGB(8, 231))).isTrue();
        assertThat(near(drawn.getRGB(115, 155), flat.getRGB(311, 8))).isTrue();
    }

    private static boolean near(int one, int other) {
        for (int shift : new int[] {0, 8, 16}) {
            if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > 24) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] content, String type) {
        Structure.check(content, type);
    }

    private static String refusal(byte[] content, String type) {
        try {
            Structure.check(content, type);
            return "";
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
