package gridwork.rules;

/**
 * A scalar that neither the facts nor the tables of a rule set say.
 *
 * @param given its id
 * @param ruleSet the rule set that answers it about the same subject and fact; empty = {@code true} on a working day
 * @param output one of that rule set's outputs by its id; empty = its result
 */
public record Elsewhere(String given, String ruleSet, String output) {
    public boolean isWorkingDay() {
        return ruleSet.isEmpty();
    }
}
