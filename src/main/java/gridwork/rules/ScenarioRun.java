package gridwork.rules;

import java.util.List;

/**
 * A scenario as it was run.
 *
 * @param rows the rows that it shows at work: those it names and that did match
 * @param findings empty = the result and the reason are as written
 */
public record ScenarioRun(String file, String ruleSet, String name, List<String> rows, List<Finding> findings) {
    public boolean passed() {
        return findings.isEmpty();
    }
}
