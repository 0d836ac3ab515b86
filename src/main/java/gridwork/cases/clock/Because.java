package gridwork.cases.clock;

/**
 * Who said that a clock runs, and how long.
 *
 * @param ruleSet the id of a rule set, or {@link #CATALOGUE}
 * @param row the id of its row, or of the matter
 */
public record Because(String ruleSet, String row) {
    public static final String CATALOGUE = "catalogue";
}
