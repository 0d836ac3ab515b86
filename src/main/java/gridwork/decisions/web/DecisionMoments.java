package gridwork.decisions.web;

import gridwork.platform.StreetClock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Moments as the street's clocks show them. */
@Component("decisionMoments")
class DecisionMoments {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final StreetClock clock;

    DecisionMoments(StreetClock clock) {
        this.clock = clock;
    }

    public String local(Instant moment) {
        return SHOWN.format(moment.atZone(clock.zone()));
    }
}
