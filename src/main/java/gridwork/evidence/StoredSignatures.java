package gridwork.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
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
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        var signature = new Signature(Ids.next(), about, part, by, now, Sha256.of(signed), signed);
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
        return about(List.of(about)).getOrDefault(about, List.of());
    }

    @Override
    public Map<String, List<Signature>> about(Collection<String> abouts) {
        Map<String, List<Signature>> all = new HashMap<>();
        if (!abouts.isEmpty()) {
            jdbc.sql("""
                            select id, about, part, signed_by, signed_at, sha256, signed_content
                            from signature where about in (:abouts) order by signed_at, id
                            """).param("abouts", abouts).query((RowCallbackHandler)
                    row -> all.computeIfAbsent(row.getString("about"), none -> new ArrayList<>())
                            .add(signature(row)));
        }
        return all;
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                row.getLong("id"),
                row.getString("about"),
                row.getString("part"),
                row.getString("signed_by"),
                Stored.instant(row.getObject("signed_at", LocalDateTime.class)),
                row.getString("sha256"),
                row.getString("signed_content"));
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
