package gridwork.app.demo;

import gridwork.cases.CheckPlan;
import gridwork.decisions.Decisions;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Demonstration;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.Accounts;
import gridwork.street.Areas;
import gridwork.street.CatalogueIntake;
import gridwork.street.Matters;
import gridwork.street.Officers;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Brings the made-up street in: areas and accounts at once, sites with their history first, shops and enterprises after.
 * Everything can be done again from the start without doubling anything, so a kill needs no care: the next start goes on.
 */
@Component
class DemonstrationStreet implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationStreet.class);
    private static final String BY = "gridwork";
    /** Sheets that the colours of sites need; the first page is of use once they are in. */
    private static final int SHEETS_ABOUT_SITES = 4;

    private static final Set<String> SITES = Set.of("site-colour");
    /** What shops look back on; of enterprises too little is known of the past to decide it. */
    private static final Set<String> SHOPS = Set.of("merchant-credit");

    private static final String SOURCE = "made-up-street";
    private static final int CHUNK = 500;

    private final Demonstration demonstration;
    private final Areas areas;
    private final Officers officers;
    private final Accounts accounts;
    private final CatalogueIntake catalogue;
    private final Matters matters;
    private final Imports imports;
    private final Subjects subjects;
    private final Facts facts;
    private final Decisions decisions;
    private final CheckPlan plan;
    private final WorkUnderWay underWay;
    private final StreetClock clock;
    private final Work work;
    private final DemonstrationProgress progress;
    private final Path folder;
    private volatile @Nullable Thread loading;
    private volatile boolean stopping;

    /** The program ends: between two chunks, and not by an interrupt, which would close the embedded database's file. */
    private static final class Stopped extends RuntimeException {}

    DemonstrationStreet(
            Demonstration demonstration,
            Areas areas,
            Officers officers,
            Accounts accounts,
            CatalogueIntake catalogue,
            Matters matters,
            Imports imports,
            Subjects subjects,
            Facts facts,
            Decisions decisions,
            CheckPlan plan,
            WorkUnderWay underWay,
            StreetClock clock,
            Work work,
            DemonstrationProgress progress,
            @Value("${gridwork.data-dir}") Path dataDir) {
        this.demonstration = demonstration;
        this.areas = areas;
        this.officers = officers;
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.matters = matters;
        this.imports = imports;
        this.subjects = subjects;
        this.facts = facts;
        this.decisions = decisions;
        this.plan = plan;
        this.underWay = underWay;
        this.clock = clock;
        this.work = work;
        this.progress = progress;
        this.folder = dataDir.resolve("demo");
    }

    List<MadeUpStreet.Account> accounts() {
        return street().accounts();
    }

    /** Marks the database and makes areas and accounts, as far as they are not there. */
    void people() {
        if (!demonstration.active()) {
            work.run(() -> demonstration.begin(clock.today().minusDays(1)));
        }
        if (demonstration.complete()) {
            return;
        }
        street().areas().forEach(areas::put);
        for (MadeUpStreet.Account each : street().accounts()) {
            if (officers.find(each.id()).isEmpty()) {
                accounts.create(each.id(), each.name(), each.duties(), each.id().value(), BY);
            }
        }
    }

    /** Loads what is missing, beside everything else. */
    void comeIn() {
        if (demonstration.complete()) {
            return;
        }
        Thread thread = new Thread(this::load, "demonstration");
        thread.setDaemon(true);
        loading = thread;
        thread.start();
    }

    private void load() {
        try {
            MadeUpCatalogue.comeIn(catalogue, matters, "演示数据", BY);
            List<MadeUpStreet.Sheet> sheets = street().write(folder);
            List<SiteHistory.Milestone> milestones = new SiteHistory(street()).milestones();
            long total = sheets.stream().mapToLong(MadeUpStreet.Sheet::rows).sum() + milestones.size();
            long done = 0;
            for (int i = 0; i < sheets.size(); i++) {
                MadeUpStreet.Sheet sheet = sheets.get(i);
                if (i == SHEETS_ABOUT_SITES) {
                    remember(milestones, done, total);
                    done += milestones.size();
                    colour(done, total);
                }
                takeIn(sheet, done, total);
                done += sheet.rows();
            }
            judge(SHOPS, monthEnds(), total, total);
            decisions.redecide(Set.of(), clock.today(), false, Progress.SILENT);
            hear(total);
            at(total, total, "under-way");
            underWay.begin();
            work.run(demonstration::completed);
            progress.over();
            LOG.info("the demonstration street is complete: {} rows until {}", total, street().until());
        } catch (Refused refused) {
            LOG.error("the demonstration street did not come in", refused);
            progress.failed("refused." + refused.code());
        } catch (Stopped stopped) {
            LOG.info("the demonstration street goes on coming in at the next start");
        } catch (RuntimeException failure) {
            LOG.error("the demonstration street did not come in", failure);
            progress.failed("app.demonstration.failed");
        }
    }

    private void takeIn(MadeUpStreet.Sheet sheet, long before, long total) {
        Progress within = (done, ofThese, what) -> at(before + Math.min(done, sheet.rows()), total, sheet.mapping());
        within.at(0, sheet.rows(), "");
        ImportRun run = imports.run(sheet.mapping(), sheet.file(), Imports.Manner.FOR_GOOD, BY, within);
        if (run.state() != ImportRun.State.DONE || run.refused() > 0) {
            throw new IllegalStateException("import " + run.id().value() + " of " + sheet.mapping() + " is "
                    + run.state() + " with " + run.refused() + " rows refused");
        }
    }

    /** What became of cases is the program's own word and comes in by no file. */
    private void remember(List<SiteHistory.Milestone> milestones, long before, long total) {
        for (int from = 0; from < milestones.size(); from += CHUNK) {
            at(before + from, total, "cases");
            List<NewFact> chunk = milestones.subList(from, Math.min(from + CHUNK, milestones.size())).stream()
                    .map(this::fact)
                    .toList();
            work.run(() -> facts.record(chunk, Facts.How.HISTORY).forEach(DemonstrationStreet::mustBeIn));
        }
    }

    /** What devices, trucks and people told in the last days. */
    private void hear(long total) {
        at(total, total, "signals");
        SignalHistory signals = new SignalHistory(street(), clock.zone());
        work.run(() -> {
            subjects.register(signals.subjects());
            facts.record(signals.facts(), Facts.How.NOW).forEach(DemonstrationStreet::mustBeIn);
        });
    }

    private NewFact fact(SiteHistory.Milestone of) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("caseId", of.caseId());
        payload.put("matter", of.matter());
        payload.put("dueOn", of.dueOn().toString());
        if (of.violation() != null) {
            payload.put("violation", of.violation());
        }
        Instant at = of.on().atTime(of.at()).atZone(clock.zone()).toInstant();
        return new NewFact(
                new SubjectRef("site", of.site()),
                "case-milestone",
                of.category(),
                at,
                at,
                SOURCE,
                of.caseId() + "/" + of.category(),
                null,
                null,
                payload);
    }

    private static void mustBeIn(Recorded recorded) {
        if (recorded instanceof Recorded.Refused refused) {
            throw new IllegalStateException("a fact of the street was refused: " + refused);
        }
    }

    /** What the rules would have said on each Sunday, on each last day of a month, and today. */
    private void colour(long done, long total) {
        MadeUpStreet street = street();
        Set<LocalDate> days = new TreeSet<>();
        for (LocalDate day = street.from(); !day.isAfter(street.until()); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY || day.plusDays(1).getDayOfMonth() == 1) {
                days.add(day);
            }
        }
        days.add(street.until());
        judge(SITES, days, done, total);
        decisions.redecide(SITES, clock.today(), false, Progress.SILENT);
        at(done, total, "planning");
        LocalDate today = clock.today();
        // not the day's work as a whole: the schedule may be at it just now, on half a street
        plan.plan(today, Progress.SILENT);
    }

    private Set<LocalDate> monthEnds() {
        Set<LocalDate> days = new TreeSet<>();
        for (YearMonth each = YearMonth.from(street().from());
                each.isBefore(YearMonth.from(street().until()));
                each = each.plusMonths(1)) {
            days.add(each.atEndOfMonth());
        }
        return days;
    }

    /**
     * What some rules would have said on some days, before anything is said of today: a standing never moves back in time.
     */
    private void judge(Set<String> ruleSets, Set<LocalDate> days, long done, long total) {
        for (LocalDate day : days) {
            at(done, total, "deciding");
            decisions.redecide(ruleSets, day, true, Progress.SILENT);
        }
    }

    private void at(long done, long total, String step) {
        if (stopping) {
            throw new Stopped();
        }
        progress.at(done, total, step);
    }

    private MadeUpStreet street() {
        return new MadeUpStreet(
                demonstration.until().orElseGet(() -> clock.today().minusDays(1)));
    }

    @Override
    public void destroy() throws InterruptedException {
        Thread thread = loading;
        if (thread != null && thread.isAlive()) {
            stopping = true;
            thread.join(30_000);
        }
    }
}
