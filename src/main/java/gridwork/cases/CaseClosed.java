package gridwork.cases;

/**
 * A case was closed in the running transaction.
 *
 * @param done false = it was withdrawn, or went into another
 */
public record CaseClosed(CaseId id, boolean done) {}
