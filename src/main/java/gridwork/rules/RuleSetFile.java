package gridwork.rules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import gridwork.platform.Label;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code rule-set.yaml} as written; its shape is {@code schema/rule-set.schema.json}. */
record RuleSetFile(
        String id,
        Label title,
        Label question,
        String owner,
        @Nullable String subject,
        @Nullable Each each,
        @Nullable AskedWhen askedWhen,
        String model,
        Map<String, String> rows,
        Result result,
        List<Value> palette,
        @Nullable List<ItemLine> items,
        @Nullable Parameters parameters,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<Severity> severity,

        @Nullable Verdicts verdicts,
        @Nullable List<Line> measures,
        @Nullable List<Holds> holds,
        @Nullable Map<String, String> spellings,
        @Nullable List<Given> given,
        @Nullable List<Output> outputs,
        @Nullable List<WhatIf> whatIf,
        @Nullable Fresh fresh) {

    /** Every fact of these kinds is answered once, on its own. */
    record Each(List<String> kinds) {}

    /**
     * @param many several rows may hold at once
     * @param en where every row is an answer of its own: the column with its English name
     */
    record Result(
            String decision,
            String output,
            @Nullable Boolean many,
            @Nullable String en) {}

    /**
     * An answer that may hold beside others.
     *
     * @param subject the kind of subject that it is about, where that is not the rule set's
     * @param when a parameter; while it is 0, nobody asks
     * @param cause measures: what they counted last tells one occasion from another
     */
    record ItemLine(
            String id,
            String value,
            Label label,
            @Nullable String subject,
            @Nullable String when,
            @Nullable List<String> cause) {
        List<String> causes() {
            return cause == null ? List.of() : cause;
        }
    }

    record Value(String id, String value, Label label, String tone) {}

    record Parameters(String decision, @Nullable String date, String name, String number) {}

    record Severity(
            String decision, String kind, String input, Map<String, String> levels, Map<String, String> categories) {}

    /**
     * What people said of findings: a kind of fact whose property {@code about} holds the id of the finding, and the
     * categories that confirm it. Every other category rejects it.
     */
    record Verdicts(String kind, String about, Set<String> confirms) {}

    /**
     * A measure; {@code window}, {@code when}, {@code months} and {@code grace} name parameters.
     *
     * @param property of the payload, or {@code category}: what is read instead of the amount
     * @param values how the tables write the words that the property may hold
     * @param months so many whole months
     * @param grace the days that the reports of a month may take
     * @param yearsBack the same months so many years before
     */
    record Line(
            String name,
            @Nullable String en,
            Kind measure,
            Selection of,
            @Nullable Selection since,
            @Nullable String window,
            @Nullable String when,
            @Nullable Points points,
            @Nullable BigDecimal absent,
            @Nullable String property,
            @Nullable Map<String, String> values,
            @Nullable String months,
            @Nullable String grace,
            @Nullable Integer yearsBack) {
        int back() {
            return yearsBack == null ? 0 : yearsBack;
        }
    }

    /** The number of answers that another rule set, in which several may hold, finds from the same facts. */
    record Holds(String name, @Nullable String en, String ruleSet) {}

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
        SCORE,
        @JsonProperty("changed")
        CHANGED
    }

    record Selection(
            String kind,
            @Nullable Set<String> category,
            @Nullable Boolean sameCategory,
            @Nullable String severity,
            @Nullable Bound amount,
            @Nullable Bound confidence) {}

    /** Each a number or the name of a parameter. */
    record Bound(
            @Nullable String equals,
            @Nullable String atLeast,
            @Nullable String atMost) {}

    /**
     * A table from a fact to its points. {@code input}, {@code severity}, {@code age} and {@code amount} name the
     * columns that its category, its severity, its age in days and its amount stand in.
     *
     * @param cap a parameter: the most that all facts within the window make together
     * @param monthCap a parameter: the most that the facts of one calendar month make
     */
    record Points(
            String decision,
            @Nullable String input,
            @Nullable Map<String, String> categories,
            @Nullable String severity,
            @Nullable String age,
            @Nullable String amount,
            @Nullable String cap,
            @Nullable String monthCap) {
        List<String> inputs() {
            return Stream.of(input, severity, age, amount)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /**
     * @param otherwise how the tables write whatever {@code values} does not name; nothing = it is missing
     * @param absent the id or number that stands for nothing; without it nothing is missing and the result unknown
     */
    record Given(
            String id,
            String name,
            @Nullable String en,
            String type,
            @Nullable Map<String, String> values,
            @Nullable String otherwise,
            @Nullable From from,
            @Nullable Object absent) {}

    /** Who says it; one of the first four. {@code output} is another rule set's output by its id, else its result. */
    record From(
            @Nullable FactPart fact,
            @Nullable String payload,
            @Nullable CalendarPart calendar,
            @Nullable String ruleSet,
            @Nullable String output) {
        boolean isElsewhere() {
            return calendar != null || ruleSet != null;
        }
    }

    enum FactPart {
        @JsonProperty("category")
        CATEGORY,
        @JsonProperty("amount")
        AMOUNT,
        @JsonProperty("confidence")
        CONFIDENCE,
        @JsonProperty("source")
        SOURCE,
        @JsonProperty("subject-kind")
        SUBJECT_KIND,
        @JsonProperty("day")
        DAY,
        @JsonProperty("hour")
        HOUR
    }

    enum CalendarPart {
        @JsonProperty("working-day")
        WORKING_DAY
    }

    /**
     * @param names what the ids of its values are ids of: {@link ProcessNames#PROCESS}; null = words of its own
     * @param atLeast no row may say a smaller number, whether itself or by a parameter
     */
    record Output(
            String id,
            String name,
            @Nullable String en,
            String type,
            @Nullable Map<String, String> values,
            @Nullable String names,
            @Nullable String parts,
            @Nullable Boolean optional,
            @Nullable BigDecimal atLeast,
            @Nullable Boolean headline) {}

    /** @param most up to so many of the same are tried; nothing = one */
    record WhatIf(
            String kind,
            @Nullable List<String> categories,
            @Nullable BigDecimal amount,
            @Nullable Integer most) {}

    /**
     * What must be how new.
     *
     * @param ruleSet the one that is asked, by kind and source, how old a fact may be
     * @param knownOnly what was never there is not asked about: it is missing, and says so itself
     * @param any one of these is enough
     * @param all each of these is needed
     */
    record Fresh(
            String ruleSet,
            @Nullable Boolean knownOnly,
            @Nullable List<Selection> any,
            @Nullable List<Selection> all) {
        boolean isKnownOnly() {
            return Boolean.TRUE.equals(knownOnly);
        }

        boolean isAny() {
            return any != null;
        }

        List<Selection> selections() {
            return any != null ? any : Objects.requireNonNullElse(all, List.of());
        }
    }

    /** Whether it answers single facts or occasions, so that nothing stands. */
    boolean answers() {
        return each != null || askedWhen != null;
    }

    boolean many() {
        return Boolean.TRUE.equals(result.many());
    }

    List<ItemLine> itemLines() {
        return items == null ? List.of() : items;
    }

    List<Holds> holdsLines() {
        return holds == null ? List.of() : holds;
    }

    List<Line> measureLines() {
        return measures == null ? List.of() : measures;
    }

    List<Severity> severities() {
        return severity == null ? List.of() : severity;
    }

    Optional<Severity> severityOf(String kind) {
        return severities().stream().filter(each -> each.kind().equals(kind)).findFirst();
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
