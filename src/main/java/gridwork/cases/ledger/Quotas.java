package gridwork.cases.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.facts.SubjectId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What would go over a department's quota (年度频次上限) if it were opened. */
@Component
public class Quotas {
    /** In a case's details: who let it go over a quota ({@code by}, {@code reason}, {@code at}). */
    public static final String OVER = "overQuota";

    private final StoredLedger ledger;
    private final GoingOnSite going;
    private final CountingRules rules;

    Quotas(StoredLedger ledger, GoingOnSite going, CountingRules rules) {
        this.ledger = ledger;
        this.going = going;
        this.rules = rules;
    }

    /**
     * A case that is to open.
     *
     * @param cause what brings it about, of which kind before its first slash
     * @param details what it will keep
     * @param on the day by which it will be done
     */
    public record Visit(SubjectId subject, String matter, String cause, JsonNode details, LocalDate on) {}

    /**
     * @param there how many there are already, planned ones included
     * @param row of the rules
     */
    public record Full(String department, int quota, int there, String row) {}

    /**
     * Those that would go over, each with the first department that has no more; a visit of several departments waits as a
     * whole. Within the locks of their subjects, so that two at once never take the last place both; one query a year.
     *
     * @param asked in the order in which they are to open: what an earlier one takes a later one finds taken
     */
    public Map<Visit, Full> over(Collection<Visit> asked) {
        Map<Integer, List<Visit>> years =
                asked.stream().collect(Collectors.groupingBy(each -> each.on().getYear()));
        Map<Visit, Full> over = new LinkedHashMap<>();
        CountingRules.Asked counting = rules.asked();
        years.forEach((year, visits) -> {
            Map<Visit, List<Place>> limited = new LinkedHashMap<>();
            for (Visit each : visits) {
                List<Place> places = places(each, counting);
                if (places.stream().anyMatch(Place::isLimited)) {
                    limited.put(each, places);
                }
            }
            Map<StoredLedger.Tallied, Integer> taken = new HashMap<>(
                    ledger.tally(limited.keySet().stream().map(Visit::subject).collect(Collectors.toSet()), year));
            limited.forEach((visit, places) -> places.stream()
                    .flatMap(each -> each.full(taken).stream())
                    .findFirst()
                    .ifPresentOrElse(
                            full -> over.put(visit, full),
                            () -> places.forEach(each -> taken.merge(each.tallied(), 1, Integer::sum))));
        });
        return over;
    }

    private record Place(StoredLedger.Tallied tallied, OnSiteCheck.Counts counts) {
        boolean isLimited() {
            return counts.quota() != null && !counts.counting().equals(OnSiteCheck.Counts.NONE);
        }

        Optional<Full> full(Map<StoredLedger.Tallied, Integer> taken) {
            int there = taken.getOrDefault(tallied, 0);
            return isLimited() && there >= Objects.requireNonNull(counts.quota())
                    ? Optional.of(new Full(tallied.department(), counts.quota(), there, counts.row()))
                    : Optional.empty();
        }
    }

    /** One for each department that goes; empty where nobody goes on site. */
    private List<Place> places(Visit visit, CountingRules.Asked counting) {
        return going.of(visit.matter())
                .map(how -> {
                    String check = how.check(visit.cause(), visit.details());
                    return how.departments(visit.details()).stream()
                            .map(each -> {
                                OnSiteCheck.Counts counts =
                                        counting.of(how.matter().subject(), each, check, visit.on());
                                return new Place(
                                        new StoredLedger.Tallied(visit.subject(), each, counts.tally(check)), counts);
                            })
                            .toList();
                })
                .orElse(List.of());
    }
}
