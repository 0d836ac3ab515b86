package gridwork.cases.procedure;

import gridwork.platform.Label;
import gridwork.rules.Evaluation;
import gridwork.rules.RuleSet;
import gridwork.street.Area;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process folder says beside its diagram.
 *
 * @param process the folder under {@code bpmn/}
 * @param matter in the matter catalogue
 * @param steps null = it has no levels
 * @param values the names that its diagram reads, each with what it is
 * @param forms by name
 */
public record Procedure(
        String process,
        String matter,
        List<Opens> opens,
        @Nullable Steps steps,
        Map<String, Kind> values,
        Map<String, Form> forms) {
    public Procedure {
        opens = opens == null ? List.of() : opens;
        values = values == null ? Map.of() : values;
        forms = forms == null ? Map.of() : forms;
    }

    public enum Kind {
        /** Absent is false. */
        FLAG,
        /** Absent is empty. */
        WORD,
        WORDS
    }

    /**
     * Which answers of a rule set open a case.
     *
     * @param when by output: one of these
     * @param unknown whether a report that nobody can answer opens one too, so that a person looks
     * @param keeps the outputs that the case needs
     * @param same what says that several reports are of the same matter: they become one case; null = nothing does
     * @param neverWaits results that open whatever the limit of the day
     */
    public record Opens(
            String ruleSet,
            Map<String, Set<String>> when,
            boolean unknown,
            List<String> keeps,
            @Nullable Same same,
            Set<String> neverWaits) {
        public boolean opens(Evaluation answer) {
            if (answer.result().equals(RuleSet.UNKNOWN)) {
                return unknown;
            }
            return when.entrySet().stream()
                    .allMatch(each -> each.getValue()
                            .contains(String.valueOf(answer.values().get(each.getKey()))));
        }
    }

    public record Same(String ruleSet, String result) {}

    /**
     * How a case goes from level to level.
     *
     * @param next the rule set that says which is next
     * @param clocks the one that says how long a level has
     * @param departments the one that says which department is in charge
     */
    public record Steps(
            String next, String clocks, String departments, Otherwise otherwise, Map<String, Level> levels) {}

    /** Where the rules give no answer: who looks, and how urgent it is taken for. */
    public record Otherwise(String level, String grade) {}

    /** @param roles the first that somebody holds there */
    public record Level(List<String> roles, Set<Area.Kind> in, Label title) {}

    /**
     * @param sets which of its fields the diagram reads
     * @param answers which of its fields whoever reported it may read; null = none
     */
    public record Form(List<String> sets, @Nullable String answers) {}
}
