package gridwork.platform;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What waits in the works is worked off by a thread for each kind, on every node, from the moment the program is ready. */
@Component
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class InBackground {
    private static final Logger LOG = LoggerFactory.getLogger(InBackground.class);
    private static final long PAUSE_MS = 1_000;
    private final List<BackgroundWork> works;
    private final List<Thread> threads = new ArrayList<>();

    InBackground(List<BackgroundWork> works) {
        this.works = works;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        for (BackgroundWork each : works) {
            Thread thread = new Thread(() -> untilStopped(each), each.name());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private static void untilStopped(BackgroundWork work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                LOG.error(
                        "{} {} failed and goes on",
                        Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT),
                        work.name(),
                        failure);
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread each : threads) {
            each.join(10_000);
        }
    }
}
