package gridwork.cases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final byte[] SECRET =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    /** Computed outside: {@code printf 'site/A-12' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f}, mod 21. */
    @Test
    void anybody_with_the_secret_can_draw_again_with_common_tools() {
        assertThat(Draw.place(SECRET, "site/A-12", 21)).isEqualTo(0);
        assertThat(Draw.order(SECRET, "site/A-12", List.of("inspector1", "inspector2", "inspector3")))
                .containsExactly("inspector1", "inspector2", "inspector3");
        assertThat(Draw.commitment(SECRET))
                .isEqualTo("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
    }

    @Property(tries = 300)
    void a_place_lies_among_the_days_and_is_the_same_again(
            @ForAll @Size(32) byte[] secret, @ForAll @IntRange(min = 1, max = 31) int days, @ForAll String site) {
        int place = Draw.place(secret, "site/" + site, days);
        assertThat(place).isBetween(0, days - 1).isEqualTo(Draw.place(secret, "site/" + site, days));
    }

    @Property(tries = 200)
    void the_order_of_candidates_depends_on_nothing_but_secret_site_and_officer(
            @ForAll @Size(32) byte[] secret,
            @ForAll @Size(min = 1, max = 8) @UniqueElements List<@net.jqwik.api.constraints.AlphaChars String> officers,
            @ForAll Random random) {
        List<String> shuffled = new java.util.ArrayList<>(officers);
        java.util.Collections.shuffle(shuffled, random);
        List<String> order = Draw.order(secret, "site/x", officers);
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(officers)
                .isEqualTo(Draw.order(secret, "site/x", shuffled));
        assertThat(Draw.order(secret, "site/x", order.subList(0, order.size() - 1)))
                .as("who is not drawn changes nothing for the others")
                .isEqualTo(order.subList(0, order.size() - 1));
    }

    @Test
    void days_and_inspectors_are_drawn_evenly() {
        int[] days = new int[21];
        int[] first = new int[4];
        List<String> officers = List.of("a", "b", "c", "d");
        Random random = new Random(20250301);
        byte[] secret = new byte[32];
        int draws = 21_000;
        for (int i = 0; i < draws; i++) {
            if (i % 100 == 0) {
                random.nextBytes(secret);
            }
            days[Draw.place(secret, "site/" + i, days.length)]++;
            first[officers.indexOf(Draw.order(secret, "site/" + i, officers).get(0))]++;
        }
        // chi-square at 99.9 %: 20 degrees of freedom 45.3, 3 degrees 16.3
        assertThat(chiSquare(days, draws)).isLessThan(45.3);
        assertThat(chiSquare(first, draws)).isLessThan(16.3);
    }

    @Test
    void two_sites_share_no_pattern_and_a_secret_of_one_bit_more_changes_everything() {
        byte[] other = SECRET.clone();
        other[31] ^= 1;
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            same += Draw.place(SECRET, "site/" + i, 20) == Draw.place(other, "site/" + i, 20) ? 1 : 0;
        }
        assertThat(same).isBetween(20, 90);
        assertThat(Draw.commitment(SECRET)).isNotEqualTo(Draw.commitment(other));
    }

    private static double chiSquare(int[] counts, int draws) {
        double expected = (double) draws / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }
}
