package gridwork.street;

/** From now on others do an officer's work, or the officer does it again; told in the running transaction. */
public record LeaveChanged(OfficerId officer) {}
