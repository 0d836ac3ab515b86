package gridwork.cases;

import gridwork.facts.SubjectId;

/** A case was withdrawn, in the running transaction. */
public record CaseWithdrawn(CaseId id, SubjectId subject, String matter) {}
