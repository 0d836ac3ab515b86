package gridwork.cases.trail;

import gridwork.cases.CaseId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds to the trails. Whoever adds to one waits for who adds to the same; nobody waits for the trail of another case. */
@Repository
public class Trails {
    private final JdbcClient jdbc;

    Trails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Head(int length, String hash) {}

    /** @param content JSON, hashed as the text that it is */
    public void add(CaseId of, Instant at, @Nullable String who, String what, String cameBy, String content) {
        Optional<Head> head = locked(of);
        int seq = head.map(Head::length).orElse(0) + 1;
        String before = head.map(Head::hash).orElse(Chain.START);
        String hash = Chain.entry(of.value(), seq, before, at, who, what, cameBy, content);
        jdbc.sql("""
                        insert into case_trail(id, case_id, happened_at, who, what, came_by, content, seq, hash)
                        values (:id, :caseId, :at, :who, :what, :cameBy, :content, :seq, :hash)
                        """)
                .param("id", Ids.next())
                .param("caseId", of.value())
                .param("at", Stored.utc(at))
                .param("who", who)
                .param("what", what)
                .param("cameBy", cameBy)
                .param("content", content)
                .param("seq", seq)
                .param("hash", hash)
                .update();
        jdbc.sql(
                        head.isEmpty()
                                ? "insert into case_trail_head(case_id, length, hash, unsealed) values (:caseId, :length, :hash, 1)"
                                : "update case_trail_head set length = :length, hash = :hash, unsealed = 1 where case_id = :caseId")
                .param("caseId", of.value())
                .param("length", seq)
                .param("hash", hash)
                .update();
    }

    private Optional<Head> locked(CaseId of) {
        return jdbc.sql("select length, hash from case_trail_head where case_id = :caseId for update")
                .param("caseId", of.value())
                .query((row, number) -> new Head(row.getInt("length"), row.getString("hash")))
                .optional();
    }
}
