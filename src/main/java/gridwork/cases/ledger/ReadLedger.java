package gridwork.cases.ledger;

import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectSelection;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger as people read it. */
@Component
public class ReadLedger {
    private final StoredLedger ledger;
    private final CountingRules rules;
    private final CaseReaders readers;
    private final Matters matters;
    private final Areas areas;
    private final Officers officers;
    private final StreetClock clock;

    ReadLedger(
            StoredLedger ledger,
            CountingRules rules,
            CaseReaders readers,
            Matters matters,
            Areas areas,
            Officers officers,
            StreetClock clock) {
        this.ledger = ledger;
        this.rules = rules;
        this.readers = readers;
        this.matters = matters;
        this.areas = areas;
        this.officers = officers;
        this.clock = clock;
    }

    /**
     * A subject's year.
     *
     * @param years the latest first, of which there is anything; the asked one is among them
     * @param visits how many times somebody came or will come; those who come together come once
     */
    public record Year(
            int year, List<Integer> years, int visits, List<Department> departments, List<Warned> warnings) {}

    /** @param checks the latest first */
    public record Department(String name, List<Tally> tallies, List<Line> checks) {}

    /**
     * What is counted together.
     *
     * @param what all that counts, or a kind of check that counts by itself or not at all
     * @param counting see {@code inspection-quota}
     * @param quota how many there may be in a year; null = no limit is said, or it does not count
     */
    public record Tally(
            Label what,
            String counting,
            int done,
            int planned,
            @Nullable Integer quota) {
        public boolean over() {
            return quota != null && done + planned > quota;
        }

        public boolean full() {
            return quota != null && done + planned == quota;
        }
    }

    /**
     * @param basis of the matter; empty where it is not known by whom it was ordered
     * @param rowBasis why the rules count it so
     * @param together how many departments come on this visit
     * @param readable whether the reader may open its case
     */
    public record Line(
            OnSiteCheck check,
            Label kind,
            Label counting,
            @Nullable Label matter,
            List<Label> basis,
            String rowBasis,
            int together,
            boolean readable,
            @Nullable Allowed allowed) {}

    /** Who let it go over the quota. */
    public record Allowed(String by, String reason, ZonedDateTime at) {}

    /** @param department its name; null = several */
    public record Warned(Warning warning, @Nullable String department) {}

    public Year of(Subject subject, int year) {
        List<SubjectId> its = List.of(subject.id());
        CountingRules.Windows windows = rules.windows(subject.ref().kind(), endOf(year));
        List<OnSiteCheck> all =
                ledger.of(its, LocalDate.of(year, 1, 1).minusDays(windows.longest()), LocalDate.of(year, 12, 31));
        List<OnSiteCheck> inYear =
                all.stream().filter(each -> each.on().getYear() == year).toList();
        Set<Integer> years = new TreeSet<>(Comparator.reverseOrder());
        years.addAll(ledger.years(its));
        years.add(year);
        years.add(clock.today().getYear());
        return new Year(
                year, List.copyOf(years), visits(inYear), departments(inYear), warned(all, windows, year, names()));
    }

    private static int visits(Collection<OnSiteCheck> all) {
        return (int) all.stream().map(OnSiteCheck::visit).distinct().count();
    }

    private LocalDate endOf(int year) {
        LocalDate today = clock.today();
        return year == today.getYear() ? today : LocalDate.of(year, 12, 31);
    }

    private List<Department> departments(List<OnSiteCheck> checks) {
        Map<String, String> names = names();
        Map<String, String> allowing = allowing(checks);
        Map<CaseId, Boolean> known = readers.known(checks.stream()
                .flatMap(each -> Optional.ofNullable(each.caseId()).stream())
                .collect(Collectors.toSet()));
        Map<String, Long> together =
                checks.stream().collect(Collectors.groupingBy(OnSiteCheck::visit, Collectors.counting()));
        Map<String, List<OnSiteCheck>> by = new LinkedHashMap<>();
        checks.stream()
                .sorted(Comparator.comparing(OnSiteCheck::department))
                .forEach(each -> by.computeIfAbsent(each.department(), none -> new ArrayList<>())
                        .add(each));
        List<Department> all = new ArrayList<>();
        by.forEach((department, its) -> all.add(new Department(
                names.getOrDefault(department, department),
                tallies(its),
                its.stream()
                        .map(each -> line(
                                each,
                                allowing,
                                together.getOrDefault(each.visit(), 1L).intValue(),
                                each.caseId() != null && known.getOrDefault(each.caseId(), false)))
                        .toList())));
        return all;
    }

    private List<Tally> tallies(List<OnSiteCheck> checks) {
        Map<String, List<OnSiteCheck>> by = new LinkedHashMap<>();
        checks.stream()
                .sorted(Comparator.comparing((OnSiteCheck each) -> each.counts().counting())
                        .thenComparing(OnSiteCheck::tally))
                .forEach(each -> by.computeIfAbsent(each.tally(), none -> new ArrayList<>())
                        .add(each));
        return by.values().stream().map(this::tally).toList();
    }

