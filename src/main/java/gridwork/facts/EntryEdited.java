package gridwork.facts;

/** A subject's entry in the register was edited in the running transaction: its name may be another. */
public record EntryEdited(SubjectId subject) {}
