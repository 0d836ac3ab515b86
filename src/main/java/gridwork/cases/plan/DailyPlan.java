package gridwork.cases.plan;

import gridwork.platform.DailyWork;
import gridwork.platform.Progress;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Each morning, after the colours. */
@Component
class DailyPlan implements DailyWork {
    private final Planning planning;

    DailyPlan(Planning planning) {
        this.planning = planning;
    }

    @Override
    public String name() {
        return "check-plan";
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public void run(LocalDate day) {
        planning.all(day, Progress.SILENT);
    }

    @Override
    public long run(LocalDate day, Progress progress) {
        planning.all(day, progress);
        return -1;
    }
}
