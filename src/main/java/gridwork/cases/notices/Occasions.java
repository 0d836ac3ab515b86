package gridwork.cases.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.platform.BeforeCommit;
import gridwork.platform.Ids;
import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to be told and is not yet. */
@Repository
class Occasions {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;
    private final OfTransaction<List<Occasion>> noted = new OfTransaction<>(ArrayList::new);
    private final ObjectMapper json = new ObjectMapper();

    Occasions(JdbcClient jdbc, JdbcTemplate batches, BeforeCommit beforeCommit, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    /** In the running transaction; all that it notes are written together, just before its commit. */
    void note(Kind kind, String cause, @Nullable CaseId of, @Nullable SubjectId subject, JsonNode detail) {
        List<Occasion> all = noted.get();
        if (all.isEmpty()) {
            beforeCommit.run(this::write);
        }
        all.add(new Occasion(Ids.next(), kind, cause, of, subject, detail, clock.now(), 0));
    }

    private void write() {
        List<Occasion> all = List.copyOf(noted.get());
        noted.get().clear();
        batches.batchUpdate("""
                insert into notice_occasion (id, kind, cause, case_id, subject_id, detail, happened_at, due_at, tries)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """, all, 500, (row, each) -> {
            LocalDateTime happened = Stored.utc(each.happened());
            row.setLong(1, each.id());
            row.setString(2, each.kind().id());
            row.setString(3, each.cause());
            row.setObject(4, each.of() == null ? null : each.of().value(), Types.BIGINT);
            row.setObject(5, each.subject() == null ? null : each.subject().value(), Types.BIGINT);
            row.setString(6, each.detail().toString());
            row.setObject(7, happened);
            row.setObject(8, happened);
        });
    }

    /** Locks what is due until the transaction ends, the oldest first; what another node holds is passed over. */
    List<Occasion> claim(int most) {
        return jdbc.sql("""
                        select id, kind, cause, case_id, subject_id, detail, happened_at, tries from notice_occasion
                        where due_at <= :now order by due_at, id limit :most for update skip locked
                        """)
                .param("now", Stored.utc(clock.now()))
                .param("most", most)
                .query(this::row)
                .list();
    }

    /** The same for one. */
    List<Occasion> claim(Occasion one) {
        return jdbc.sql("""
                        select id, kind, cause, case_id, subject_id, detail, happened_at, tries from notice_occasion
                        where id = :id for update skip locked
                        """).param("id", one.id()).query(this::row).list();
    }

    void told(Collection<Occasion> all) {
        jdbc.sql("delete from notice_occasion where id in (:ids)")
                .param("ids", all.stream().map(Occasion::id).toList())
                .update();
    }

    void later(Occasion one, Duration after) {
        jdbc.sql("update notice_occasion set tries = tries + 1, due_at = :due where id = :id")
                .param("due", Stored.utc(clock.now().plus(after)))
                .param("id", one.id())
                .update();
    }

    /** How many could not be told so far, and are tried again. */
    long failing() {
        return jdbc.sql("select count(*) from notice_occasion where tries > 0")
                .query(Long.class)
                .single();
    }

    private Occasion row(ResultSet row, int number) throws SQLException {
        long of = row.getLong("case_id");
        CaseId id = row.wasNull() ? null : new CaseId(of);
        long about = row.getLong("subject_id");
        SubjectId subject = row.wasNull() ? null : new SubjectId(about);
        return new Occasion(
                row.getLong("id"),
                Kind.of(row.getString("kind")),
                row.getString("cause"),
                id,
                subject,
                read(row.getString("detail")),
                Stored.instant(Objects.requireNonNull(row.getObject("happened_at", LocalDateTime.class))),
                row.getInt("tries"));
    }

    private JsonNode read(String detail) {
        try {
            return json.readTree(detail);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
