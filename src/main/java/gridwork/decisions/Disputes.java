package gridwork.decisions;

import gridwork.facts.FactId;
import gridwork.facts.SubjectId;
import java.util.Collection;
import java.util.Set;

/** What of a subject is under review (复核中): told by whoever carries appeals, shown wherever a result is. */
public interface Disputes {
    Disputed of(SubjectId subject);

    /** Those of some of which anything is under review; one query for a page of them. */
    Set<SubjectId> among(Collection<SubjectId> some);

    /**
     * @param ruleSets whose result is disputed itself
     * @param facts that are disputed, so that every result that counts one of them is
     */
    record Disputed(Set<String> ruleSets, Set<FactId> facts) {
        public boolean touches(Explanation result) {
            return ruleSets.contains(result.ruleSet().id())
                    || result.facts().stream().anyMatch(each -> facts.contains(each.id()));
        }

        public boolean any() {
            return !ruleSets.isEmpty() || !facts.isEmpty();
        }
    }
}
