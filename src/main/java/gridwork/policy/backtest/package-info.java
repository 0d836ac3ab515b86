/**
 * The backtest (回测): what a draft would have changed over a stretch of the past, on the facts as they were known at each
 * moment, beside the release in force. Reads only: nothing is logged, planned or opened. What can be counted from answers is
 * counted; what depends on how people work is not guessed, and {@link gridwork.policy.backtest.Backtested#notes} says so.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("backtest")
package gridwork.policy.backtest;
