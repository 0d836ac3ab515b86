package gridwork.street;

/** What an officer may be asked to do changed, in the running transaction: in office or not, duties, stated conflicts. */
public record OfficerChanged(OfficerId id) {}
