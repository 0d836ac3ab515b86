package gridwork.cases.notices;

import gridwork.platform.BackgroundWork;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts into the queue what was noted, about once a second on every node; each occasion is told by one of them, in the
 * transaction that ends it. One that cannot be told holds up no other, and is tried again.
 */
@Component
class TellNotices implements BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(TellNotices.class);
    private static final int TOGETHER = 100;
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int LONGEST = 60;
    private final Occasions occasions;
    private final MakeNotices make;
    private final Outgoing outgoing;
    private final Work work;

    TellNotices(Occasions occasions, MakeNotices make, Outgoing outgoing, Work work) {
        this.occasions = occasions;
        this.make = make;
        this.outgoing = outgoing;
        this.work = work;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public int run() {
        int met = 0;
        for (int some = together(); some > 0; some = together()) {
            met += some;
        }
        return met;
    }

    private int together() {
        List<Occasion> claimed = new ArrayList<>();
        try {
            work.run(() -> {
                claimed.clear();
                claimed.addAll(occasions.claim(TOGETHER));
                tell(claimed);
            });
        } catch (RuntimeException together) {
            if (claimed.isEmpty()) {
                throw together;
            }
            LOG.info("{} notices are told again, each alone", claimed.size(), together);
            claimed.forEach(this::alone);
        }
        return claimed.size();
    }

    private void alone(Occasion one) {
        try {
            work.run(() -> tell(occasions.claim(one)));
        } catch (RuntimeException failure) {
            LOG.error(
                    "{} {} {} cannot be told, try {}",
                    Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT),
                    one.kind().id(),
                    one.cause(),
                    one.tries() + 1,
                    failure);
            work.run(() -> occasions.later(one, AGAIN.multipliedBy(Math.min(LONGEST, one.tries() + 1))));
        }
    }

    private void tell(List<Occasion> some) {
        if (!some.isEmpty()) {
            outgoing.queue(make.of(some));
            occasions.told(some);
        }
    }
}
