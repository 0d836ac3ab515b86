package gridwork.cases;

import gridwork.facts.Fact;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.street.AreaId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often the rules of any release want subjects checked on site; asks only, plans nothing. */
public interface CheckIntervals {
    /** The rule sets whose results say how often, each with those that are asked besides. */
    Map<String, Set<String>> ruleSets();

    /** @param seen what is known of the subject on the day */
    Wanted wanted(Release release, String ruleSet, Evaluation answer, List<Fact> seen, LocalDate day);

    /** @param until the last day for which this answer says the same */
    record Wanted(LocalDate until, List<Every> every) {
        public static final Wanted NOTHING = new Wanted(LocalDate.MAX, List.of());
    }

    /** One check of a department in so many days. */
    record Every(String matter, AreaId department, int days) {}
}
