package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.cases.CasesAdded;
import gridwork.facts.SubjectId;
import gridwork.platform.Label;
import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import gridwork.street.Length;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredClocks {
    private static final String COLUMNS = """
            id, case_id, matter, item, title_zh, title_en, step, part, amount, unit, counting, rule_set, rule_row,
            started_at, counted_from, left_amount, due_at, beyond_calendar, paused_since, paused_because, paused_micros,
            extended_by, extended_because, extended_who, breached_at, stopped_at, took, told_at, tries, version""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final OfTransaction<Map<CaseId, Own>> own = new OfTransaction<>(HashMap::new);

    StoredClocks(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private record Own(String matter, List<CaseClock> clocks) {}

    /** A case that the transaction itself has added has the clocks that it began, and nobody else can have changed them. */
    @EventListener
    void on(CasesAdded added) {
        added.all().forEach(each -> own.get().put(each.id(), new Own(each.matter(), new ArrayList<>())));
    }

    void add(List<CaseClock> clocks, long calendar) {
        batches.batchUpdate(
                """
                insert into case_clock(id, case_id, matter, item, title_zh, title_en, step, part, amount, unit, counting,
                    rule_set, rule_row, started_at, counted_from, left_amount, due_at, beyond_calendar, calendar,
                    paused_micros, extended_by, wake_at, tries, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 1)
                """, clocks.stream().map(each -> cells(each, calendar)).toList());
        own.there()
                .ifPresent(all -> clocks.forEach(each -> {
                    Own its = all.get(each.caseId());
                    if (its != null) {
                        its.clocks.add(each);
                    }
                }));
    }

    private static @Nullable Object[] cells(CaseClock of, long calendar) {
        return new @Nullable Object[] {
            of.id().value(),
            of.caseId().value(),
            of.matter(),
            of.item(),
            of.title().zh(),
            of.title().en(),
            of.step(),
            of.part(),
            of.length().amount(),
            of.length().unit().id(),
            of.length().counting().id(),
            of.because().ruleSet(),
            of.because().row(),
            Stored.utc(of.startedAt()),
            Stored.utc(of.startedAt()),
            of.left(),
            utc(of.dueAt()),
            of.beyondCalendar() ? 1 : 0,
            calendar,
            utc(of.dueAt())
        };
    }

    /**
     * @param calendar the state of the calendar by which it is counted
     * @param wakeAt when the program next looks after it; null = never
     */
    void change(CaseClock changed, long calendar, @Nullable Instant wakeAt) {
        int rows = jdbc.sql("""
                        update case_clock set counted_from = :countedFrom, left_amount = :left, due_at = :dueAt,
                            beyond_calendar = :beyond, calendar = :calendar, paused_since = :pausedSince,
                            paused_because = :pausedBecause, paused_micros = :paused, extended_by = :extendedBy,
                            extended_because = :extendedBecause, extended_who = :extendedWho, breached_at = :breachedAt,
                            stopped_at = :stoppedAt, told_at = :toldAt, wake_at = :wakeAt, took = :took, tries = :tries, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("countedFrom", Stored.utc(changed.countedFrom()))
                .param("left", changed.left())
                .param("dueAt", utc(changed.dueAt()))
                .param("beyond", changed.beyondCalendar() ? 1 : 0)
                .param("calendar", changed.open() ? calendar : null)
                .param("pausedSince", utc(changed.pausedSince()))
                .param("pausedBecause", changed.pausedBecause())
                .param("paused", CaseClock.micros(changed.paused()))
                .param("extendedBy", changed.extendedBy())
                .param("extendedBecause", changed.extendedBecause())
                .param("extendedWho", changed.extendedWho())
                .param("breachedAt", utc(changed.breachedAt()))
                .param("stoppedAt", utc(changed.stoppedAt()))
                .param("toldAt", utc(changed.toldAt()))
                .param("wakeAt", utc(wakeAt))
                .param("took", changed.took())
                .param("tries", changed.tries())
                .param("id", changed.id().value())
                .param("version", changed.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the clock was changed by somebody else");
        }
        own.there().ifPresent(all -> all.remove(changed.caseId()));
    }

    /** It has another's time from now on. */
    void takeOver(CaseClock taken, long calendar, @Nullable Instant wakeAt) {
        jdbc.sql("""
                        update case_clock set amount = :amount, unit = :unit, counting = :counting, rule_set = :ruleSet,
                            rule_row = :row, started_at = :startedAt
                        where id = :id
                        """)
                .param("amount", taken.length().amount())
                .param("unit", taken.length().unit().id())
                .param("counting", taken.length().counting().id())
                .param("ruleSet", taken.because().ruleSet())
                .param("row", taken.because().row())
                .param("startedAt", Stored.utc(taken.startedAt()))
                .param("id", taken.id().value())
                .update();
        change(taken, calendar, wakeAt);
    }

    /** The program looks after it again, unless its process has been told. */
    void wake(ClockId id) {
        jdbc.sql(
                        "update case_clock set wake_at = breached_at where id = :id and told_at is null and stopped_at is null")
                .param("id", id.value())
                .update();
    }

    Optional<CaseClock> find(ClockId id) {
        return jdbc.sql("select " + COLUMNS + " from case_clock where id = :id")
                .param("id", id.value())
                .query(this::row)
                .optional();
    }

    List<CaseClock> of(CaseId of) {
        return of(List.of(of)).getOrDefault(of, List.of());
    }

    Map<CaseId, List<CaseClock>> of(Collection<CaseId> all) {
        Map<CaseId, Own> begun = own.there().orElse(Map.of());
        Map<CaseId, List<CaseClock>> found =
                of(all.stream().filter(each -> !begun.containsKey(each)).toList(), "");
        all.forEach(each -> {
            Own its = begun.get(each);
            if (its != null && !its.clocks.isEmpty()) {
                found.put(
                        each,
                        its.clocks.stream()
                                .sorted(Comparator.comparing(CaseClock::startedAt)
                                        .thenComparing(clock -> clock.id().value()))
                                .toList());
            }
        });
        return found;
    }

    Map<CaseId, List<CaseClock>> open(Collection<CaseId> all) {
        return of(all, " and stopped_at is null");
    }

    private Map<CaseId, List<CaseClock>> of(Collection<CaseId> all, String which) {
        Map<CaseId, List<CaseClock>> found = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            jdbc.sql("select " + COLUMNS + " from case_clock where case_id in (:all)" + which
                            + " order by started_at, id")
                    .param("all", all.stream().map(CaseId::value).toList())
                    .query(this::row)
                    .list()
                    .forEach(each -> found.computeIfAbsent(each.caseId(), none -> new ArrayList<>())
                            .add(each));
        }
        return found;
    }

    /** Whose time is up, with the subjects of their cases: those that have waited longest first. */
    Map<ClockId, SubjectId> due(Instant now, int most) {
        Map<ClockId, SubjectId> due = new LinkedHashMap<>();
        jdbc.sql("""
                        select k.id, c.subject_id from case_clock k join street_case c on c.id = k.case_id
                        where k.wake_at < :now order by k.wake_at, k.id limit :most
                        """).param("now", Stored.utc(now)).param("most", most).query((RowCallbackHandler)
                row -> due.put(new ClockId(row.getLong("id")), new SubjectId(row.getLong("subject_id"))));
        return due;
    }

    /** Those among them that are still due and that nobody else is at. */
    List<CaseClock> claim(Collection<ClockId> ids, Instant now) {
        return jdbc.sql("select " + COLUMNS
                        + " from case_clock where id in (:ids) and wake_at < :now order by id for update skip locked")
                .param("ids", ids.stream().map(ClockId::value).toList())
                .param("now", Stored.utc(now))
                .query(this::row)
                .list();
    }

    /** Open ones that run and count one way, of cases that are not secret. */
    void running(Length.Counting counting, Consumer<CaseClock> each) {
        jdbc.sql("select " + COLUMNS + """
                         from case_clock where calendar is not null and due_at is not null and breached_at is null
                        and counting = :counting
                        and case_id not in (select id from street_case where secret = 1 and state = 'open')
                        """).param("counting", counting.id()).query((RowCallbackHandler)
                row -> each.accept(row(row, 0)));
    }

    int countedBefore(long state) {
        return jdbc.sql("select count(*) from case_clock where calendar < :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    /** Open ones that were counted by an earlier calendar, with the subjects of their cases. */
    Map<ClockId, SubjectId> countedBefore(long state, int most) {
        Map<ClockId, SubjectId> some = new LinkedHashMap<>();
        jdbc.sql("""
                        select k.id, c.subject_id from case_clock k join street_case c on c.id = k.case_id
                        where k.calendar < :state order by k.calendar, k.id limit :most
                        """).param("state", state).param("most", most).query((RowCallbackHandler)
                row -> some.put(new ClockId(row.getLong("id")), new SubjectId(row.getLong("subject_id"))));
        return some;
    }

    /** Those among them that nobody else is at. */
    List<CaseClock> claimCountedBefore(Collection<ClockId> ids, long state) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from case_clock where id in (:ids) and calendar < :state order by id for update skip locked")
                .param("ids", ids.stream().map(ClockId::value).toList())
                .param("state", state)
                .query(this::row)
                .list();
    }

    /** They are as they were by a later state of the calendar too. */
    void counted(Collection<CaseClock> same, long state) {
        if (!same.isEmpty()) {
            jdbc.sql("update case_clock set calendar = :state where id in (:ids)")
                    .param("state", state)
                    .param("ids", same.stream().map(each -> each.id().value()).toList())
                    .update();
        }
    }

    Map<CaseId, SubjectId> subjects(Collection<CaseId> of) {
        Map<CaseId, SubjectId> all = new LinkedHashMap<>();
        if (!of.isEmpty()) {
            jdbc.sql("select id, subject_id from street_case where id in (:of)")
                    .param("of", of.stream().map(CaseId::value).toList())
                    .query((RowCallbackHandler)
                            row -> all.put(new CaseId(row.getLong("id")), new SubjectId(row.getLong("subject_id"))));
        }
        return all;
    }

    /** What the ledger says of some cases; one that it does not know is absent. */
    Map<CaseId, String> matters(Collection<CaseId> of) {
        Map<CaseId, Own> begun = own.there().orElse(Map.of());
        Map<CaseId, String> all = new HashMap<>();
        List<Long> asked = new ArrayList<>();
        for (CaseId each : of) {
            Own its = begun.get(each);
            if (its == null) {
                asked.add(each.value());
            } else {
                all.put(each, its.matter);
            }
        }
        if (!asked.isEmpty()) {
            jdbc.sql("select id, matter from street_case where id in (:ids)")
                    .param("ids", asked)
                    .query((RowCallbackHandler) row -> all.put(new CaseId(row.getLong("id")), row.getString("matter")));
        }
        return all;
    }

    Optional<SubjectId> subject(ClockId id) {
        return jdbc.sql("select c.subject_id from case_clock k join street_case c on c.id = k.case_id where k.id = :id")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .map(SubjectId::new);
    }

    private CaseClock row(ResultSet row, int number) throws SQLException {
        return new CaseClock(
                new ClockId(row.getLong("id")),
                new CaseId(row.getLong("case_id")),
                row.getString("matter"),
                row.getString("item"),
                new Label(row.getString("title_zh"), row.getString("title_en")),
                row.getString("step"),
                row.getString("part"),
                new Length(
                        row.getInt("amount"),
                        Length.Unit.valueOf(row.getString("unit").toUpperCase(Locale.ROOT)),
                        Length.Counting.valueOf(row.getString("counting").toUpperCase(Locale.ROOT))),
                new Because(row.getString("rule_set"), row.getString("rule_row")),
                required(row, "started_at"),
                required(row, "counted_from"),
                row.getLong("left_amount"),
                moment(row, "due_at"),
                row.getInt("beyond_calendar") == 1,
                moment(row, "paused_since"),
                row.getString("paused_because"),
                Duration.of(row.getLong("paused_micros"), ChronoUnit.MICROS),
                row.getInt("extended_by"),
                row.getString("extended_because"),
                row.getString("extended_who"),
                moment(row, "breached_at"),
                moment(row, "stopped_at"),
                row.getObject("took", Long.class),
                moment(row, "told_at"),
                row.getInt("tries"),
                row.getInt("version"));
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : Stored.utc(moment);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        LocalDateTime stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : Stored.instant(stored);
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return Stored.instant(row.getObject(column, LocalDateTime.class));
    }
}
