package gridwork.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredSignatures implements Signatures {
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final JdbcClient jdbc;
    private final StreetClock clock;

    StoredSignatures(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Signature sign(String about, String part, JsonNode content, String by) {
        String signed = canonical(content);
        Instant now = clock.now();
        var signature = new Signature(
                Ids.next(),
                about,
                part,
                by,
                now,
                StoredEvidence.sha256(signed.getBytes(StandardCharsets.UTF_8)),
                signed);
        try {
            jdbc.sql("""
                            insert into signature(id, about, part, signed_by, signed_at, sha256, signed_content)
                            values (:id, :about, :part, :by, :at, :sha256, :signed)
                            """)
                    .param("id", signature.id())
                    .param("about", about)
                    .param("part", part)
                    .param("by", by)
                    .param("at", Stored.utc(now))
                    .param("sha256", signature.sha256())
                    .param("signed", signed)
                    .update();
        } catch (DuplicateKeyException signedAlready) {
            throw new Refused("already-signed", part);
        }
        return signature;
    }

    @Override
    public List<Signature> about(String about) {
        return jdbc.sql("""
                        select id, about, part, signed_by, signed_at, sha256, signed_content
                        from signature where about = :about order by signed_at, id
                        """)
                .param("about", about)
                .query((row, number) -> new Signature(
                        row.getLong("id"),
                        row.getString("about"),
                        row.getString("part"),
                        row.getString("signed_by"),
                        Stored.instant(row.getObject("signed_at", LocalDateTime.class)),
                        row.getString("sha256"),
                        row.getString("signed_content")))
                .list();
    }

    /** Keys in order and no white space, so that the same content has the same hash wherever it is written. */
    private static String canonical(JsonNode content) {
        try {
            return CANONICAL.writeValueAsString(CANONICAL.treeToValue(content, Object.class));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
