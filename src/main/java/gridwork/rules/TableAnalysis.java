package gridwork.rules;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNMessageType;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidatorFactory;

/** Gaps, overlaps and rows that never count. Only for files that the lint let through. */
final class TableAnalysis {
    private static final Map<DMNMessageType, String> CODES = Map.of(
            DMNMessageType.DECISION_TABLE_GAP, "table-gap",
            DMNMessageType.DECISION_TABLE_OVERLAP_HITPOLICY_UNIQUE, "table-overlap",
            DMNMessageType.DECISION_TABLE_OVERLAP_HITPOLICY_ANY, "table-overlap",
            DMNMessageType.DECISION_TABLE_MASKED_RULE, "table-masked",
            DMNMessageType.DECISION_TABLE_MISLEADING_RULE, "table-masked",
            DMNMessageType.DECISION_TABLE_SUBSUMPTION_RULE, "table-redundant",
            DMNMessageType.DECISION_TABLE_ANALYSIS_ERROR, "table-unanalysed");

    private TableAnalysis() {}

    static List<Finding> check(String file, byte[] dmn, Markup root) {
        DMNValidator validator = DMNValidatorFactory.newValidator();
        Set<String> seen = new LinkedHashSet<>();
        var findings = new ArrayList<Finding>();
        for (DMNMessage message : validator.validate(
                new StringReader(new String(dmn, StandardCharsets.UTF_8)),
                DMNValidator.Validation.ANALYZE_DECISION_TABLE)) {
            String code = CODES.get(message.getMessageType());
            boolean error = message.getSeverity() == DMNMessage.Severity.ERROR;
            if (code == null && !error) {
                continue;
            }
            String at = place(root, message.getSourceId());
            String detail = message.getMessage();
            if (seen.add(code + at + detail)) {
                findings.add(
                        code == null
                                ? Finding.error(file, at, "table-wrong", detail)
                                : code.equals("table-redundant") || code.equals("table-unanalysed")
                                        ? Finding.warning(file, at, code, detail)
                                        : Finding.error(file, at, code, detail));
            }
        }
        return findings;
    }

    /** The decision that an element of a table belongs to. */
    private static String place(Markup root, @org.jspecify.annotations.Nullable String id) {
        return root.all("decision").stream()
                .filter(each -> each.everything()
                        .anyMatch(inside -> inside.get("id", "").equals(id)))
                .map(each -> each.get("name", ""))
                .findFirst()
                .orElse(id == null ? "" : id);
    }
}
