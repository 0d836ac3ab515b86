package gridwork.cases.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gridwork.cases.CaseId;
import gridwork.cases.PlannedCheck.State;
import gridwork.cases.SiteChecks;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.ledger.Quotas;
import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Acting;
import gridwork.street.Areas;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.WorkingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings the plan of some sites up to a day: what was missed, what the colour asks for, what a check made already
 * satisfies, what is to be opened. Looking twice on the same day changes nothing.
 */
@Component
class Planning {
    static final String MATTER = "site-check";
    static final String CHECK = "check";
    /** What a check's case keeps: of which kind it is. */
    private static final String CHECK_TYPE = "checkType";
    /** The clock of a check's case: until when it is in time. */
    private static final String CHECK_BY = "check";

    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);
    private static final int CHUNK = 100;

    static final String TOO_FEW = "too-few-inspectors";
    static final String OVER_QUOTA = "over-quota";
    private static final String LIMIT = "daily-limit";
    private static final String NO_WORKING_DAY = "no-working-day";
    private static final String COLOUR_CHANGED = "colour-changed";
    private static final String SITE_CLOSED = "site-closed";
    private static final String WITHDRAWN = "withdrawn";

    private final PlannedChecks checks;
    private final CheckSecrets secrets;
    private final PlanMilestones milestones;
    private final Subjects subjects;
    private final Facts facts;
    private final Decisions decisions;
    private final SiteChecks cases;
    private final WithdrawCase withdrawals;
    private final Officers officers;
    private final Acting acting;
    private final Areas areas;
    private final Replacing replacing;
    private final Matters matters;
    private final Quotas quotas;
    private final Clocks clocks;
    private final WorkingCalendar calendar;
    private final StreetClock clock;
    private final Work work;

    Planning(
            PlannedChecks checks,
            CheckSecrets secrets,
            PlanMilestones milestones,
            Subjects subjects,
            Facts facts,
            Decisions decisions,
            SiteChecks cases,
            WithdrawCase withdrawals,
            Officers officers,
            Acting acting,
            Areas areas,
            Replacing replacing,
            Matters matters,
            Quotas quotas,
            Clocks clocks,
            WorkingCalendar calendar,
            StreetClock clock,
            Work work) {
        this.checks = checks;
        this.secrets = secrets;
        this.milestones = milestones;
        this.subjects = subjects;
        this.facts = facts;
        this.decisions = decisions;
        this.cases = cases;
        this.withdrawals = withdrawals;
        this.officers = officers;
        this.acting = acting;
        this.areas = areas;
        this.replacing = replacing;
        this.matters = matters;
        this.quotas = quotas;
        this.clocks = clocks;
        this.calendar = calendar;
        this.clock = clock;
        this.work = work;
    }

    /** All open sites, and those with checks that still wait. */
    void all(LocalDate day, Progress progress) {
        work.run(() -> {
            secrets.publish(day);
            new Regimes(decisions.release(day), day).periods().values().forEach(secrets::of);
        });
        Set<SubjectId> due = new TreeSet<>(subjects.open(matters.matter(MATTER).subject(), day));
        due.addAll(checks.sitesOfLive());
        List<SubjectId> sites = List.copyOf(due);
        var done = new AtomicInteger();
        try {
            work.together(
                    sites,
                    CHUNK,
                    chunk -> look(chunk, Set.of(), day),
                    chunk -> progress.at(done.addAndGet(chunk.size()), sites.size(), MATTER));
        } finally {
            work.run(replacing::look);
        }
        LOG.info("check plan of {}: {} sites", day, sites.size());
    }

    /** @param worsened those among them that have just got a worse colour */
    void look(Collection<SubjectId> sites, Set<SubjectId> worsened, LocalDate day) {
        subjects.lock(sites);
        Regimes regimes = new Regimes(decisions.release(day), day);
        Map<String, Period> running = regimes.periods();
        Map<SubjectId, List<PlannedChecks.Row>> rows = new HashMap<>();
        for (PlannedChecks.Row each : checks.current(sites, running.keySet())) {
            rows.computeIfAbsent(each.site(), site -> new ArrayList<>()).add(each);
        }
        var seen = new Seen(
                day,
                regimes,
                decisions.standings(Regimes.COLOUR, sites),
                made(sites, running.values(), regimes.checkTypes(), day),
                new HashSet<>(checks.everPlanned(sites)),
                worsened,
                new Inspectors(officers, acting, areas, matters.matter(MATTER), Inspectors.INSPECTOR),
                new ArrayList<>(),
                checks.openedOn(day),
                paused(rows.values(), day));
        String kind = matters.matter(MATTER).subject();
        subjects.find(sites).values().stream()
                .filter(site -> site.ref().kind().equals(kind))
                .sorted(java.util.Comparator.comparing(Subject::id))
                .forEach(site -> look(site, rows.getOrDefault(site.id(), new ArrayList<>()), seen));
        open(seen);
    }

    private record Seen(
            LocalDate day,
            Regimes regimes,
            Map<SubjectId, Standing> standings,
            Map<SubjectId, List<LocalDate>> made,
            Set<SubjectId> planned,
            Set<SubjectId> worsened,
            Inspectors inspectors,
            List<Opens> opening,
            int openedBefore,
            Set<CaseId> paused) {
        int opened() {
            return openedBefore + opening.size();
        }
    }

    private static boolean isOver(PlannedChecks.Row row, LocalDate day) {
        return row.live() && row.lastDay().isBefore(day);
    }

    /** The cases whose time stands still: nobody misses them meanwhile. One query, and none where nothing is over. */
    private Set<CaseId> paused(Collection<List<PlannedChecks.Row>> rows, LocalDate day) {
        Set<CaseId> over = rows.stream()
                .flatMap(Collection::stream)
                .filter(row -> isOver(row, day) && !row.drawn())
                .map(PlannedChecks.Row::caseId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<CaseId> paused = new HashSet<>();
        if (!over.isEmpty()) {
            clocks.of(over).forEach((by, its) -> {
                if (its.stream().anyMatch(each -> isItsOwn(each) && each.open() && each.pausedSince() != null)) {
                    paused.add(by);
                }
            });
        }
        return paused;
    }

    private static boolean isItsOwn(CaseClock clock) {
        return clock.item().equals(CHECK_BY);
    }

    /**
     * The time of a check was moved: so is its plan. What was drawn stays as it was planned, because the proof of the draw
     * rests on it.
     */
    void moved(CaseClock its) {
        if (its.dueAt() == null || !isItsOwn(its)) {
            return;
        }
        LocalDate day = clock.dayOf(its.dueAt());
        for (PlannedChecks.Row row : checks.carriedBy(its.caseId())) {
            if (row.state() == State.OPEN && !row.drawn() && !row.lastDay().equals(day)) {
                changed(row.until(day));
            }
        }
    }

    /**
     * A check whose case is to open.
     *
     * @param others of the same kind and site: one visit does for them too
     */
    private record Opens(
            PlannedChecks.Row row, List<String> candidates, List<String> inspectors, List<PlannedChecks.Row> others) {}

    /** The days of checks of a kind that the rules arrange, since the first of the running periods began; a re-check is none. */
    private Map<SubjectId, List<LocalDate>> made(
            Collection<SubjectId> sites, Collection<Period> running, Set<String> routine, LocalDate day) {
        LocalDate from =
                running.stream().map(Period::first).min(LocalDate::compareTo).orElse(day);
        Map<SubjectId, List<LocalDate>> days = new HashMap<>();
        facts.seen(sites, Set.of(CHECK), from.minusDays(1), day, clock.now())
                .forEach((site, its) -> days.put(
                        site,
                        its.stream()
                                .filter(each -> routine.contains(Objects.requireNonNullElse(each.category(), "")))
                                .map(Fact::occurredOn)
                                .sorted()
                                .toList()));
        return days;
    }

    private void look(Subject site, List<PlannedChecks.Row> rows, Seen seen) {
        if (!site.openOn(seen.day())) {
            drop(rows);
            return;
        }
        rows.replaceAll(row -> isOver(row, seen.day()) && !seen.paused().contains(row.caseId()) ? missed(row) : row);
        Standing standing = seen.standings().get(site.id());
        if (standing == null) {
            return;
        }
        boolean fresh = seen.worsened().contains(site.id()) || !seen.planned().contains(site.id());
        seen.regimes().of(standing.result(), fresh).ifPresent(regime -> {
            rows.replaceAll(
                    row -> row.state() == State.PLANNED && !row.checkType().equals(regime.checkType())
                            ? changed(row.as(State.DROPPED, COLOUR_CHANGED))
                            : row);
            plan(site, regime, rows, seen);
            countWhatWasMadeLate(rows, seen.made().getOrDefault(site.id(), List.of()));
            for (int i = 0; i < rows.size(); i++) {
                PlannedChecks.Row row = rows.get(i);
                if (row.state() == State.PLANNED
                        || isMissedWithoutCase(row) && row.checkType().equals(regime.checkType())) {
                    rows.set(i, openWhenDue(row, rows, seen));
                }
            }
        });
    }

    /** What was not begun ends with its site; what is under way is finished. */
    private void drop(List<PlannedChecks.Row> rows) {
        Map<CaseId, Boolean> ended = new HashMap<>();
        rows.replaceAll(row -> {
            CaseId by = row.caseId();
            if (row.state() == State.PLANNED) {
                return changed(row.as(State.DROPPED, SITE_CLOSED));
            }
            if (by == null || !isWaitedFor(row) || !ended.computeIfAbsent(by, this::endUnlessBegun)) {
                return row;
            }
            return changed(row.as(row.state() == State.OPEN ? State.DROPPED : row.state(), SITE_CLOSED));
        });
    }

    private boolean endUnlessBegun(CaseId by) {
        return withdrawals.unlessBegun(by, SITE_CLOSED);
    }

    /** A check that somebody still has to carry out, in time or late. */
    private static boolean isWaitedFor(PlannedChecks.Row row) {
        return row.state() == State.OPEN || row.state() == State.OVERDUE && row.doneOn() == null && !isEnded(row);
    }

    private static boolean isEnded(PlannedChecks.Row row) {
        return WITHDRAWN.equals(row.note()) || SITE_CLOSED.equals(row.note());
    }

    private static boolean isMissedWithoutCase(PlannedChecks.Row row) {
        return row.state() == State.OVERDUE && row.caseId() == null && !isEnded(row);
    }

    private void countWhatWasMadeLate(List<PlannedChecks.Row> rows, List<LocalDate> made) {
        rows.replaceAll(row -> isMissedWithoutCase(row)
                ? made.stream()
                        .filter(on -> !on.isBefore(row.firstDay()))
                        .findFirst()
                        .map(on -> changed(row.done(on)))
                        .orElse(row)
                : row);
    }

    private PlannedChecks.Row missed(PlannedChecks.Row row) {
        CaseId by = row.caseId();
        if (row.drawn() && by != null) {
            cases.reveal(by);
        }
        PlannedChecks.Row missed = changed(row.missed());
        milestones.record(missed, PlanMilestones.DUE, clock.endOf(row.lastDay()));
        milestones.record(missed, PlanMilestones.OVERDUE, clock.endOf(row.lastDay()));
        return missed;
    }

    private void plan(Subject site, Regimes.Regime regime, List<PlannedChecks.Row> rows, Seen seen) {
        Period period = regime.period();
        LocalDate made = seen.made().getOrDefault(site.id(), List.of()).stream()
                .filter(on -> !on.isBefore(period.first()) && !on.isAfter(seen.day()))
                .findFirst()
                .orElse(null);
        int at = placeOf(period, rows);
        if (at < 0) {
            if (made != null) {
                rows.add(added(fresh(site, regime, seen.day(), "counted").done(made)));
            } else if (rows.stream().noneMatch(row -> reaches(row, regime, seen.day()))) {
                rows.add(added(planned(site, regime, seen)));
            }
            return;
        }
        PlannedChecks.Row there = rows.get(at);
        if (there.state() == State.PLANNED && made != null) {
            milestones.record(there, PlanMilestones.DUE, clock.now());
            rows.set(at, changed(there.done(made)));
        } else if (there.state() == State.DROPPED
                && !NO_WORKING_DAY.equals(there.note())
                && !WITHDRAWN.equals(there.note())) {
            rows.set(at, changed(made != null ? there.done(made) : revived(there, regime, seen.day())));
        }
    }

    private static int placeOf(Period period, List<PlannedChecks.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).period().equals(period.id())) {
                return i;
            }
        }
        return -1;
    }

    /** After a change for the worse a check may reach into the next period: it is the next check of that one too. */
    private static boolean reaches(PlannedChecks.Row row, Regimes.Regime regime, LocalDate day) {
        return row.live()
                && row.checkType().equals(regime.checkType())
                && !row.lastDay().isBefore(day);
    }

    private PlannedChecks.Row planned(Subject site, Regimes.Regime regime, Seen seen) {
        String cause = seen.worsened().contains(site.id()) ? "worsened" : "period";
        byte[] secret = secrets.of(regime.period());
        if (!regime.drawn()) {
            return fresh(site, regime, seen.day(), cause).until(lastDay(regime, seen.day()));
        }
        List<LocalDate> days = calendar.workingDays(seen.day(), regime.period().last());
        if (days.isEmpty()) {
            return fresh(site, regime, seen.day(), cause).as(State.DROPPED, NO_WORKING_DAY);
        }
        LocalDate drawn = days.get(Draw.place(secret, site.ref().toString(), days.size()));
        return row(
                site,
                regime,
                seen.day(),
                cause,
                days.stream().map(LocalDate::toString).toList(),
                drawn);
    }

    private static PlannedChecks.Row fresh(Subject site, Regimes.Regime regime, LocalDate day, String cause) {
        return row(site, regime, day, cause, List.of(), null);
    }

    /** For the regime's period, from a day in it on. */
    private static PlannedChecks.Row row(
            Subject site,
            Regimes.Regime regime,
            LocalDate day,
            String cause,
            List<String> drawnFrom,
            @Nullable LocalDate drawnDay) {
        return new PlannedChecks.Row(
                Ids.next(),
                site.id(),
                site.ref().toString(),
                regime.period().id(),
                day,
                regime.checkType(),
                regime.drawn(),
                drawnFrom,
                drawnDay,
                regime.inspectors(),
                cause,
                regime.release(),
                PlannedChecks.Life.planned(regime.period().last()));
    }

    private static PlannedChecks.Row revived(PlannedChecks.Row row, Regimes.Regime regime, LocalDate day) {
        PlannedChecks.Row again = row.again();
        return row.drawn() ? again : again.until(lastDay(regime, day));
    }

    /** The period's own, except after a change for the worse in mid-period. */
    private static LocalDate lastDay(Regimes.Regime regime, LocalDate day) {
        Integer within = regime.within();
        return within == null || day.equals(regime.period().first())
                ? regime.period().last()
                : day.plusDays(within);
    }

    private PlannedChecks.Row openWhenDue(PlannedChecks.Row row, List<PlannedChecks.Row> rows, Seen seen) {
        List<String> candidates = seen.inspectors().candidates(row.siteRef());
        if (candidates.size() < row.needed()) {
            return noted(row, TOO_FEW);
        }
        LocalDate from = row.drawnDay() == null ? row.firstDay() : row.drawnDay();
        if (from.isAfter(seen.day())) {
            return noted(row, null);
        }
        for (PlannedChecks.Row other : rows) {
            CaseId by = other.caseId();
            if (by != null && other.checkType().equals(row.checkType()) && isWaitedFor(other)) {
                return changed(row.opened(new PlannedChecks.Opening(by, seen.day(), List.of(), List.of())));
            }
        }
        for (Opens other : seen.opening()) {
            if (other.row().site().equals(row.site()) && other.row().checkType().equals(row.checkType())) {
                other.others().add(row);
                return row;
            }
        }
        if (seen.opened() >= matters.matter(MATTER).opensPerDay()) {
            return noted(row, LIMIT);
        }
        List<String> drawn =
                Draw.order(secrets.of(row.period()), row.siteRef(), candidates).subList(0, row.needed());
        seen.opening().add(new Opens(row, candidates, drawn, new ArrayList<>()));
        return row;
    }

    private void open(Seen seen) {
        Map<Long, SiteChecks.Over> allowed = new HashMap<>();
        hold(seen, allowed);
        List<CaseId> opened = cases.open(seen.opening().stream()
                .map(each -> new SiteChecks.Wanted(
                        each.row().site(),
                        each.row().checkType(),
                        each.row().drawn() && each.row().live(),
                        each.row().period(),
                        each.row().lastDay(),
                        each.inspectors().stream().map(OfficerId::new).toList(),
                        allowed.get(each.row().id())))
                .toList());
        List<PlannedChecks.Row> changed = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            CaseId by = opened.get(i);
            Opens its = seen.opening().get(i);
            changed.add(
                    its.row().opened(new PlannedChecks.Opening(by, seen.day(), its.candidates(), its.inspectors())));
            its.others()
                    .forEach(each ->
                            changed.add(each.opened(new PlannedChecks.Opening(by, seen.day(), List.of(), List.of()))));
        }
        changed(changed);
    }

    /**
     * What would go over a quota of the year is not opened before somebody gives a reason. A drawn check never waits: that it
     * did would give its day away. One query for all, and another where one is over.
     */
    private void hold(Seen seen, Map<Long, SiteChecks.Over> allowed) {
        Map<Quotas.Visit, Opens> asked = new LinkedHashMap<>();
        for (Opens each : seen.opening()) {
            if (!each.row().drawn()) {
                LocalDate last = each.row().lastDay();
                asked.put(
                        new Quotas.Visit(
                                each.row().site(),
                                MATTER,
                                each.row().period(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put(CHECK_TYPE, each.row().checkType()),
                                last.isBefore(seen.day()) ? seen.day() : last),
                        each);
            }
        }
        List<Opens> over = quotas.over(asked.keySet()).keySet().stream()
                .map(each -> Objects.requireNonNull(asked.get(each)))
                .toList();
        if (over.isEmpty()) {
            return;
        }
        allowed.putAll(checks.allowed(over.stream().map(each -> each.row().id()).toList()));
        for (Opens each : over) {
            if (!allowed.containsKey(each.row().id())) {
                seen.opening().remove(each);
                noted(each.row(), OVER_QUOTA);
                each.others().forEach(other -> noted(other, OVER_QUOTA));
            }
        }
    }

    /** A case's check was carried out. */
    void done(CaseId by, LocalDate on) {
        for (PlannedChecks.Row row : checks.carriedBy(by)) {
            if (row.state() == State.OPEN) {
                milestones.record(row, PlanMilestones.DUE, clock.now());
            }
            if (row.state() != State.DONE) {
                changed(row.done(on));
            }
        }
    }

    /** A case was withdrawn: what it carried is not done in its period any more. */
    void withdrawn(CaseId by) {
        for (PlannedChecks.Row row : checks.carriedBy(by)) {
            if (isWaitedFor(row)) {
                changed(row.as(row.state() == State.OPEN ? State.DROPPED : row.state(), WITHDRAWN));
            }
        }
    }

    private PlannedChecks.Row noted(PlannedChecks.Row row, @Nullable String note) {
        return Objects.equals(row.note(), note) ? row : changed(row.as(row.state(), note));
    }

    private PlannedChecks.Row changed(PlannedChecks.Row row) {
        changed(List.of(row));
        return row;
    }

    private void changed(List<PlannedChecks.Row> rows) {
        checks.change(rows);
        rows.forEach(Planning::said);
    }

    private static void said(PlannedChecks.Row row) {
        LOG.info(
                "planned check {} of subject {} for {} is {}",
                row.id(),
                row.site().value(),
                row.period(),
                row.state());
    }

    private PlannedChecks.Row added(PlannedChecks.Row row) {
        checks.add(row);
        said(row);
        return row;
    }
}
