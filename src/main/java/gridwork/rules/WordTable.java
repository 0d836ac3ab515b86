package gridwork.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kie.dmn.model.api.DecisionRule;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.HitPolicy;
import org.kie.dmn.model.api.UnaryTests;

/**
 * A table that looks for words in a text, the first row that fits counts. The engine's analysis cannot compare such cells;
 * it is whole when its last row, and no other, takes everything.
 */
final class WordTable {
    private static final Pattern WORDS = Pattern.compile("\\b(contains|starts with|ends with)\\s*\\(");

    private WordTable() {}

    static boolean is(DecisionTable table) {
        return table.getHitPolicy() == HitPolicy.FIRST
                && table.getRule().stream()
                        .flatMap(rule -> rule.getInputEntry().stream())
                        .anyMatch(cell -> WORDS.matcher(cell.getText()).find());
    }

    static List<Finding> check(String file, String decision, DecisionTable table) {
        var findings = new ArrayList<Finding>();
        List<DecisionRule> rows = table.getRule();
        Set<List<String>> seen = new HashSet<>();
        boolean closed = false;
        for (DecisionRule row : rows) {
            List<String> cells =
                    row.getInputEntry().stream().map(UnaryTests::getText).toList();
            if (closed || !seen.add(cells)) {
                findings.add(Finding.error(file, decision, "table-masked", row.getId()));
            }
            closed |= cells.stream().allMatch(cell -> cell.equals("-"));
        }
        if (!closed) {
            findings.add(Finding.error(
                    file, decision, "table-gap", rows.get(rows.size() - 1).getId() + " …"));
        }
        return findings;
    }
}
