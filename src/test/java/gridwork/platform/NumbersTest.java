package gridwork.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void a_number_is_read_and_one_that_would_fill_the_memory_is_not() {
        assertThat(Numbers.read(" 0.95 ")).contains(new BigDecimal("0.95"));
        assertThat(Numbers.read("-3e2")).contains(new BigDecimal("-3e2"));
        assertThat(Numbers.read("1E-600000000")).isEmpty();
        assertThat(Numbers.read("1E999999999")).isEmpty();
        assertThat(Numbers.read("1E-99999999999")).isEmpty();
        assertThat(Numbers.read("一")).isEmpty();
        assertThat(Numbers.read("")).isEmpty();
    }
}
