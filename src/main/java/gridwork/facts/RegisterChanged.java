package gridwork.facts;

/** Whether or from when a subject takes part was changed by hand in the running transaction; its row is locked. */
public record RegisterChanged(SubjectId subject, RegisterChange.Act act) {}
