package gridwork.cases.procedure;

import gridwork.rules.Releases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Behind the start, so that nobody waits for it: a wrong name stops one matter, not the street. */
@Component
@ConditionalOnProperty(name = "gridwork.background", matchIfMissing = true)
class CheckNamesAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(CheckNamesAtStart.class);
    private final NamesInProcedures names;
    private final Releases releases;

    CheckNamesAtStart(NamesInProcedures names, Releases releases) {
        this.names = names;
        this.releases = releases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var thread = new Thread(this::look, "procedure-names");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void look() {
        try {
            names.check(releases.source())
                    .forEach(each -> LOG.error(
                            "{}: {}: {}", each.file(), each.at(), each.message().en()));
        } catch (RuntimeException failure) {
            LOG.error("nobody knows whether what the processes name is there", failure);
        }
    }
}
