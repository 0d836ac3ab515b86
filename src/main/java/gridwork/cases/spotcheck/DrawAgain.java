package gridwork.cases.spotcheck;

import gridwork.cases.CaseId;
import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Each morning: where nobody could be drawn for a spot check, and somebody can now, it is drawn once more. */
@Component
class DrawAgain implements DailyWork {
    private final SpotDraws draws;
    private final Checkers checkers;
    private final Work work;

    DrawAgain(SpotDraws draws, Checkers checkers, Work work) {
        this.draws = draws;
        this.checkers = checkers;
        this.work = work;
    }

    @Override
    public String name() {
        return "spot-checks-again";
    }

    @Override
    public int order() {
        return 265;
    }

    @Override
    public void run(LocalDate day) {
        List<SpotDraws.Draw> all = draws.underWay();
        Map<CaseId, List<String>> named = checkers.named(all);
        all.stream()
                .filter(each -> named.getOrDefault(each.spot(), List.of()).isEmpty())
                .forEach(each -> work.run(() -> checkers.again(each)));
    }
}
