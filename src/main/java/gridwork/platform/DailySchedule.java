package gridwork.platform;

import java.time.LocalTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks each minute whether the day's work is due: after {@code gridwork.daily-hour} (0-23) in the street's zone. */
@Component
@EnableScheduling
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class DailySchedule {
    private final DailyRuns runs;
    private final StreetClock clock;
    private final Demonstration demonstration;
    private final int hour;

    DailySchedule(
            DailyRuns runs,
            StreetClock clock,
            Demonstration demonstration,
            @Value("${gridwork.daily-hour:2}") int hour) {
        this.runs = runs;
        this.clock = clock;
        this.demonstration = demonstration;
        this.hour = hour;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void look() {
        // a street that is still coming in has no day's work yet: its past is decided before its today
        if (demonstration.active() && !demonstration.complete()) {
            return;
        }
        if (LocalTime.ofInstant(clock.now(), clock.zone()).getHour() >= hour) {
            runs.runDue(clock.today());
        }
    }
}