    private Tally tally(List<OnSiteCheck> its) {
        OnSiteCheck.Counts counts = its.get(0).counts();
        int done = (int) its.stream()
                .filter(each -> each.state() == OnSiteCheck.State.DONE)
                .count();
        return new Tally(
                counts.counting().equals(OnSiteCheck.Counts.OWN)
                        ? rules.check(its.get(0).check())
                        : rules.counting(counts.counting()),
                counts.counting(),
                done,
                its.size() - done,
                counts.counting().equals(OnSiteCheck.Counts.NONE)
                        ? null
                        : its.stream()
                                .map(each -> each.counts().quota())
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null));
    }

    /** The names of those who let some go over a quota; nobody is looked for where nobody did. */
    private Map<String, String> allowing(List<OnSiteCheck> checks) {
        return checks.stream().allMatch(each -> each.over() == null)
                ? Map.of()
                : officers.all().stream()
                        .collect(Collectors.toMap(each -> each.id().value(), Officer::name));
    }

    private Line line(OnSiteCheck check, Map<String, String> allowing, int together, boolean readable) {
        Optional<Matter> matter = Optional.ofNullable(check.matter()).flatMap(matters::find);
        OnSiteCheck.Over over = check.over();
        return new Line(
                check,
                rules.check(check.check()),
                rules.counting(check.counts().counting()),
                matter.map(Matter::title).orElse(null),
                matter.map(Matter::basis).orElse(List.of()),
                rules.basis(check.counts().row()),
                together,
                readable,
                over == null
                        ? null
                        : new Allowed(
                                allowing.getOrDefault(over.by(), over.by()),
                                over.reason(),
                                over.at().atZone(clock.zone())));
    }

    private static List<Warned> warned(
            List<OnSiteCheck> all, CountingRules.Windows windows, int year, Map<String, String> names) {
        return Warning.of(all, windows, year).stream()
                .map(each -> new Warned(
                        each,
                        each.department() == null ? null : names.getOrDefault(each.department(), each.department())))
                .toList();
    }

    private Map<String, String> names() {
        return areas.all().stream()
                .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                .collect(Collectors.toMap(each -> each.id().value(), Area::name));
    }

    /** What a department is called. */
    public String name(String department) {
        return areas.all().stream()
                .filter(each -> each.id().equals(new AreaId(department)))
                .map(Area::name)
                .findFirst()
                .orElse(department);
    }

    /** Of many subjects: their numbers by department and their warnings, without the single checks. */
    public record Row(Subject subject, int visits, List<Numbers> departments, List<Warned> warnings) {}

    public record Numbers(String department, Tally tally) {}

    /** Of a page of subjects; one query. */
    public List<Row> rows(List<Subject> subjects, int year) {
        Map<String, CountingRules.Windows> windows = new HashMap<>();
        subjects.forEach(each -> windows.computeIfAbsent(each.ref().kind(), kind -> rules.windows(kind, endOf(year))));
        int longest = windows.values().stream()
                .mapToInt(CountingRules.Windows::longest)
                .max()
                .orElse(0);
        Map<SubjectId, List<OnSiteCheck>> all = Warning.bySubject(ledger.of(
                subjects.stream().map(Subject::id).toList(),
                LocalDate.of(year, 1, 1).minusDays(longest),
                LocalDate.of(year, 12, 31)));
        Map<String, String> names = names();
        return subjects.stream()
                .map(each -> row(
                        each,
                        all.getOrDefault(each.id(), List.of()),
                        Objects.requireNonNull(windows.get(each.ref().kind())),
                        year,
                        names))
                .toList();
    }

    private Row row(
            Subject subject,
            List<OnSiteCheck> all,
            CountingRules.Windows windows,
            int year,
            Map<String, String> names) {
        List<OnSiteCheck> inYear =
                all.stream().filter(each -> each.on().getYear() == year).toList();
        List<Numbers> numbers = new ArrayList<>();
        inYear.stream()
                .collect(Collectors.groupingBy(OnSiteCheck::department, java.util.TreeMap::new, Collectors.toList()))
                .forEach((department, its) -> tallies(its)
                        .forEach(each -> numbers.add(new Numbers(names.getOrDefault(department, department), each))));
        return new Row(subject, visits(inYear), numbers, warned(all, windows, year, names));
    }

    /** The departments of which a year has anything: id and name. */
    public Map<String, String> departments(int year) {
        Map<String, String> names = names();
        Map<String, String> all = new LinkedHashMap<>();
        ledger.departments(year).stream()
                .filter(each -> !each.isEmpty())
                .forEach(each -> all.put(each, names.getOrDefault(each, each)));
        return all;
    }

    /**
     * The subjects that a year's ledger has.
     *
     * @param department null = whoever checked them
     * @param only {@code over} or {@code frequent}; else all
     * @param kind of subject, by which the rules say what is frequent; null = all, of which none is called so
     */
    public SubjectSelection during(
            int year, @Nullable String department, @Nullable String only, @Nullable String kind) {
        if ("frequent".equals(only)) {
            CountingRules.Windows windows = rules.windows(Objects.requireNonNullElse(kind, ""), endOf(year));
            return StoredLedger.frequent(year, department, windows.frequentVisits(), windows.frequentDays());
        }
        return StoredLedger.during(year, department, "over".equals(only));
    }
}
