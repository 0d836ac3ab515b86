package gridwork.cases.application;

import gridwork.platform.Stored;
import gridwork.street.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredRevocations {
    private static final String SELECT = """
            select id, permit_id, ground, reason_text, from_day, asked_by, asked_at, state, decided_by, decided_at, said_text
              from permit_revocation where\s""";
    private final JdbcClient jdbc;

    StoredRevocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Revocation asked) {
        jdbc.sql("""
                        insert into permit_revocation(id, permit_id, ground, reason_text, from_day, asked_by, asked_at, state)
                        values (:id, :permit, :ground, :reason, :from, :by, :at, 'asked')
                        """)
                .param("id", asked.id())
                .param("permit", asked.permit())
                .param("ground", asked.ground())
                .param("reason", asked.reason())
                .param("from", asked.from())
                .param("by", asked.askedBy().value())
                .param("at", Stored.utc(asked.askedAt()))
                .update();
    }

    /** @return whether nobody had decided it before */
    boolean decide(long id, Revocation.State state, LocalDate from, OfficerId by, Instant at, @Nullable String said) {
        return jdbc.sql("""
                        update permit_revocation set state = :state, from_day = :from, decided_by = :by, decided_at = :at, said_text = :said
                        where id = :id and state = 'asked'
                        """)
                        .param("state", state.name().toLowerCase(Locale.ROOT))
                        .param("from", from)
                        .param("by", by.value())
                        .param("at", Stored.utc(at))
                        .param("said", said)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** In the order in which they were asked for. */
    List<Revocation> of(long permit) {
        return jdbc.sql(SELECT + "permit_id = :permit order by id")
                .param("permit", permit)
                .query(StoredRevocations::row)
                .list();
    }

    Optional<Revocation> find(long id) {
        return jdbc.sql(SELECT + "id = :id")
                .param("id", id)
                .query(StoredRevocations::row)
                .optional();
    }

    private static Revocation row(ResultSet row, int number) throws SQLException {
        String decidedBy = row.getString("decided_by");
        LocalDateTime decidedAt = row.getObject("decided_at", LocalDateTime.class);
        return new Revocation(
                row.getLong("id"),
                row.getLong("permit_id"),
                row.getString("ground"),
                row.getString("reason_text"),
                row.getObject("from_day", LocalDate.class),
                new OfficerId(row.getString("asked_by")),
                Stored.instant(row.getObject("asked_at", LocalDateTime.class)),
                Revocation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                decidedBy == null ? null : new OfficerId(decidedBy),
                decidedAt == null ? null : Stored.instant(decidedAt),
                row.getString("said_text"));
    }
}
