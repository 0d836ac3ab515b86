package gridwork.cases.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.CaseId;
import gridwork.cases.PlannedCheck.State;
import gridwork.facts.SubjectId;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    private final StreetClock clock;

    PlannedChecks(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Row(
            long id,
            SubjectId site,
            String siteRef,
            String period,
            LocalDate firstDay,
            LocalDate lastDay,
            String checkType,
            boolean drawn,
            List<String> drawnFrom,
            @Nullable LocalDate drawnDay,
            int needed,
            List<String> candidates,
            List<String> inspectors,
            State state,
            String cause,
            @Nullable String note,
            @Nullable CaseId caseId,
            @Nullable LocalDate openedOn,
            @Nullable LocalDate doneOn,
            @Nullable LocalDate overdueOn,
            int release) {
        /** For the regime's period, from a day in it on; its day and its end are still to be said. */
        static Row planned(
                long id, SubjectId site, String siteRef, Regimes.Regime regime, LocalDate day, String cause) {
            Period period = regime.period();
            return new Row(
                    id,
                    site,
                    siteRef,
                    period.id(),
                    day,
                    period.last(),
                    regime.checkType(),
                    regime.drawn(),
                    List.of(),
                    null,
                    regime.inspectors(),
                    List.of(),
                    List.of(),
                    State.PLANNED,
                    cause,
                    null,
                    null,
                    null,
                    null,
                    null,
                    regime.release());
        }

        Row on(LocalDate day, List<String> from) {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    lastDay,
                    checkType,
                    drawn,
                    from,
                    day,
                    needed,
                    candidates,
                    inspectors,
                    state,
                    cause,
                    note,
                    caseId,
                    openedOn,
                    doneOn,
                    overdueOn,
                    release);
        }

        boolean live() {
            return state == State.PLANNED || state == State.OPEN;
        }

        Row as(State next, @Nullable String why) {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    lastDay,
                    checkType,
                    drawn,
                    drawnFrom,
                    drawnDay,
                    needed,
                    candidates,
                    inspectors,
                    next,
                    cause,
                    why,
                    caseId,
                    openedOn,
                    doneOn,
                    overdueOn,
                    release);
        }

        Row until(LocalDate last) {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    last,
                    checkType,
                    drawn,
                    drawnFrom,
                    drawnDay,
                    needed,
                    candidates,
                    inspectors,
                    state,
                    cause,
                    note,
                    caseId,
                    openedOn,
                    doneOn,
                    overdueOn,
                    release);
        }

        Row opened(CaseId by, LocalDate on, List<String> from, List<String> drawnInspectors) {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    lastDay,
                    checkType,
                    drawn,
                    drawnFrom,
                    drawnDay,
                    needed,
                    from,
                    drawnInspectors,
                    State.OPEN,
                    cause,
                    null,
                    by,
                    on,
                    doneOn,
                    overdueOn,
                    release);
        }

        Row done(LocalDate on) {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    lastDay,
                    checkType,
                    drawn,
                    drawnFrom,
                    drawnDay,
                    needed,
                    candidates,
                    inspectors,
                    State.DONE,
                    cause,
                    null,
                    caseId,
                    openedOn,
                    on,
                    overdueOn,
                    release);
        }

        Row missed() {
            return new Row(
                    id,
                    site,
                    siteRef,
                    period,
                    firstDay,
                    lastDay,
                    checkType,
                    drawn,
                    drawnFrom,
                    drawnDay,
                    needed,
                    candidates,
                    inspectors,
                    State.OVERDUE,
                    cause,
                    note,
                    caseId,
                    openedOn,
                    doneOn,
                    lastDay.plusDays(1),
                    release);
        }
    }

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

    /** What changes in a planned check's life; what was drawn never does. */
    void change(Row row) {
        CaseId by = row.caseId();
        jdbc.sql("""
                update planned_check
                set last_day = :last, state = :state, note = :note, case_id = :case, opened_on = :openedOn,
                    done_on = :doneOn, overdue_on = :overdueOn, candidates = :candidates, inspectors = :inspectors
                where id = :id
                """)
                .param("last", row.lastDay())
                .param("state", row.state().code())
                .param("note", row.note())
                .param("case", by == null ? null : by.value())
                .param("openedOn", row.openedOn())
                .param("doneOn", row.doneOn())
                .param("overdueOn", row.overdueOn())
                .param("candidates", row.openedOn() == null ? null : json(row.candidates()))
                .param("inspectors", row.openedOn() == null ? null : json(row.inspectors()))
                .param("id", row.id())
                .update();
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

    /** The sites of checks that still wait for something. */
    List<SubjectId> sitesOfLive() {
        return jdbc.sql(
                        "select distinct subject_id from planned_check where state in ('planned', 'open') order by subject_id")
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
        CaseId caseId = row.wasNull() ? null : new CaseId(by);
        return new Row(
                row.getLong("id"),
                new SubjectId(row.getLong("subject_id")),
                row.getString("site_ref"),
                row.getString("period_id"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("check_type"),
                row.getBoolean("drawn"),
                list(row.getString("drawn_from")),
                row.getObject("drawn_day", LocalDate.class),
                row.getInt("needed"),
                list(row.getString("candidates")),
                list(row.getString("inspectors")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("cause"),
                row.getString("note"),
                caseId,
                row.getObject("opened_on", LocalDate.class),
                row.getObject("done_on", LocalDate.class),
                row.getObject("overdue_on", LocalDate.class),
                row.getInt("release_no"));
    }

    private static String json(List<String> list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> list(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("a row of the check plan is spoilt", spoilt);
        }
    }
}
