package gridwork.cases.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseClosed;
import gridwork.cases.CaseId;
import gridwork.cases.CasesAdded;
import gridwork.cases.Results;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.FactsRecorded;
import gridwork.facts.RegisterChange;
import gridwork.facts.RegisterChanged;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BeforeCommit;
import gridwork.platform.Ids;
import gridwork.platform.OfTransaction;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Cases that go on site are planned checks from the moment they open; the facts that they become make them done, and so do
 * facts from elsewhere. All that a transaction adds is written together.
 */
@Component
class KeepLedger {
    private static final String RECORDED = "recorded";
    private static final String RE_CHECK = "re-check";
    private static final String DEPARTMENT = "department";
    private static final String SIGNATURE = "signature";
    private final StoredLedger ledger;
    private final GoingOnSite going;
    private final CountingRules rules;
    private final NoteWarnings warnings;
    private final CaseBook book;
    private final Facts facts;
    private final Subjects subjects;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;
    private final OfTransaction<Set<CaseId>> closed = new OfTransaction<>(HashSet::new);

    KeepLedger(
            StoredLedger ledger,
            GoingOnSite going,
            CountingRules rules,
            NoteWarnings warnings,
            CaseBook book,
            Facts facts,
            Subjects subjects,
            BeforeCommit beforeCommit,
            StreetClock clock) {
        this.ledger = ledger;
        this.going = going;
        this.rules = rules;
        this.warnings = warnings;
        this.book = book;
        this.facts = facts;
        this.subjects = subjects;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    /** What only its officers may know of is not even counted before it is done. */
    @EventListener
    void on(CasesAdded added) {
        List<OnSiteCheck> planned = new ArrayList<>();
        CountingRules.Asked asked = rules.asked();
        for (Case each : added.all()) {
            if (each.parent() == null && !each.secret()) {
                going.of(each.matter()).ifPresent(how -> planned.addAll(planned(each, how, asked)));
            }
        }
        ledger.add(planned);
    }

    private List<OnSiteCheck> planned(Case of, GoingOnSite.Going how, CountingRules.Asked asked) {
        LocalDate today = clock.today();
        LocalDate day = of.dueOn() == null || of.dueOn().isBefore(today) ? today : of.dueOn();
        return how.departments(of.details()).stream()
                .map(each -> ofCase(of, of.subject(), how, each, day, asked))
                .toList();
    }

    private OnSiteCheck ofCase(
            Case of,
            SubjectId countsFor,
            GoingOnSite.Going how,
            String department,
            LocalDate day,
            CountingRules.Asked asked) {
        String check = how.check(of.cause(), of.details());
        return new OnSiteCheck(
                Ids.next(),
                countsFor,
                of.subject(),
                department,
                day,
                OnSiteCheck.State.PLANNED,
                of.about(),
                check,
                asked.of(how.matter().subject(), department, check, day),
                of.matter(),
                of.id(),
                null,
                over(of.details().path(Quotas.OVER)));
    }

    private static OnSiteCheck.@Nullable Over over(JsonNode kept) {
        return kept.isMissingNode()
                ? null
                : new OnSiteCheck.Over(
                        kept.path("by").asText(),
                        kept.path("reason").asText(),
                        Instant.parse(kept.path("at").asText()));
    }

    /** Whoever has not been there by the end does not come any more. */
    @EventListener
    void on(CaseClosed ended) {
        if (closed.get().isEmpty()) {
            beforeCommit.run(() -> {
                ledger.drop(closed.get());
                closed.get().clear();
            });
        }
        closed.get().add(ended.id());
    }

    @EventListener
    void on(RegisterChanged changed) {
        if (changed.act() == RegisterChange.Act.MERGED || changed.act() == RegisterChange.Act.PARTED) {
            subjects.find(changed.subject())
                    .ifPresent(
                            each -> ledger.count(each.id(), Objects.requireNonNullElse(each.mergedInto(), each.id())));
        }
    }

    @EventListener
    void on(FactsRecorded recorded) {
        List<FactsRecorded.Touched> mine = recorded.touched().stream()
                .filter(each -> Results.checks().contains(each.kind()))
                .toList();
        if (mine.isEmpty()) {
            return;
        }
        ledger.voided(ids(mine, false));
        List<FactsRecorded.Touched> voided =
                mine.stream().filter(each -> !each.valid()).toList();
        if (!voided.isEmpty()) {
            beforeCommit.run(() -> warnings.lookAgain(voided));
        }
        List<Fact> told = facts.find(ids(mine, true));
        if (!told.isEmpty()) {
            take(told);
            if (!recorded.history()) {
                beforeCommit.run(() -> warnings.note(told));
            }
        }
    }

    void take(List<Fact> told) {
        if (!told.isEmpty()) {
            new Taking(told).take();
        }
    }

    private static Set<FactId> ids(List<FactsRecorded.Touched> all, boolean valid) {
        return all.stream()
                .filter(each -> each.valid() == valid)
                .map(FactsRecorded.Touched::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Checks that have been made, as facts tell of them. */
    private final class Taking {
        private final List<Fact> told;
        private final Map<SubjectId, Subject> about;
        private final Map<CaseId, Case> cases = new HashMap<>();
        private final Map<CaseId, List<OnSiteCheck>> there;
        private final List<Area> areas = going.areas();
        private final CountingRules.Asked asked = rules.asked();
        private final List<OnSiteCheck> added = new ArrayList<>();
        private final List<OnSiteCheck> done = new ArrayList<>();

        Taking(List<Fact> told) {
            this.told = told;
            this.about = subjects.find(told.stream().map(Fact::subject).collect(Collectors.toSet()));
            read(told.stream().flatMap(each -> caseOf(each).stream()).collect(Collectors.toSet()));
            read(cases.values().stream()
                    .flatMap(each -> Optional.ofNullable(each.parent()).stream())
                    .collect(Collectors.toSet()));
            this.there = ledger.ofCases(cases.keySet()).stream()
                    .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.caseId())));
        }

        private void read(Collection<CaseId> ids) {
            Set<CaseId> missing = new HashSet<>(ids);
            missing.removeAll(cases.keySet());
            if (!missing.isEmpty()) {
                cases.putAll(book.find(missing));
            }
        }

        void take() {
            told.forEach(this::take);
            ledger.add(added);
            ledger.done(done);
        }

        private void take(Fact fact) {
            Case its = caseOf(fact).map(cases::get).orElse(null);
            Case visit = its == null || its.parent() == null
                    ? its
                    : Objects.requireNonNullElse(cases.get(its.parent()), its);
            GoingOnSite.Going how =
                    visit == null ? null : going.of(visit.matter()).orElse(null);
            if (its == null || visit == null || how == null) {
                fromElsewhere(fact, its);
            } else if (!how.inParts()) {
                made(fact, visit, how, how.matter().lead().value());
            } else if (!its.id().equals(visit.id())) {
                made(fact, visit, how, its.details().path(DEPARTMENT).asText());
            } else {
                book.cameFrom(visit.id()).stream()
                        .filter(part -> part.details().has(SIGNATURE))
                        .forEach(part -> made(
                                fact,
                                visit,
                                how,
                                part.details().path(DEPARTMENT).asText()));
            }
        }

        private void made(Fact fact, Case visit, GoingOnSite.Going how, String department) {
            OnSiteCheck kept = there.getOrDefault(visit.id(), List.of()).stream()
                    .filter(each -> each.department().equals(department))
                    .findFirst()
                    .orElse(null);
            if (kept == null) {
                added.add(ofCase(visit, countsFor(fact), how, department, fact.occurredOn(), asked)
                        .done(fact.occurredOn(), fact.id()));
            } else {
                done.add(kept.done(fact.occurredOn(), fact.id()));
            }
        }

        /** @param its a case that is no visit, e.g. the rectification that is checked again; null = none is known */
        private void fromElsewhere(Fact fact, @Nullable Case its) {
            String kindOfSubject = Results.subjectOf(fact.kind());
            String said = Objects.toString(fact.payload().get(DEPARTMENT), "");
            String department = said.isBlank() ? going.alone(kindOfSubject) : going.department(said, areas);
            String check = check(fact);
            added.add(new OnSiteCheck(
                    Ids.next(),
                    countsFor(fact),
                    fact.subject(),
                    department,
                    fact.occurredOn(),
                    OnSiteCheck.State.DONE,
                    "fact/" + fact.id().value(),
                    check,
                    asked.of(kindOfSubject, department, check, fact.occurredOn()),
                    its == null ? null : its.matter(),
                    its == null ? null : its.id(),
                    fact.id(),
                    null));
        }

        private String check(Fact fact) {
            if (Results.isRecheck(fact.kind(), fact.category())) {
                return RE_CHECK;
            }
            String category = Objects.requireNonNullElse(fact.category(), "");
            return rules.knows(category) ? category : RECORDED;
        }

        private SubjectId countsFor(Fact fact) {
            return Optional.ofNullable(about.get(fact.subject()))
                    .flatMap(each -> Optional.ofNullable(each.mergedInto()))
                    .orElse(fact.subject());
        }
    }

    private static Optional<CaseId> caseOf(Fact fact) {
        return CaseId.ofKey(Objects.toString(fact.payload().get("caseId"), ""));
    }
}
