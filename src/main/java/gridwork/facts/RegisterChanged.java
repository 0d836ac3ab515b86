package gridwork.facts;

/**
 * Whether or from when a subject takes part was changed by hand in the running transaction, or what counts for it: of a
 * merge and its undoing both subjects are told. Its row is locked.
 */
public record RegisterChanged(SubjectId subject, RegisterChange.Act act) {}
