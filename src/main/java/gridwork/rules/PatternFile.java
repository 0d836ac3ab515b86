package gridwork.rules;

import gridwork.platform.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code rule-set.yaml} of patterns as written; its shape is {@code schema/pattern-set.schema.json}. */
record PatternFile(
        String id,
        Label title,
        Label question,
        String owner,
        String program,
        String prefix,
        String model,
        Map<String, String> rows,
        Parameters parameters,
        List<RuleSetFile.Value> palette,
        String locate,
        List<Read> reads) {

    record Parameters(String decision, @Nullable String date, String name, String number, String unit) {}

    /** {@code span}, {@code within} and {@code lasts} name parameters. */
    record Read(
            Set<String> kinds,
            String span,
            @Nullable String within,
            @Nullable String of,
            @Nullable Set<String> lasting,
            @Nullable String lasts) {
        Set<String> lastingKinds() {
            return lasting == null ? Set.of() : lasting;
        }
    }
}
