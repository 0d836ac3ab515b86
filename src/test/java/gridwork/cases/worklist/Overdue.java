package gridwork.cases.worklist;

import static gridwork.Town.on;

import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.OpenTask;
import gridwork.cases.SiteChecks;
import gridwork.cases.clock.Breaches;
import gridwork.platform.Ids;
import gridwork.street.AreaId;
import java.util.List;

/** Cases with tasks to be done, for the tests of work lists: opened on 2025-03-03, a Monday. */
public final class Overdue {
    private final Town town;
    private final TestClock clock;
    private final SiteChecks checks;
    private final Cases cases;
    private final Breaches breaches;
    private final Crew crew;

    public Overdue(Town town, TestClock clock, SiteChecks checks, Cases cases, Breaches breaches, Crew crew) {
        this.town = town;
        this.clock = clock;
        this.checks = checks;
        this.cases = cases;
        this.breaches = breaches;
        this.crew = crew;
    }

    /** A violation on a site that the grid's worker has to see put right. */
    public Case rectification(String site) {
        return rectification(site, Crew.GRID);
    }

    public Case rectification(String site, AreaId grid) {
        clock.set(on("2025-03-03"));
        CaseId check = checks.open(
                town.site(site, grid).id(),
                "key",
                false,
                "work-list-" + Ids.next(),
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("unsafe-structure"));
        for (OpenTask each : cases.openTasks(check)) {
            crew.does(String.valueOf(each.assignee()).replaceFirst("crew-", ""), each.id(), crew.confirmed());
        }
        return cases.cameFrom(check).get(0);
    }

    /** Its deadline passes: the street office has to follow it up. */
    public String supervise(Case rectification) {
        clock.set(on("2025-06-02"));
        breaches.run();
        return crew.task(rectification.id(), "user_supervise");
    }
}
