package gridwork;

import gridwork.platform.StreetClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The street's clock as a test sets it. It starts at noon of 2025-03-03, a Monday. */
public class TestClock implements StreetClock {
    private volatile Instant now = Instant.parse("2025-03-03T04:00:00Z");

    public void set(Instant moment) {
        now = moment;
    }

    /** Noon of a day in the street. */
    public void set(LocalDate day) {
        now = startOf(day).plusSeconds(12 * 3600);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Bound {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
