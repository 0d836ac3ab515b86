package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of on-site checks (现场检查), as the plan needs them. */
public interface SiteChecks {
    /**
     * A check that somebody wants.
     *
     * @param checkType a category of the fact kind {@code check}
     * @param drawn its day was drawn: until it is carried out only its inspectors know of it
     * @param cause what makes it unique, e.g. the planned period {@code 2026-W47}
     * @param dueOn the last day of its period
     * @param over who let it go over a quota of the year; null = it needs nobody
     */
    record Wanted(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors,
            @Nullable Over over) {
        public Wanted(
                SubjectId site,
                String checkType,
                boolean drawn,
                String cause,
                LocalDate dueOn,
                List<OfficerId> inspectors) {
            this(site, checkType, drawn, cause, dueOn, inspectors, null);
        }

        Wanted because(String other) {
            return new Wanted(site, checkType, drawn, other, dueOn, inspectors, over);
        }
    }

    /** Who let a check go over a quota, and why. */
    record Over(String by, String reason, Instant at) {}

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
