/**
 * How cases open by themselves (立案): what a rule set answers, or which checks fall due together, opens a case where a
 * process folder says so ({@code opens} and {@code merges} in its {@code procedure.yaml}), in the transaction that brought
 * it up. What is over the matter's limit of the day waits, visibly, and is opened on the next days, the oldest first. A new
 * matter is a line in such a file and a row of the catalogue.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.opening;
