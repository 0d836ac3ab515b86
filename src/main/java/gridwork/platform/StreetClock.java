package gridwork.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time in the street: the one place that reads the system clock. Instants are UTC; days are days in the street's
 * zone ({@code GRIDWORK_ZONE}, default Asia/Shanghai).
 */
public interface StreetClock {
    Instant now();

    ZoneId zone();

    default LocalDate today() {
        return dayOf(now());
    }

    default LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone());
    }

    default Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    /** The last microsecond of a day: what the databases keep. */
    default Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1)).minusNanos(1_000);
    }
}
