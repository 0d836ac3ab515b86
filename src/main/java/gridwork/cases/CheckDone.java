package gridwork.cases;

import gridwork.facts.SubjectId;
import java.time.LocalDate;

/** An on-site check was finished and signed, in the running transaction. */
public record CheckDone(CaseId id, SubjectId site, String checkType, LocalDate on) {}
