package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;

/** The cases of on-site checks (现场检查), as the plan needs them. */
public interface SiteChecks {
    /**
     * A check that somebody wants.
     *
     * @param checkType a category of the fact kind {@code check}
     * @param drawn its day was drawn: until it is carried out only its inspectors know of it
     * @param cause what makes it unique, e.g. the planned period {@code 2026-W47}
     * @param dueOn the last day of its period
     */
    record Wanted(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors) {
        Wanted because(String other) {
            return new Wanted(site, checkType, drawn, other, dueOn, inspectors);
        }
    }

    /**
     * Opens checks, each unless one is open for the same subject and cause: that is then the answer. All or none.
     *
     * @return in the order asked for
     */
    List<CaseId> open(List<Wanted> all);

    default CaseId open(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors) {
        return open(List.of(new Wanted(site, checkType, drawn, cause, dueOn, inspectors)))
                .get(0);
    }

    /** A check that was to surprise was missed: from now on the office knows of its case. */
    void reveal(CaseId id);
}
