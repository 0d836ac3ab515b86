package gridwork.cases.clock;

/**
 * Who said that a clock runs, and how long.
 *
 * @param ruleSet the id of a rule set, {@link #CATALOGUE} or {@link #DAY}
 * @param row the id of its row, or of the matter; of a day, why it is that one: {@code cases.clock.day.*} in the message catalogue
 */
public record Because(String ruleSet, String row) {
    public static final String CATALOGUE = "catalogue";

    /** It lasts until the end of a day that was fixed otherwise. */
    public static final String DAY = "day";

    public boolean isDay() {
        return ruleSet.equals(DAY);
    }
}
