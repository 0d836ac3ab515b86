package gridwork.cases;

/** Something from outside is about to reach the process of a case; heard in the same transaction. */
public record CaseTold(CaseId id) {}
