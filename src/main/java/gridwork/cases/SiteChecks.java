package gridwork.cases;

import gridwork.facts.SubjectId;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;

/** Opens the case of one on-site check (现场检查). */
public interface SiteChecks {
    /**
     * Opens a check unless one is open for the same subject and cause, and answers with the open one.
     *
     * @param checkType a category of the fact kind {@code check}
     * @param drawn its day was drawn: until it is carried out only its inspectors know of it
     * @param cause what makes it unique, e.g. the planned period {@code 2026-W47}
     * @param dueOn the last day of its period
     */
    CaseId open(
            SubjectId site, String checkType, boolean drawn, String cause, LocalDate dueOn, List<OfficerId> inspectors);
}
