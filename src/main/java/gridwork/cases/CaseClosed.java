package gridwork.cases;

/** A case was closed, done or withdrawn, in the running transaction. */
public record CaseClosed(CaseId id) {}
