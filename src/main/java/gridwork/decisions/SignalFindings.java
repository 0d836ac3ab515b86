package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactsAround.Located;
import gridwork.facts.Subject;
import gridwork.rules.Grade;
import gridwork.rules.Patterns;
import gridwork.rules.Release;
import gridwork.rules.RowHit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What several facts mean together (信号线索), as it was found and logged. */
public interface SignalFindings {
    /**
     * @param id of the latest version
     * @param area the grid; null where nobody knows
     */
    record Line(
            DecisionId id,
            Grade pattern,
            Grade result,
            Instant at,
            @Nullable String area,
            Subject subject) {}

    /** @param total of all, not only of this page */
    record Lines(List<Line> lines, long total) {}

    /**
     * A finding in one of its versions, with why.
     *
     * @param rules those that held, as the release that decided has them
     * @param evidence in the order of time; void ones say so
     * @param same whether the evidence means the same when it is looked at again with that release
     * @param newer the version that took its place; null = this is the latest
     */
    record Finding(
            LoggedDecision logged,
            Fact fact,
            Subject subject,
            Release release,
            Patterns patterns,
            Grade pattern,
            List<RowHit> rules,
            List<RowHit> parameters,
            List<Located> evidence,
            Map<String, Object> values,
            @Nullable String area,
            boolean same,
            @Nullable DecisionId newer) {
        public Grade result() {
            return patterns.grade(logged.result());
        }

        public boolean holds() {
            return !logged.result().equals(Patterns.WITHDRAWN);
        }
    }

    /**
     * The latest first.
     *
     * @param reach the condition on rows with the columns {@code kind} (of the subject) and {@code area} (of the finding);
     *     adds its parameters
     */
    Lines page(Function<Map<String, Object>, String> reach, int from, int size);

    /** The number of a decision is that of the finding's version. */
    Optional<Finding> find(DecisionId id);
}
