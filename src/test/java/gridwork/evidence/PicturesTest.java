package gridwork.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
    @Test
    void a_type_is_told_from_the_content_and_not_from_the_name() throws IOException {
        assertThat(Pictures.typeOf(picture("png", 4, 4))).contains("image/png");
        assertThat(Pictures.typeOf(picture("jpeg", 4, 4))).contains("image/jpeg");
        assertThat(Pictures.typeOf("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .contains("application/pdf");
        assertThat(Pictures.typeOf("<svg onload='x()'/>".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Pictures.typeOf(new byte[0])).isEmpty();
    }

    @Test
    void a_bomb_is_weighed_by_its_header_before_it_is_drawn() throws IOException {
        byte[] bomb = picture("png", 1, 1);
        // width and height in the header chunk: 60,000 by 60,000 pixels
        for (int at : new int[] {16, 20}) {
            bomb[at] = 0;
            bomb[at + 1] = 0;
            bomb[at + 2] = (byte) 0xEA;
            bomb[at + 3] = 0x60;
        }
        assertThat(Pictures.pixels(bomb)).contains(60_000L * 60_000L);
    }

    @Test
    void what_only_begins_like_a_picture_has_no_size() {
        assertThat(Pictures.pixels(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 'x'}))
                .isEmpty();
    }

    @Test
    void a_shown_picture_is_drawn_anew_and_carries_nothing_along() throws IOException {
        var original = new ByteArrayOutputStream();
        original.writeBytes(picture("png", 400, 200));
        original.writeBytes("<script>alert(1)</script> 30.2741 120.1551".getBytes(StandardCharsets.UTF_8));

        byte[] shown = Pictures.shown(original.toByteArray(), 100);

        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain("script", "120.1551");
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(shown));
        assertThat(drawn.getWidth()).isEqualTo(100);
        assertThat(drawn.getHeight()).isEqualTo(50);
    }

    static byte[] picture(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }
}
