package gridwork.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNMessageType;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.model.api.DMNElement;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.dtanalysis.DMNDTAnalyser;
import org.kie.dmn.validation.dtanalysis.model.DTAnalysis;

/**
 * Gaps, overlaps and rows that never count, in tables that are compiled already: the validator would read and compile
 * the file once more, and starts a rule base of its own for it.
 */
final class TableAnalysis {
    private static final Map<DMNMessageType, String> CODES = Map.of(
            DMNMessageType.DECISION_TABLE_GAP, "table-gap",
            DMNMessageType.DECISION_TABLE_OVERLAP_HITPOLICY_UNIQUE, "table-overlap",
            DMNMessageType.DECISION_TABLE_OVERLAP_HITPOLICY_ANY, "table-overlap",
            DMNMessageType.DECISION_TABLE_MASKED_RULE, "table-masked",
            DMNMessageType.DECISION_TABLE_MISLEADING_RULE, "table-masked",
            DMNMessageType.DECISION_TABLE_SUBSUMPTION_RULE, "table-redundant",
            DMNMessageType.DECISION_TABLE_ANALYSIS_ERROR, "table-unanalysed");
    private static final Set<String> REMARKS = Set.of("table-redundant", "table-unanalysed");
    private static final Pattern NUMBERS = Pattern.compile("(?i)(rules?:? )\\[?(\\d+(?:, ?\\d+)*)]?");

    private static final Pattern ROW = Pattern.compile("[A-Z]{2,6}-\\d{3,4}");
    private static final Pattern VALUES = Pattern.compile("(?i)(?:gap|values|overlap)[^\\[]*:\\s*(\\[ .*? ])");

    private TableAnalysis() {}

    /** @param independent a table whose rows are answers of their own: none of this is wrong there; empty = there is none */
    static List<Finding> check(String file, DMNModel model, String independent) {
        var findings = new ArrayList<Finding>();
        Set<String> seen = new LinkedHashSet<>();
        for (DTAnalysis analysis :
                new DMNDTAnalyser(List.of()).analyse(model, Set.of(DMNValidator.Validation.ANALYZE_DECISION_TABLE))) {
            DecisionTable table = analysis.getSource();
            String decision = table.getParent() instanceof org.kie.dmn.model.api.NamedElement named
                    ? named.getName()
                    : analysis.nameOrIDOfTable();
            if (decision.equals(independent)) {
                continue;
            }
            if (WordTable.is(table)) {
                findings.addAll(WordTable.check(file, decision, table));
                continue;
            }
            for (DMNMessage message : analysis.asDMNMessages()) {
                String code = CODES.get(message.getMessageType());
                String detail = withRowIds(message.getMessage(), table);
                if (code == null || !seen.add(decision + code + detail)) {
                    continue;
                }
                Object[] said = {rows(detail), values(detail)};
                findings.add((REMARKS.contains(code)
                                ? Finding.warning(file, decision, code, said)
                                : Finding.error(file, decision, code, said))
                        .saying(detail));
            }
        }
        return findings;
    }

    /** The rows that a remark speaks of, by their ids; empty when it names none. */
    private static String rows(String said) {
        return ROW.matcher(said).results().map(MatchResult::group).distinct().collect(Collectors.joining(" "));
    }

    /** The values that a remark speaks of, column by column; "-" = whatever they are. */
    private static String values(String said) {
        return VALUES.matcher(said)
                .results()
                .map(found -> found.group(1).strip())
                .findFirst()
                .orElse("-");
    }

    /** The analysis speaks of row numbers, which move when a row is inserted. */
    private static String withRowIds(String message, DecisionTable table) {
        List<String> ids = table.getRule().stream().map(DMNElement::getId).toList();
        return NUMBERS.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + Pattern.compile(", ?")
                                .splitAsStream(found.group(2))
                                .map(Integer::parseInt)
                                .map(each -> each >= 1 && each <= ids.size() ? ids.get(each - 1) : String.valueOf(each))
                                .collect(Collectors.joining(" "))));
    }
}
