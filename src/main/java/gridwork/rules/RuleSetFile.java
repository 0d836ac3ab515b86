package gridwork.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import gridwork.platform.Label;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code rule-set.yaml} as written; its shape is {@code schema/rule-set.schema.json}. */
record RuleSetFile(
        String id,
        Label title,
        Label question,
        String owner,
        @Nullable String subject,
        String model,
        Map<String, String> rows,
        Result result,
        List<Value> palette,
        @Nullable Parameters parameters,
        @Nullable Severity severity,
        @Nullable List<Line> measures,
        @Nullable List<Given> given,
        @Nullable List<Output> outputs,
        @Nullable List<WhatIf> whatIf,
        @Nullable Fresh fresh) {

    record Result(String decision, String output) {}

    record Value(String id, String value, Label label, String tone) {}

    record Parameters(String decision, @Nullable String date, String name, String number) {}

    record Severity(
            String decision, String kind, String input, Map<String, String> levels, Map<String, String> categories) {}

    /** A measure; {@code window}, {@code when} and {@code cap} name parameters. */
    record Line(
            String name,
            @Nullable String en,
            Kind measure,
            Selection of,
            @Nullable Selection since,
            @Nullable String window,
            @Nullable String when,
            @Nullable Points points,
            @Nullable BigDecimal absent) {}

    enum Kind {
        @JsonProperty("count")
        COUNT,
        @JsonProperty("sum")
        SUM,
        @JsonProperty("latest")
        LATEST,
        @JsonProperty("previous")
        PREVIOUS,
        @JsonProperty("days-since")
        DAYS_SINCE,
        @JsonProperty("score")
        SCORE
    }

    record Selection(
            String kind,
            @Nullable Set<String> category,
            @Nullable String severity,
            @Nullable Bound amount,
            @Nullable Bound confidence) {}

    /** Each a number or the name of a parameter. */
    record Bound(
            @Nullable String equals,
            @Nullable String atLeast,
            @Nullable String atMost) {}

    /** A table from a fact's category to its points; {@code cap} names a parameter. */
    record Points(
            String decision,
            String input,
            Map<String, String> categories,
            @Nullable String cap) {}

    record Given(
            String id, String name, String type, @Nullable Map<String, String> values) {}

    /** @param atLeast no row may say a smaller number, whether itself or by a parameter */
    record Output(
            String id,
            String name,
            String type,
            @Nullable Map<String, String> values,
            @Nullable Boolean optional,
            @Nullable BigDecimal atLeast) {}

    record WhatIf(
            String kind,
            @Nullable List<String> categories,
            @Nullable BigDecimal amount) {}

    /** Facts of these kinds are old when the newest lies more days back than the parameter says. */
    record Fresh(List<String> kinds, String maxAge) {}

    List<Line> measureLines() {
        return measures == null ? List.of() : measures;
    }

    List<Given> givens() {
        return given == null ? List.of() : given;
    }

    List<Output> outputLines() {
        return outputs == null ? List.of() : outputs;
    }

    List<WhatIf> whatIfs() {
        return whatIf == null ? List.of() : whatIf;
    }
}
