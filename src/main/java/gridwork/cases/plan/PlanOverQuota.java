package gridwork.cases.plan;

import gridwork.cases.SiteChecks;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Planned checks that wait because they would go over a quota of the year; a drawn one never does. */
@Component
public class PlanOverQuota {
    private final PlannedChecks checks;
    private final Planning planning;
    private final Subjects subjects;
    private final StreetClock clock;
    private final Work work;

    PlanOverQuota(PlannedChecks checks, Planning planning, Subjects subjects, StreetClock clock, Work work) {
        this.checks = checks;
        this.planning = planning;
        this.subjects = subjects;
        this.clock = clock;
        this.work = work;
    }

    public record Held(long id, SubjectId site, String matter, LocalDate firstDay, LocalDate lastDay) {}

    public List<Held> of(SubjectId site) {
        return checks.heldUpBy(Planning.OVER_QUOTA, site).stream()
                .map(PlanOverQuota::held)
                .toList();
    }

    /** Of the whole street, the first that should begin first. */
    public List<Held> all(int from, int size) {
        return checks.heldUpBy(Planning.OVER_QUOTA, from, size).stream()
                .map(PlanOverQuota::held)
                .toList();
    }

    public long count() {
        return checks.countHeldUpBy(Planning.OVER_QUOTA);
    }

    private static Held held(PlannedChecks.Row row) {
        return new Held(row.id(), row.site(), Planning.MATTER, row.firstDay(), row.lastDay());
    }

    /** It is opened at once, as far as the plan asks for it still. */
    public void allow(long id, SubjectId site, String reason, OfficerId by) {
        work.run(() -> {
            subjects.lock(List.of(site));
            if (checks.heldUpBy(Planning.OVER_QUOTA, site).stream().noneMatch(each -> each.id() == id)) {
                throw new Refused("over-quota-gone");
            }
            checks.allow(id, new SiteChecks.Over(by.value(), reason, clock.now()));
            planning.look(Set.of(site), Set.of(), clock.today());
        });
    }
}
