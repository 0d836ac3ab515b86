package gridwork.app;

import gridwork.decisions.Decisions;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.signals.ImportFinished;
import gridwork.signals.ImportRun;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An uploaded file is in: what it changes is decided in one bulk run. An import of the past opens no cases. */
@Component
class DecideAfterImport {
    private final Decisions decisions;
    private final StreetClock clock;

    DecideAfterImport(Decisions decisions, StreetClock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    @EventListener
    void on(ImportFinished finished) {
        ImportRun run = finished.run();
        if (!run.dryRun() && run.accepted() > 0) {
            decisions.redecide(Set.of(), clock.today(), run.history(), Progress.SILENT);
        }
    }
}
