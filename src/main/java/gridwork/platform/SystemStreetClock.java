package gridwork.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class SystemStreetClock implements StreetClock {
    private final Clock clock;

    SystemStreetClock(@Value("${gridwork.zone:Asia/Shanghai}") ZoneId zone) {
        this.clock = Clock.system(zone);
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId zone() {
        return clock.getZone();
    }
}
