package gridwork.decisions;

import gridwork.platform.DailyWork;
import gridwork.platform.Progress;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What time alone changes is decided anew every night. */
@Component
class NightlyDecisions implements DailyWork {
    private final KnownReleases releases;
    private final BulkDecisions bulk;

    NightlyDecisions(KnownReleases releases, BulkDecisions bulk) {
        this.releases = releases;
        this.bulk = bulk;
    }

    @Override
    public String name() {
        return "decisions";
    }

    /** Before the check plan, which goes by the colours. */
    @Override
    public int order() {
        return 100;
    }

    @Override
    public void run(LocalDate day) {
        run(day, Progress.SILENT);
    }

    @Override
    public long run(LocalDate day, Progress progress) {
        releases.lookAgain();
        return bulk.due(releases.on(day), day, progress).changed();
    }
}
