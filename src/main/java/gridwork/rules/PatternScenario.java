package gridwork.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts of several subjects, to the second and the place, and what they mean together: <em>given … finds … because</em>.
 * Its shape is {@code schema/pattern-scenarios.schema.json}.
 */
record PatternScenario(String name, @Nullable Map<String, BigDecimal> parameters, Given given, List<Expected> finds) {

    /**
     * @param subjects by the word that the facts use, where they stand; beside those of the file
     * @param with facts of the file
     */
    record Given(
            @Nullable Map<String, GivenSubject> subjects,
            @Nullable List<String> with,
            List<GivenFact> facts) {}

    record GivenSubject(String kind, @Nullable List<Double> place) {}

    /**
     * @param fact what the scenario calls it
     * @param of the subject's word
     * @param at local time, {@code 2025-03-01T22:10:05}
     * @param place latitude and longitude; nothing = where its subject stands
     * @param voided corrected or voided: the rules do not see it
     */
    record GivenFact(
            String fact,
            String kind,
            String of,
            String at,
            @Nullable String category,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal confidence,
            @Nullable List<Double> place,
            @Nullable Map<String, Object> payload,
            @Nullable Boolean voided) {}

    /** @param evidence by the facts' names; because = rules, and rows of parameters only where the scenario is about them */
    record Expected(
            String pattern,
            String about,
            List<String> evidence,
            @Nullable Map<String, Object> values,
            List<String> because) {}

    /** @param facts that several scenarios share */
    record File(
            Map<String, GivenSubject> subjects, @Nullable List<GivenFact> facts, List<PatternScenario> scenarios) {}
}
