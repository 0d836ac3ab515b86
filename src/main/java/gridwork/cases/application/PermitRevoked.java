package gridwork.cases.application;

import gridwork.cases.CaseId;
import gridwork.platform.Label;
import java.time.LocalDate;

/**
 * An officer revoked a permit, in the running transaction.
 *
 * @param of the case that granted it
 * @param holder whom the queue tells, see {@link gridwork.platform.outgoing.Outsiders}
 * @param from the first day on which it is not good any more
 */
public record PermitRevoked(CaseId of, String holder, long permit, String number, LocalDate from, Label ground) {}
