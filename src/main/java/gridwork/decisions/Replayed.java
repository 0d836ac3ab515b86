package gridwork.decisions;

import gridwork.rules.Evaluation;
import java.util.List;

/**
 * What came of evaluating logged decisions again.
 *
 * @param same how many came out with the same result, for the same rows
 * @param different those that did not, the first hundred
 */
public record Replayed(long decisions, long same, List<Different> different) {
    public record Different(LoggedDecision logged, Evaluation now) {}
}
