package gridwork.signals.csv;

import gridwork.signals.ImportFinished;
import gridwork.signals.ImportRun;
import gridwork.signals.ImportRunId;
import gridwork.signals.InboxWork;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reads uploaded files, the oldest first. One that another node began and left is taken over once it has not moved for a while. */
@Component
class WorkOffUploads implements InboxWork {
    /** Looks in a row without any movement before a run counts as left behind. */
    private static final int STILL = 10;

    private final ImportRuns runs;
    private final FileImports imports;
    private final ApplicationEventPublisher events;
    private final Map<ImportRunId, Seen> seen = new HashMap<>();

    WorkOffUploads(ImportRuns runs, FileImports imports, ApplicationEventPublisher events) {
        this.runs = runs;
        this.imports = imports;
        this.events = events;
    }

    private record Seen(long claim, long read, int looks) {
        Seen again(long nowClaim, long nowRead) {
            return claim == nowClaim && read == nowRead
                    ? new Seen(claim, read, looks + 1)
                    : new Seen(nowClaim, nowRead, 0);
        }
    }

    @Override
    public String name() {
        return "uploads";
    }

    @Override
    public int run() {
        int done = 0;
        for (ImportRun each : runs.open()) {
            long claim = runs.claimOf(each.id());
            Seen now = seen.merge(
                    each.id(), new Seen(claim, each.read(), 0), (before, any) -> before.again(claim, each.read()));
            if (each.state() == ImportRun.State.WAITING || now.looks >= STILL) {
                done += runs.take(each.id(), claim).map(this::finish).orElse(0);
                seen.remove(each.id());
            }
        }
        return done;
    }

    private int finish(ImportRuns.Claim claim) {
        ImportRun run = imports.workOff(claim);
        if (run.over()) {
            events.publishEvent(new ImportFinished(run));
        }
        return 1;
    }
}
