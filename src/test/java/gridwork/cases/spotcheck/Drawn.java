package gridwork.cases.spotcheck;

import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.plan.PeriodDraws;
import gridwork.facts.Subjects;
import gridwork.platform.Work;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Lazy;

/** A closed case as if it had been drawn today: whether one is, nobody can say beforehand. */
@Lazy
public class Drawn {
    private final SpotDraws draws;
    private final OpenSpotChecks opening;
    private final PeriodDraws secrets;
    private final Subjects subjects;
    private final Work work;
    private final TestClock clock;

    Drawn(SpotDraws draws, OpenSpotChecks opening, PeriodDraws secrets, Subjects subjects, Work work, TestClock clock) {
        this.draws = draws;
        this.opening = opening;
        this.secrets = secrets;
        this.subjects = subjects;
        this.work = work;
        this.clock = clock;
    }

    /** The case of its spot check. */
    public CaseId now(Case closed) {
        var opened = new AtomicReference<CaseId>();
        work.run(() -> {
            secrets.commit(clock.today());
            subjects.lock(List.of(closed.subject()));
            String period = secrets.period(clock.now(), clock.today(), clock.today());
            int number = secrets.number(period, SpotDraws.Draw.name(closed.id()), SpotDraws.PARTS);
            var draw = new SpotDraws.Draw(
                    closed.id(),
                    closed.matter(),
                    period,
                    SpotDraws.PARTS,
                    number,
                    true,
                    "inspector",
                    1,
                    clock.today(),
                    null,
                    null,
                    null);
            draws.add(draw);
            opened.set(opening.open(draw, clock.today()));
        });
        return Objects.requireNonNull(opened.get());
    }
}
