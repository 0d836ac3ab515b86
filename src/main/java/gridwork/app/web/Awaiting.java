package gridwork.app.web;

import gridwork.cases.Case;
import gridwork.cases.CaseFilter;
import gridwork.cases.CasePage;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What is to be done, in short lists: one query each, whatever their length. */
@Component
@ConditionalOnWebApplication
class Awaiting {
    private static final int ROWS = 6;
    private final Cases cases;
    private final CaseReaders readers;
    private final CheckPlan plan;
    private final Subjects subjects;
    private final Matters matters;
    private final FactKinds kinds;
    private final StreetClock clock;

    Awaiting(
            Cases cases,
            CaseReaders readers,
            CheckPlan plan,
            Subjects subjects,
            Matters matters,
            FactKinds kinds,
            StreetClock clock) {
        this.cases = cases;
        this.readers = readers;
        this.plan = plan;
        this.subjects = subjects;
        this.matters = matters;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * @param name of the subject
     * @param due the last day in time; null = none
     */
    record Item(
            String link, String name, Label what, @Nullable LocalDate due, boolean open, boolean overdue) {}

    /** @param total of them there are, of which the first few are here */
    record Some(List<Item> items, long total) {}

    /** Open cases for which an officer was named. */
    Some mine(OfficerId officer) {
        return items(cases.page(new CaseFilter(null, Case.State.OPEN, Reach.NOTHING, null, null, officer, 0, ROWS)));
    }

    /** Open cases past their last day, as far as the reader's duties reach. */
    Some overdue() {
        return items(
                cases.page(new CaseFilter(null, Case.State.OPEN, readers.reach(), null, clock.today(), null, 0, ROWS)));
    }

    /** Checks of the plan that an officer may carry out today. */
    Some checks(OfficerId officer) {
        LocalDate today = clock.today();
        List<PlannedCheck> all = plan.between(today, today, officer).stream()
                .filter(each -> each.inspectors().contains(officer))
                .filter(each -> each.state() == PlannedCheck.State.PLANNED || each.state() == PlannedCheck.State.OPEN)
                .filter(each ->
                        !each.drawn() || each.day() != null && !each.day().isAfter(today))
                .sorted(Comparator.comparing(PlannedCheck::lastDay))
                .toList();
        List<PlannedCheck> few = all.subList(0, Math.min(ROWS, all.size()));
        Map<SubjectId, Subject> about =
                subjects.find(few.stream().map(PlannedCheck::site).collect(Collectors.toSet()));
        return new Some(
                few.stream().map(each -> item(each, about.get(each.site()))).toList(), all.size());
    }

    /** The latest cases of a subject and of those merged into it, as far as the reader's duties reach. */
    List<Item> of(Subject subject) {
        Set<SubjectId> its = new HashSet<>(Set.of(subject.id()));
        subjects.mergings(subject.id()).stream()
                .filter(each -> each.into().id().equals(subject.id()))
                .forEach(each -> its.add(each.merged().id()));
        return cases.page(new CaseFilter(null, null, readers.reach(), its, null, null, 0, ROWS)).cases().stream()
                .map(each -> item(each, subject))
                .toList();
    }

    private Some items(CasePage page) {
        Map<SubjectId, Subject> about =
                subjects.find(page.cases().stream().map(Case::subject).collect(Collectors.toSet()));
        return new Some(
                page.cases().stream()
                        .map(each -> item(each, about.get(each.subject())))
                        .toList(),
                page.total());
    }

    private Item item(Case each, @Nullable Subject subject) {
        return new Item(
                "/cases/" + each.id().value(),
                subject == null ? each.cause() : subject.name(),
                matters.find(each.matter()).map(Matter::title).orElse(new Label(each.matter(), each.matter())),
                each.dueOn(),
                each.open(),
                each.open() && each.dueOn() != null && each.dueOn().isBefore(clock.today()));
    }

    private Item item(PlannedCheck each, @Nullable Subject site) {
        return new Item(
                each.caseId() == null
                        ? "/checks?mine=true"
                        : "/cases/" + each.caseId().value(),
                site == null ? each.siteRef() : site.name(),
                kinds.find("check")
                        .flatMap(kind -> kind.category(each.checkType()))
                        .map(FactKind.Category::title)
                        .orElse(new Label(each.checkType(), each.checkType())),
                each.lastDay(),
                true,
                each.lastDay().isBefore(clock.today()));
    }
}
