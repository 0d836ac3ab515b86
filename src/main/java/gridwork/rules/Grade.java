package gridwork.rules;

import gridwork.platform.Label;

/**
 * One result of a palette (等次).
 *
 * @param rank 0 = the best
 * @param tone how pages and prints show it, one of the design tokens: {@code white yellow red green grey}
 */
public record Grade(String id, Label label, int rank, String tone) {
    public static final Grade UNKNOWN = new Grade(RuleSet.UNKNOWN, new Label("未知", "Unknown"), -1, "grey");
}
