package gridwork.cases.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.CaseId;
import gridwork.cases.PlannedCheck.State;
import gridwork.cases.SiteChecks;
import gridwork.facts.SubjectId;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plan as it is kept, secrets and all: nothing here goes to a reader but through {@link Revealing}. */
@Repository
class PlannedChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = """
            select id, subject_id, site_ref, period_id, first_day, last_day, check_type, drawn, drawn_from, drawn_day,
                   needed, candidates, inspectors, state, cause, note, case_id, opened_on, done_on, overdue_on, release_no
            from planned_check
            """;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;

    PlannedChecks(JdbcClient jdbc, JdbcTemplate batches, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** A check as it was planned and drawn, which never changes, and what became of it so far. */
    record Row(
            long id,
            SubjectId site,
            String siteRef,
            String period,
            LocalDate firstDay,
            String checkType,
            boolean drawn,
            List<String> drawnFrom,
            @Nullable LocalDate drawnDay,
            int needed,
            String cause,
            int release,
            Life life) {
        LocalDate lastDay() {
            return life.lastDay();
        }

        State state() {
            return life.state();
        }

        @Nullable
        String note() {
            return life.note();
        }

        @Nullable
        Opening opening() {
            return life.opening();
        }

        @Nullable
        CaseId caseId() {
            Opening opening = opening();
            return opening == null ? null : opening.by();
        }

        @Nullable
        LocalDate openedOn() {
            Opening opening = opening();
            return opening == null ? null : opening.on();
        }

        /** Among whom its inspectors were drawn; empty = none were, or another check's case carries it. */
        List<String> candidates() {
            Opening opening = opening();
            return opening == null ? List.of() : opening.candidates();
        }

        /** As drawn; who took whose place since, the case knows. */
        List<String> inspectors() {
            Opening opening = opening();
            return opening == null ? List.of() : opening.inspectors();
        }

        @Nullable
        LocalDate doneOn() {
            return life.doneOn();
        }

        boolean live() {
            return state() == State.PLANNED || state() == State.OPEN;
        }

        Row as(State next, @Nullable String why) {
            return now(new Life(life.lastDay(), next, why, life.opening(), life.doneOn(), life.overdueOn()));
        }

        Row until(LocalDate last) {
            return now(new Life(last, life.state(), life.note(), life.opening(), life.doneOn(), life.overdueOn()));
        }

        Row opened(Opening opening) {
            return now(new Life(
                    life.lastDay(),
                    life.state() == State.OVERDUE ? State.OVERDUE : State.OPEN,
                    null,
                    opening,
                    life.doneOn(),
                    life.overdueOn()));
        }

        /** Wanted again after it was dropped; a case that was withdrawn is not this one's any more. */
        Row again() {
            return now(new Life(life.lastDay(), State.PLANNED, null, null, life.doneOn(), life.overdueOn()));
        }

        Row done(LocalDate on) {
            return now(new Life(life.lastDay(), State.DONE, null, life.opening(), on, life.overdueOn()));
        }

        Row missed() {
            return now(new Life(
                    life.lastDay(),
                    State.OVERDUE,
                    life.note(),
                    life.opening(),
                    life.doneOn(),
                    life.lastDay().plusDays(1)));
        }

        private Row now(Life next) {
            return new Row(
                    id, site, siteRef, period, firstDay, checkType, drawn, drawnFrom, drawnDay, needed, cause, release,
                    next);
        }
    }

    /** @param overdueOn the day after the last, when it was missed */
    record Life(
            LocalDate lastDay,
            State state,
            @Nullable String note,
            @Nullable Opening opening,
            @Nullable LocalDate doneOn,
            @Nullable LocalDate overdueOn) {
        static Life planned(LocalDate lastDay) {
            return new Life(lastDay, State.PLANNED, null, null, null, null);
        }
    }

    /** Its case. One that carries an earlier check already had its inspectors drawn there. */
    record Opening(CaseId by, LocalDate on, List<String> candidates, List<String> inspectors) {}

    void add(Row row) {
        jdbc.sql("""
                insert into planned_check
                    (id, subject_id, site_ref, period_id, first_day, last_day, check_type, drawn, drawn_from, drawn_day,
                     needed, candidates, inspectors, state, cause, note, case_id, opened_on, done_on, overdue_on,
                     release_no, planned_at)
                values (:id, :site, :ref, :period, :first, :last, :type, :drawn, :drawnFrom, :drawnDay,
                        :needed, null, null, :state, :cause, :note, null, null, :doneOn, null, :release, :now)
                """)
                .param("id", row.id())
                .param("site", row.site().value())
                .param("ref", row.siteRef())
                .param("period", row.period())
                .param("first", row.firstDay())
                .param("last", row.lastDay())
                .param("type", row.checkType())
                .param("drawn", row.drawn())
                .param("drawnFrom", row.drawn() ? json(row.drawnFrom()) : null)
                .param("drawnDay", row.drawnDay())
                .param("needed", row.needed())
                .param("state", row.state().code())
                .param("cause", row.cause())
                .param("note", row.note())
                .param("doneOn", row.doneOn())
                .param("release", row.release())
                .param("now", Stored.utc(clock.now()))
                .update();
    }

    /** What changes in the lives of planned checks; what was drawn never does. */
    void change(List<Row> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate("""
                    update planned_check
                    set last_day = ?, state = ?, note = ?, case_id = ?, opened_on = ?, done_on = ?, overdue_on = ?,
                        candidates = ?, inspectors = ?
                    where id = ?
                    """, rows.stream().map(PlannedChecks::changing).toList());
        }
    }

    private static @Nullable Object[] changing(Row row) {
        Opening opening = row.opening();
        CaseId by = row.caseId();
        return new @Nullable Object[] {
            row.lastDay(),
            row.state().code(),
            row.note(),
            by == null ? null : by.value(),
            row.openedOn(),
            row.doneOn(),
            row.life().overdueOn(),
            opening == null ? null : json(opening.candidates()),
            opening == null ? null : json(opening.inspectors()),
            row.id()
        };
    }

    /** Who let some of them go over a quota of the year; one query. */
    Map<Long, SiteChecks.Over> allowed(Collection<Long> ids) {
        Map<Long, SiteChecks.Over> all = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(
                            "select id, over_by, over_reason, over_at from planned_check where id in (:ids) and over_by is not null")
                    .param("ids", ids)
                    .query((RowCallbackHandler) row -> all.put(
                            row.getLong("id"),
                            new SiteChecks.Over(
                                    row.getString("over_by"),
                                    row.getString("over_reason"),
                                    Stored.instant(row.getObject("over_at", LocalDateTime.class)))));
        }
        return all;
    }

    void allow(long id, SiteChecks.Over over) {
        jdbc.sql("update planned_check set over_by = :by, over_reason = :reason, over_at = :at where id = :id")
                .param("by", over.by())
                .param("reason", over.reason())
                .param("at", Stored.utc(over.at()))
                .param("id", id)
                .update();
    }

    /** Those of a site that something holds up, by its note. */
    List<Row> heldUpBy(String note, SubjectId site) {
        return jdbc.sql(ALL + "where subject_id = :site and note = :note and case_id is null order by first_day, id")
                .param("site", site.value())
                .param("note", note)
                .query(PlannedChecks::row)
                .list();
    }

    /** Those of all sites that something holds up, by its note: the first that should begin first. */
    List<Row> heldUpBy(String note, int from, int size) {
        return jdbc.sql(
                        ALL
                                + "where note = :note and case_id is null and state = 'planned' order by first_day, id limit :size offset :from")
                .param("note", note)
                .param("size", size)
                .param("from", from)
                .query(PlannedChecks::row)
                .list();
    }

    long countHeldUpBy(String note) {
        return jdbc.sql(
                        "select count(*) from planned_check where note = :note and case_id is null and state = 'planned'")
                .param("note", note)
                .query(Long.class)
                .single();
    }

    /** What still matters of some sites on a day: not over, missed and still open, or of a period that runs. */
    List<Row> current(Collection<SubjectId> sites, Collection<String> periods) {
        return sites.isEmpty()
                ? List.of()
                : jdbc.sql(ALL + """
                                where subject_id in (:sites)
                                  and (state in ('planned', 'open', 'overdue') or period_id in (:periods))
                                order by first_day, id
                                """)
                        .param("sites", sites.stream().map(SubjectId::value).toList())
                        .param("periods", periods)
                        .query(PlannedChecks::row)
                        .list();
    }

    /** Which of some sites were ever planned. */
    List<SubjectId> everPlanned(Collection<SubjectId> sites) {
        return sites.isEmpty()
                ? List.of()
                : jdbc.sql("select distinct subject_id from planned_check where subject_id in (:sites)")
                        .param("sites", sites.stream().map(SubjectId::value).toList())
                        .query((row, at) -> new SubjectId(row.getLong("subject_id")))
                        .list();
    }

    /** The sites of checks that still wait for something, in time or late. */
    List<SubjectId> sitesOfLive() {
        return jdbc.sql("""
                        select distinct subject_id from planned_check
                        where state in ('planned', 'open') or (state = 'overdue' and case_id is not null
                            and (note is null or note not in ('withdrawn', 'site-closed')))
                        order by subject_id
                        """)
                .query((row, at) -> new SubjectId(row.getLong("subject_id")))
                .list();
    }

    /** The sites of checks not opened yet for a reason. */
    List<SubjectId> sitesHeldUpBy(String note) {
        return jdbc.sql("""
                        select distinct subject_id from planned_check
                        where state in ('planned', 'overdue') and case_id is null and note = :note
                        order by subject_id
                        """)
                .param("note", note)
                .query((row, at) -> new SubjectId(row.getLong("subject_id")))
                .list();
    }

    List<Row> of(SubjectId site, int size) {
        return jdbc.sql(ALL + "where subject_id = :site order by last_day desc, id desc limit :size")
                .param("site", site.value())
                .param("size", size)
                .query(PlannedChecks::row)
                .list();
    }

    List<Row> carriedBy(CaseId id) {
        return jdbc.sql(ALL + "where case_id = :case order by first_day, id")
                .param("case", id.value())
                .query(PlannedChecks::row)
                .list();
    }

    /** The checks in which the inspectors of some cases were drawn. */
    List<Row> drawsOf(Collection<CaseId> cases) {
        return cases.isEmpty()
                ? List.of()
                : jdbc
                        .sql(ALL + "where case_id in (:cases) order by id")
                        .param("cases", cases.stream().map(CaseId::value).toList())
                        .query(PlannedChecks::row)
                        .list()
                        .stream()
                        .filter(row -> !row.candidates().isEmpty())
                        .toList();
    }

    List<Row> between(LocalDate first, LocalDate last) {
        return jdbc.sql(ALL + "where last_day >= :first and first_day <= :last order by last_day, site_ref, id")
                .param("first", first)
                .param("last", last)
                .query(PlannedChecks::row)
                .list();
    }

    List<Row> of(String period) {
        return jdbc.sql(ALL + "where period_id = :period order by site_ref")
                .param("period", period)
                .query(PlannedChecks::row)
                .list();
    }

    int openedOn(LocalDate day) {
        return jdbc.sql("select count(*) from planned_check where opened_on = :day")
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    private static Row row(ResultSet row, int at) throws SQLException {
        long by = row.getLong("case_id");
        Opening opening = row.wasNull()
                ? null
                : new Opening(
                        new CaseId(by),
                        row.getObject("opened_on", LocalDate.class),
                        list(row.getString("candidates")),
                        list(row.getString("inspectors")));
        return new Row(
                row.getLong("id"),
                new SubjectId(row.getLong("subject_id")),
                row.getString("site_ref"),
                row.getString("period_id"),
                row.getObject("first_day", LocalDate.class),
                row.getString("check_type"),
                row.getBoolean("drawn"),
                list(row.getString("drawn_from")),
                row.getObject("drawn_day", LocalDate.class),
                row.getInt("needed"),
                row.getString("cause"),
                row.getInt("release_no"),
                new Life(
                        row.getObject("last_day", LocalDate.class),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getString("note"),
                        opening,
                        row.getObject("done_on", LocalDate.class),
                        row.getObject("overdue_on", LocalDate.class)));
    }

    static String json(List<String> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<String> list(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("a row of the check plan is spoilt", spoilt);
        }
    }
}
