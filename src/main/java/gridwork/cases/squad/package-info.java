/**
 * Several squads (队伍) at one event. Each department that is called is a case below the event's, with receipts, clocks and a
 * trail of its own; reinforcement adds more of them while the first are still at it, and the police station takes over and
 * gives back. Which departments go, on which clocks, and to whom it is handed over is said in the {@code squads} of the
 * process's {@code procedure.yaml} and in the rule sets that it names.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.squad;
