package gridwork.cases.plan;

import gridwork.cases.CheckIntervals;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.facts.Fact;
import gridwork.rules.Evaluation;
import gridwork.rules.Release;
import gridwork.street.Area;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sites by the periods of the check plan, others by the intervals that procedures name for merged checks. */
@Component
class RuledIntervals implements CheckIntervals {
    private final Procedures procedures;
    private final Matters matters;
    private final Areas areas;

    RuledIntervals(Procedures procedures, Matters matters, Areas areas) {
        this.procedures = procedures;
        this.matters = matters;
        this.areas = areas;
    }

    @Override
    public Map<String, Set<String>> ruleSets() {
        Map<String, Set<String>> all = new HashMap<>();
        all.put(Regimes.COLOUR, Set.of(Regimes.CHECK));
        procedures.all().stream()
                .flatMap(each -> each.merges().stream())
                .forEach(each -> all.putIfAbsent(each.interval().ruleSet(), Set.of()));
        return all;
    }

    @Override
    public Wanted wanted(Release release, String ruleSet, Evaluation answer, List<Fact> seen, LocalDate day) {
        if (ruleSet.equals(Regimes.COLOUR)) {
            return sites(release, answer.result(), day);
        }
        List<Every> every = new ArrayList<>();
        procedures.all().stream()
                .flatMap(each -> each.merges().stream())
                .filter(each -> each.interval().ruleSet().equals(ruleSet))
                .forEach(each -> every.addAll(merged(each, answer, seen)));
        return new Wanted(LocalDate.MAX, every);
    }

    private Wanted sites(Release release, String colour, LocalDate day) {
        Optional<Matter> matter = matters.find(Planning.MATTER);
        Optional<Regimes.Regime> regime = new Regimes(release, day).of(colour, false);
        if (matter.isEmpty() || regime.isEmpty()) {
            return Wanted.NOTHING;
        }
        Period period = regime.get().period();
        int days = (int) ChronoUnit.DAYS.between(period.first(), period.last()) + 1;
        return new Wanted(
                period.last(), List.of(new Every(Planning.MATTER, matter.get().lead(), days)));
    }

    /** Of each department with items in the matter that ever checked. */
    private List<Every> merged(Procedure.Merges merges, Evaluation answer, List<Fact> seen) {
        Optional<Matter> matter = matters.find(merges.matter());
        if (matter.isEmpty() || !(answer.values().get(merges.interval().output()) instanceof Number days)) {
            return List.of();
        }
        return matter.get().checklist().departments().stream()
                .filter(each -> {
                    String name = areas.find(each).map(Area::name).orElse(each.value());
                    return seen.stream().anyMatch(fact -> merges.isCheckOf(fact, each, name));
                })
                .map(each -> new Every(merges.matter(), each, days.intValue()))
                .toList();
    }
}
