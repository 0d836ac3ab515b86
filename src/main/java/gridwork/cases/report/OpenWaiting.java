package gridwork.cases.report;

import gridwork.cases.procedure.Procedure;
import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** What was over a day's limit is opened on the next. */
@Component
class OpenWaiting implements DailyWork {
    private static final int AFTER_THE_DECISIONS = 300;
    private final OpenCases opening;
    private final Work work;

    OpenWaiting(OpenCases opening, Work work) {
        this.opening = opening;
        this.work = work;
    }

    @Override
    public String name() {
        return "waiting-reports";
    }

    @Override
    public int order() {
        return AFTER_THE_DECISIONS;
    }

    @Override
    public void run(LocalDate day) {
        for (Procedure each : opening.opening()) {
            var more = new AtomicBoolean(true);
            while (more.get()) {
                work.run(() -> more.set(opening.openWaiting(each)));
            }
        }
    }
}
