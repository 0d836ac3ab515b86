package gridwork.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final int ALIKE = 7;

    @Test
    void a_picture_that_was_reduced_saved_anew_or_made_brighter_looks_the_same() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            BufferedImage picture = MadePictures.scene(seed, 1200, 900);
            long look = look(picture);
            assertThat(Looks.distance(look, look(MadePictures.scaled(picture, 400, 300))))
                    .as("reduced " + seed)
                    .isLessThanOrEqualTo(ALIKE);
            BufferedImage anew = ImageIO.read(new ByteArrayInputStream(MadePictures.file(picture, "jpeg")));
            assertThat(Looks.distance(look, look(anew))).as("anew " + seed).isLessThanOrEqualTo(ALIKE);
            BufferedImage brighter = new RescaleOp(0.8f, 20, null).filter(picture, null);
            assertThat(Looks.distance(look, look(brighter)))
                    .as("brighter " + seed)
                    .isLessThanOrEqualTo(ALIKE);
        }
    }

    @Test
    void different_pictures_look_different() {
        long[] looks = new long[120];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = look(MadePictures.scene(1000 + i, 400, 300));
        }
        for (int i = 0; i < looks.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Looks.distance(looks[i], looks[j]))
                        .as(i + " and " + j)
                        .isGreaterThan(ALIKE);
            }
        }
    }

    @Test
    void a_plain_picture_is_like_no_other() {
        assertThat(Looks.of(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB)))
                .isEmpty();
    }

    @Test
    void whatever_bits_differ_up_to_the_limit_a_band_finds_it() {
        var random = new Random(3);
        for (int limit = 1; limit <= 11; limit++) {
            for (int i = 0; i < 200; i++) {
                long look = random.nextLong();
                long other = look;
                for (int bit = 0; bit < limit; bit++) {
                    other ^= 1L << random.nextInt(64);
                }
                boolean found = false;
                for (int band = 0; band < 4; band++) {
                    found |= Looks.near(look, band, limit).contains(Looks.band(other, band));
                }
                assertThat(found).as(Long.toHexString(look) + " " + limit).isTrue();
            }
        }
    }

    private static long look(BufferedImage picture) {
        return Looks.of(picture).orElseThrow();
    }
}
