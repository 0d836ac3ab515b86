package gridwork.cases.ledger;

import gridwork.facts.SubjectId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that come too many at a time (多头、重复、频繁检查), as the rules put it.
 *
 * @param on the visit that made it so, the latest of the year
 * @param times how often in the year
 * @param number of departments or visits; of a repeated check the days since the last
 * @param days within how many
 * @param department that came again; null = several
 */
public record Warning(
        Kind kind,
        LocalDate on,
        int times,
        int number,
        int days,
        @Nullable String department) {
    public enum Kind {
        /** Several departments, each by itself. */
        MULTIPLE,
        /** The same department again. */
        REPEATED,
        /** Many visits, whoever comes. */
        FREQUENT
    }

    private static final Set<String> NOBODY_SAID = Set.of("");

    private record Visit(String id, LocalDate on, Set<String> departments) {}

    /** Of a year; what came before counts as far as the windows reach back. What does not count against a quota does not count here. */
    static List<Warning> of(List<OnSiteCheck> checks, CountingRules.Windows windows, int year) {
        List<Visit> visits = visits(checks);
        List<Warning> all = new ArrayList<>();
        latest(all, visits, year, each -> multiple(each, visits, windows));
        latest(all, visits, year, each -> repeated(each, visits, windows));
        latest(all, visits, year, each -> frequent(each, visits, windows));
        return all;
    }

    /** Those to which a visit on a day led, planned ones before it included. */
    static List<Warning> at(List<OnSiteCheck> checks, CountingRules.Windows windows, LocalDate day) {
        List<Visit> visits = visits(checks);
        List<Warning> all = new ArrayList<>();
        visits.stream().filter(each -> each.on().equals(day)).forEach(each -> {
            multiple(each, visits, windows).ifPresent(all::add);
            repeated(each, visits, windows).ifPresent(all::add);
            frequent(each, visits, windows).ifPresent(all::add);
        });
        Map<Kind, Warning> once = new LinkedHashMap<>();
        all.forEach(each -> once.putIfAbsent(each.kind(), each));
        return List.copyOf(once.values());
    }

    /** By subject. */
    static Map<SubjectId, List<OnSiteCheck>> bySubject(List<OnSiteCheck> all) {
        return all.stream().collect(Collectors.groupingBy(OnSiteCheck::subject));
    }

    private static List<Visit> visits(List<OnSiteCheck> checks) {
        Map<String, List<OnSiteCheck>> together = new LinkedHashMap<>();
        checks.stream()
                .filter(each -> !each.counts().counting().equals(OnSiteCheck.Counts.NONE))
                .forEach(each -> together.computeIfAbsent(each.visit(), none -> new ArrayList<>())
                        .add(each));
        return together.entrySet().stream()
                .map(each -> visit(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Visit::on))
                .toList();
    }

    private static Visit visit(String id, List<OnSiteCheck> its) {
        return new Visit(
                id,
                its.stream().map(OnSiteCheck::on).min(Comparator.naturalOrder()).orElseThrow(),
                its.stream().map(OnSiteCheck::department).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static void latest(
            List<Warning> all, List<Visit> visits, int year, Function<Visit, Optional<Warning>> looked) {
        List<Warning> found = visits.stream()
                .filter(each -> each.on().getYear() == year)
                .flatMap(each -> looked.apply(each).stream())
                .toList();
        if (!found.isEmpty()) {
            Warning last = found.get(found.size() - 1);
            all.add(new Warning(last.kind, last.on, found.size(), last.number, last.days, last.department));
        }
    }

    private static List<Visit> within(List<Visit> visits, Visit last, int days) {
        LocalDate after = last.on().minusDays(days);
        return visits.stream()
                .filter(each -> each.on().isAfter(after) && !each.on().isAfter(last.on()))
                .toList();
    }

    /** Those who come together are one. */
    private static Optional<Warning> multiple(Visit visit, List<Visit> visits, CountingRules.Windows windows) {
        if (windows.multipleDays() == null || windows.multipleDepartments() == null) {
            return Optional.empty();
        }
        Set<Set<String>> heads = new HashSet<>();
        within(visits, visit, windows.multipleDays()).stream()
                .map(Visit::departments)
                .filter(each -> !each.equals(NOBODY_SAID))
                .forEach(heads::add);
        return heads.size() < windows.multipleDepartments()
                ? Optional.empty()
                : Optional.of(new Warning(Kind.MULTIPLE, visit.on(), 1, heads.size(), windows.multipleDays(), null));
    }

    private static Optional<Warning> repeated(Visit visit, List<Visit> visits, CountingRules.Windows windows) {
        if (windows.repeatedDays() == null) {
            return Optional.empty();
        }
        List<Visit> before = within(visits, visit, windows.repeatedDays()).stream()
                .filter(each -> !each.id().equals(visit.id()))
                .toList();
        return visit.departments().stream()
                .filter(each -> !each.isEmpty())
                .filter(each -> before.stream()
                        .anyMatch(earlier -> earlier.departments().contains(each)))
                .findFirst()
                .map(each -> new Warning(
                        Kind.REPEATED, visit.on(), 1, 2, Objects.requireNonNull(windows.repeatedDays()), each));
    }

    private static Optional<Warning> frequent(Visit visit, List<Visit> visits, CountingRules.Windows windows) {
        if (windows.frequentDays() == null || windows.frequentVisits() == null) {
            return Optional.empty();
        }
        int number = within(visits, visit, windows.frequentDays()).size();
        return number < windows.frequentVisits()
                ? Optional.empty()
                : Optional.of(new Warning(Kind.FREQUENT, visit.on(), 1, number, windows.frequentDays(), null));
    }
}
