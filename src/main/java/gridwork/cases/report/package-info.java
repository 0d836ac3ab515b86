/**
 * Reports and the cases they bring about. What a rule set answers to a report opens a case where a process folder says so
 * ({@code opens} in its {@code procedure.yaml}), in the transaction that recorded it; several reports of the same matter
 * are one case, and what is over the matter's daily limit waits, visibly. Every report is a row here, whatever became of it.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.report;
