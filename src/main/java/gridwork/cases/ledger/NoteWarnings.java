package gridwork.cases.ledger;

import gridwork.cases.CaseId;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.FactsRecorded;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A check that was one too many at a time is said as a fact, so that reviews count it and print the same again. */
@Component
class NoteWarnings {
    private static final String SOURCE = "gridwork-ledger";
    private static final String MILESTONE = "case-milestone";
    private static final String NO_MATTER = "inspection-ledger";
    private final StoredLedger ledger;
    private final CountingRules rules;
    private final Subjects subjects;
    private final Facts facts;
    private final StreetClock clock;

    NoteWarnings(StoredLedger ledger, CountingRules rules, Subjects subjects, Facts facts, StreetClock clock) {
        this.ledger = ledger;
        this.rules = rules;
        this.subjects = subjects;
        this.facts = facts;
        this.clock = clock;
    }

    /** Of checks that have just been told, of whomever they count for; three queries, whatever their number. */
    void note(List<Fact> checks) {
        LocalDate first = day(checks, Comparator.naturalOrder());
        LocalDate last = day(checks, Comparator.reverseOrder());
        Map<SubjectId, Subject> told =
                subjects.find(checks.stream().map(Fact::subject).collect(Collectors.toSet()));
        Map<SubjectId, Set<LocalDate>> days = checks.stream()
                .collect(Collectors.groupingBy(
                        each -> countsFor(Objects.requireNonNull(told.get(each.subject()))),
                        Collectors.mapping(Fact::occurredOn, Collectors.toSet())));
        List<Subject> about = List.copyOf(subjects.find(days.keySet()).values());
        Map<String, CountingRules.Windows> windows = windows(about, last);
        int longest = longest(windows);
        if (longest == 0) {
            return;
        }
        Map<SubjectId, List<OnSiteCheck>> all =
                Warning.bySubject(ledger.of(about.stream().map(Subject::id).toList(), first.minusDays(longest), last));
        List<NewFact> news = new ArrayList<>();
        for (Subject each : about) {
            List<OnSiteCheck> its = all.getOrDefault(each.id(), List.of());
            for (LocalDate day : Objects.requireNonNull(days.get(each.id()))) {
                Warning.at(its, Objects.requireNonNull(windows.get(each.ref().kind())), day)
                        .forEach(warning -> news.add(fact(each, its, warning)));
            }
        }
        if (!news.isEmpty()) {
            for (Recorded each : facts.record(news, Facts.How.NOW)) {
                if (each instanceof Recorded.Refused refused) {
                    throw new IllegalStateException("the ledger's own fact was refused: " + refused);
                }
            }
        }
    }

    /** Of checks that have just been voided: what was said because of them, and does not hold without them, is voided too. */
    void lookAgain(List<FactsRecorded.Touched> voided) {
        List<LocalDate> days = voided.stream()
                .map(each -> clock.dayOf(each.occurredAt()))
                .sorted()
                .toList();
        LocalDate first = days.get(0);
        Map<SubjectId, Subject> about = subjects.find(
                voided.stream().map(FactsRecorded.Touched::subject).collect(Collectors.toSet()));
        Map<String, CountingRules.Windows> windows = windows(about.values(), days.get(days.size() - 1));
        int longest = longest(windows);
        LocalDate last = days.get(days.size() - 1).plusDays(longest);
        Map<SubjectId, List<Fact>> said =
                facts.seen(about.keySet(), Set.of(MILESTONE), first.minusDays(1), last, clock.now());
        Map<SubjectId, List<OnSiteCheck>> all =
                Warning.bySubject(ledger.of(about.keySet(), first.minusDays(longest), last));
        Set<FactId> gone = new LinkedHashSet<>();
        said.forEach((id, its) -> {
            Subject subject = Objects.requireNonNull(about.get(id));
            its.stream()
                    .filter(each -> each.source().equals(SOURCE))
                    .filter(each -> Warning.at(
                                    all.getOrDefault(id, List.of()),
                                    Objects.requireNonNull(
                                            windows.get(subject.ref().kind())),
                                    each.occurredOn())
                            .stream()
                            .noneMatch(warning -> category(warning).equals(each.category())))
                    .forEach(each -> gone.add(each.id()));
        });
        facts.voidFacts(gone, "检查记录作废后不再成立", Facts.OWN_SOURCE);
    }

    private Map<String, CountingRules.Windows> windows(Collection<Subject> about, LocalDate on) {
        Map<String, CountingRules.Windows> windows = new HashMap<>();
        about.forEach(each -> windows.computeIfAbsent(each.ref().kind(), kind -> rules.windows(kind, on)));
        return windows;
    }

    private static int longest(Map<String, CountingRules.Windows> windows) {
        return windows.values().stream()
                .mapToInt(CountingRules.Windows::longest)
                .max()
                .orElse(0);
    }

    private static String category(Warning warning) {
        return warning.kind().name().toLowerCase(Locale.ROOT) + "-checks";
    }

    private static SubjectId countsFor(Subject told) {
        return Objects.requireNonNullElse(told.mergedInto(), told.id());
    }

    private static LocalDate day(List<Fact> of, Comparator<LocalDate> order) {
        return of.stream().map(Fact::occurredOn).min(order).orElseThrow();
    }

    private NewFact fact(Subject about, List<OnSiteCheck> checks, Warning warning) {
        OnSiteCheck by = checks.stream()
                .filter(each -> each.on().equals(warning.on()))
                .findFirst()
                .orElseThrow();
        CaseId caseId = by.caseId();
        String category = category(warning);
        return new NewFact(
                about.ref(),
                MILESTONE,
                category,
                clock.startOf(warning.on()),
                null,
                SOURCE,
                about.id().value() + "/" + warning.on() + "/" + category,
                null,
                null,
                Map.of(
                        "caseId",
                        caseId == null ? by.visit().replace('/', '-') : String.valueOf(caseId.value()),
                        "matter",
                        Objects.requireNonNullElse(by.matter(), NO_MATTER)));
    }
}
