package gridwork.policy.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a backtest. {@code gridwork backtest --json} prints it as it is here: each record an object with these names,
 * days as {@code 2025-03-31}, moments as ISO 8601 in UTC. Everywhere {@code old} is the release in force and {@code now}
 * the draft, and a day counts by how it ended.
 *
 * @param from first day
 * @param to last day
 * @param knownUntil nothing that became known later counts
 * @param release number of the release that the draft is compared with, on every day of the stretch
 * @param scope the words that were asked for; empty = the whole street
 * @param changed ids of the rule sets whose files differ
 * @param tried ids of the rule sets that were tried: those that may answer otherwise, or those asked for
 * @param untried ids of changed rule sets that only processes ask in the middle of a case, and of patterns: of these nothing
 *     is said
 * @param subjects how many were in scope
 * @param standing by rule set how subjects stood
 * @param answers by rule set how single facts and occasions were answered
 * @param checks by matter and department how many checks on site the intervals ask for
 * @param cases by matter and ISO week how many answers ask for a case
 * @param warnings by rule set, item and ISO week how often it came up anew
 * @param notes codes of what is not counted or to be known when reading; sentences {@code policy.backtest.note.<code>}
 */
public record Backtested(
        LocalDate from,
        LocalDate to,
        Instant knownUntil,
        int release,
        List<String> scope,
        List<String> changed,
        List<String> tried,
        List<String> untried,
        long subjects,
        List<Effect> standing,
        List<Answers> answers,
        List<Checks> checks,
        List<CasesAsked> cases,
        List<Warned> warnings,
        List<String> notes,
        Took took) {
    /**
     * One rule set.
     *
     * @param subjects how many took part on some day
     * @param differing how many of them stood otherwise on some day
     * @param days on how many days, of all subjects together
     * @param atEnd on the last day
     * @param months each at its last day within the stretch
     * @param items where several answers may hold at once
     * @param most those that stood otherwise on the most days; at most {@link #MOST}
     */
    public record Effect(
            String ruleSet,
            long subjects,
            long differing,
            long days,
            List<Flow> atEnd,
            List<Month> months,
            List<ItemEffect> items,
            List<Differing> most) {
        public static final int MOST = 100;

        /** How many stand otherwise on the last day, by their result. */
        public long differingAtEnd() {
            return atEnd.stream()
                    .filter(each -> !each.old().equals(each.now()))
                    .mapToLong(Flow::number)
                    .sum();
        }
    }

    /** From which result to which; {@code old} equals {@code now} for those that stay. */
    public record Flow(String old, String now, long number) {}

    /** @param month {@code 2025-03} */
    public record Month(String month, LocalDate day, List<Flow> flows) {}

    /**
     * @param old how many subjects it holds of on the last day
     * @param gained of how many it holds only by the draft, on the last day
     */
    public record ItemEffect(String item, long old, long now, long gained, long lost) {}

    /**
     * A subject that stood otherwise.
     *
     * @param subject {@code kind/code}
     * @param area the id of its grid; null = nobody knows
     * @param days on how many days
     * @param stretches the first {@link #STRETCHES}
     */
    public record Differing(
            String ruleSet,
            String subject,
            String name,
            @Nullable String area,
            long days,
            List<Stretch> stretches) {
        public static final int STRETCHES = 20;
    }

    /** Days on end with the same two results, both ends included. */
    public record Stretch(LocalDate from, LocalDate to, Side old, Side now) {}

    /**
     * @param rows ids of the rows that matched at the beginning of the stretch
     * @param held where several answers may hold at once: those that did
     */
    public record Side(String result, List<String> rows, List<String> held) {}

    /**
     * @param asked how many facts, or occasions where a rule set waits for another one's result
     * @param differing how many of the facts were answered otherwise, in the result or in what it says besides; occasions
     *     are not the same on both sides and are only counted
     * @param flows of facts
     */
    public record Answers(
            String ruleSet, long asked, long differing, List<Flow> flows, long occasionsOld, long occasionsNow) {}

    /** Checks on site that the intervals ask for over the stretch, each day as its part of an interval; no hours are known. */
    public record Checks(String matter, String department, double old, double now) {}

    /** @param department the lead of the matter; empty = the catalogue does not know it */
    public record CasesAsked(String matter, String department, String week, long old, long now) {}

    public record Warned(String ruleSet, String item, String week, long old, long now) {}

    /**
     * @param decisions how often the rules were asked
     * @param facts read
     * @param reading seconds of reading
     * @param evaluating seconds of asking the rules, on all cores together as long as they took
     * @param counting seconds of adding up
     */
    public record Took(long decisions, long facts, double reading, double evaluating, double counting) {}
}
