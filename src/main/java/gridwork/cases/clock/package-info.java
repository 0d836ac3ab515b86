/**
 * The clocks of cases (时限): what is to be done by when, in running or in working time. A clock is a row and not a timer of
 * the engine, so that it can be paused, extended and counted anew when the calendar changes, whatever version of a process
 * the case is on. When its time is up, every node's sweep sees it within seconds, one of them claims it, and whoever waits
 * in the process for the message {@code breached-<item>} of that case leaves by that path, in the same transaction.
 */
@org.jspecify.annotations.NullMarked
package gridwork.cases.clock;
