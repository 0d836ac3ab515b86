package gridwork.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A situation, its result and its reason: <em>given … decides … because</em>. Its shape is
 * {@code schema/scenarios.schema.json}.
 *
 * @param holds where several answers may hold at once: exactly those that do; null = not compared
 * @param criteria by row, by column: the id of a {@link Met}
 * @param because the rows that must have matched. Rows of parameters are compared only where named: they always match.
 */
record Scenario(
        String name,
        LocalDate asOf,
        @Nullable Given given,
        @Nullable Map<String, BigDecimal> parameters,
        String decides,
        @Nullable List<String> holds,
        @Nullable List<String> undecided,
        @Nullable Map<String, Map<String, String>> criteria,
        @Nullable Map<String, Object> values,
        @Nullable Map<String, BigDecimal> measures,
        @Nullable String nextChange,
        @Nullable String freshness,
        List<String> because) {

    /** @param fact the one that is answered, where the rule set answers each fact of a kind; without one the occasion of {@code asked-when} */
    record Given(
            @Nullable GivenFact fact,
            @Nullable String subject,
            @Nullable List<GivenFact> facts,
            @Nullable Map<String, Object> scalars) {}

    /**
     * @param kind may stay away where only one is possible
     * @param on a date, or days relative to {@code as-of}; nothing = that day
     * @param at the time of day; nothing = noon
     * @param times that many of the same; nothing = one
     * @param voided corrected or voided: the store of facts no longer shows it, so the rules do not see it
     */
    record GivenFact(
            @Nullable String kind,
            @Nullable String category,
            @Nullable String on,
            @Nullable String at,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confidence,
            @Nullable String source,
            @Nullable Map<String, Object> payload,
            @Nullable Integer times,
            @Nullable Boolean voided) {}

    record File(List<Scenario> scenarios) {}

    LocalDate day(String text) {
        return text.matches("[+-]?\\d+") ? asOf.plusDays(Long.parseLong(text)) : LocalDate.parse(text);
    }
}
