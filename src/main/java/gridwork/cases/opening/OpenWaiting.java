package gridwork.cases.opening;

import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** What was over a day's limit is opened on the next. */
@Component
class OpenWaiting implements DailyWork {
    private static final int AFTER_THE_DECISIONS = 300;
    private final Procedures procedures;
    private final List<Opener> openers;
    private final Work work;

    OpenWaiting(Procedures procedures, List<Opener> openers, Work work) {
        this.procedures = procedures;
        this.openers = openers;
        this.work = work;
    }

    @Override
    public String name() {
        return "waiting-cases";
    }

    @Override
    public int order() {
        return AFTER_THE_DECISIONS;
    }

    @Override
    public void run(LocalDate day) {
        for (Procedure procedure : procedures.all()) {
            for (String matter : procedure.opening()) {
                openers.forEach(opener -> open(opener, procedure, matter));
            }
        }
    }

    private void open(Opener opener, Procedure procedure, String matter) {
        var more = new AtomicBoolean(true);
        while (more.get()) {
            work.run(() -> more.set(opener.openWaiting(procedure, matter)));
        }
    }
}
