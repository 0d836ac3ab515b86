package gridwork.decisions;

import gridwork.platform.StreetClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Compiles the rules behind the start, so that the first signal does not wait for it. */
@Component("rulesWarmUp")
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final KnownReleases releases;
    private final StreetClock clock;

    WarmUp(KnownReleases releases, StreetClock clock) {
        this.releases = releases;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var thread = new Thread(this::compile, "rules-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void compile() {
        try {
            LOG.info("release {} is in force", releases.on(clock.today()).number());
        } catch (RuntimeException failure) {
            LOG.error("the rules cannot be compiled: nothing can be decided", failure);
        }
    }
}
