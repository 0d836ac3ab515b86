package gridwork.cases.opening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits to be opened (排队立案): cases of subjects, and reports without a case. */
@Repository
public class WaitingCases {
    private static final String COLUMNS = "id, matter, subject_id, cause, due_on, why, details";
    private static final String ALL = """
            (select min(id) as id, matter, subject_id, min(asked_at) as since,
                    min(case when held_on is null then 0 else 1 end) as held, max(held_by) as held_by
             from case_waiting group by matter, subject_id
            union all select id, matter, subject_id, received_at as since, 0 as held, null as held_by
             from case_report where case_id is null)""";
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final ObjectMapper json = new ObjectMapper();

    WaitingCases(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Waiting(long id, Wanted wanted) {}

    /**
     * @param place in the order in which its matter's cases are opened, from 1
     * @param heldBy the department whose quota it would go over: it waits for a reason, not for its turn; null = for its turn
     */
    public record Line(
            long id,
            String matter,
            SubjectId subject,
            Instant since,
            int place,
            @Nullable String heldBy) {}

    /** One that would go over a quota. */
    public record Held(long id, Wanted wanted, String by) {}

    /**
     * One for a subject, matter and kind of cause: what is asked for again keeps its place, and what falls due waits beside
     * what was decided. Within the subject's lock.
     */
    void put(Wanted wanted) {
        int there = jdbc.sql("""
                        update case_waiting set cause = :cause, due_on = :dueOn, why = :why, details = :details
                        where subject_id = :subject and matter = :matter and kind = :kind
                        """)
                .param("cause", wanted.cause())
                .param("kind", wanted.kind())
                .param("dueOn", wanted.dueOn())
                .param("why", wanted.why())
                .param("details", wanted.details().toString())
                .param("subject", wanted.subject().value())
                .param("matter", wanted.matter())
                .update();
        if (there == 0) {
            jdbc.sql("""
                            insert into case_waiting(id, matter, subject_id, kind, cause, due_on, why, details, asked_at)
                            values (:id, :matter, :subject, :kind, :cause, :dueOn, :why, :details, :now)
                            """)
                    .param("id", Ids.next())
                    .param("matter", wanted.matter())
                    .param("subject", wanted.subject().value())
                    .param("kind", wanted.kind())
                    .param("cause", wanted.cause())
                    .param("dueOn", wanted.dueOn())
                    .param("why", wanted.why())
                    .param("details", wanted.details().toString())
                    .param("now", Stored.utc(clock.now()))
                    .update();
        }
    }

    void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from case_waiting where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    /** Whether one waits for its turn: what waits for a reason holds up no other. */
    boolean any(String matter) {
        return !jdbc.sql("select id from case_waiting where matter = :matter and held_on is null limit 1")
                .param("matter", matter)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    /** By what is known on a day they would go over the quotas of these departments. */
    void hold(Map<Long, String> departments, LocalDate day) {
        Map<String, List<Long>> by = new TreeMap<>();
        departments.forEach((id, department) ->
                by.computeIfAbsent(department, none -> new ArrayList<>()).add(id));
        by.forEach((department, ids) -> jdbc.sql(
                        "update case_waiting set held_on = :day, held_by = :by where id in (:ids)")
                .param("day", day)
                .param("by", department)
                .param("ids", ids)
                .update());
    }

    /** What waits for a reason, in the order in which it was asked for. */
    public List<Held> held(SubjectId subject) {
        return jdbc.sql("select " + COLUMNS
                        + ", held_by from case_waiting where subject_id = :subject and held_on is not null order by id")
                .param("subject", subject.value())
                .query((row, number) -> {
                    Waiting waiting = row(row, number);
                    return new Held(waiting.id(), waiting.wanted(), row.getString("held_by"));
                })
                .list();
    }

    /** The first so many subjects, in their order; without those that were found to go over a quota this day already. */
    List<SubjectId> oldest(String matter, int most, LocalDate day) {
        return jdbc.sql(
                        "select subject_id from case_waiting where matter = :matter and (held_on is null or held_on <> :day)"
                                + " group by subject_id order by min(id) limit " + most)
                .param("matter", matter)
                .param("day", day)
                .query((row, number) -> new SubjectId(row.getLong("subject_id")))
                .list();
    }

    /** Those of some subjects. */
    List<Waiting> of(String matter, Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS
                                + " from case_waiting where matter = :matter and subject_id in (:subjects) order by id")
                        .param("matter", matter)
                        .param(
                                "subjects",
                                subjects.stream().map(SubjectId::value).toList())
                        .query(this::row)
                        .list();
    }

    /** How many wait, by matter. */
    public Map<String, Long> count() {
        Map<String, Long> waiting = new TreeMap<>();
        jdbc.sql("select matter, count(*) as how_many from " + ALL + " w group by matter")
                .query((RowCallbackHandler) row -> waiting.put(row.getString("matter"), row.getLong("how_many")));
        return waiting;
    }

    /** Matter by matter, in the order in which they are opened. */
    public List<Line> lines(Set<String> matters, int from, int size) {
        return matters.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "select id, matter, subject_id, since, held, held_by, row_number() over (partition by matter, held order by id) as place from "
                                        + ALL + " w where matter in (:matters) order by matter, held, id limit " + size
                                        + " offset "
                                        + from)
                        .param("matters", matters)
                        .query((row, number) -> new Line(
                                row.getLong("id"),
                                row.getString("matter"),
                                new SubjectId(row.getLong("subject_id")),
                                Stored.instant(row.getObject("since", LocalDateTime.class)),
                                row.getInt("place"),
                                row.getInt("held") == 1 ? row.getString("held_by") : null))
                        .list();
    }

    private Waiting row(ResultSet row, int number) throws SQLException {
        try {
            return new Waiting(
                    row.getLong("id"),
                    new Wanted(
                            row.getString("matter"),
                            new SubjectId(row.getLong("subject_id")),
                            row.getString("cause"),
                            row.getObject("due_on", LocalDate.class),
                            row.getString("why"),
                            (ObjectNode) json.readTree(row.getString("details"))));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
