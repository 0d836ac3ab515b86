package gridwork.signals.cloudevents;

import gridwork.facts.Facts;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which source may send, with which key. A key has 256 random bits: its plain SHA-256 is enough to keep it by. */
@Repository
public class SignalKeys {
    private static final String MARK = "gw_";
    private static final int BYTES = 32;
    private static final int LENGTH = 200;
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final SecureRandom random = new SecureRandom();

    SignalKeys(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param hint the first characters of the key, to tell keys apart */
    public record Key(
            long id,
            String source,
            String title,
            String hint,
            String madeBy,
            Instant madeAt,
            @Nullable Instant revokedAt) {}

    /** The key itself: shown once, kept nowhere. */
    @Transactional
    public String make(String source, String title, String by) {
        if (source.isBlank() || Facts.isOwn(source) || source.length() > LENGTH || !source.equals(source.strip())) {
            throw new Refused("signal-key-source", source);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                        insert into signal_source (id, source, title, hint, key_hash, made_by, made_at)
                        values (:id, :source, :title, :hint, :hash, :by, :now)
                        """)
                .param("id", Ids.next())
                .param("source", source)
                .param("title", title.isBlank() ? source : title.strip())
                .param("hint", key.substring(0, MARK.length() + 4))
                .param("hash", Sha256.of(key))
                .param("by", by)
                .param("now", Stored.utc(clock.now()))
                .update();
        return key;
    }

    @Transactional
    public void revoke(long id) {
        jdbc.sql("update signal_source set revoked_at = ? where id = ? and revoked_at is null")
                .params(Stored.utc(clock.now()), id)
                .update();
    }

    public List<Key> all() {
        return jdbc.sql("""
                        select id, source, title, hint, made_by, made_at, revoked_at from signal_source
                        order by case when revoked_at is null then 0 else 1 end, source, id
                        """)
                .query((row, number) -> {
                    LocalDateTime revoked = row.getObject("revoked_at", LocalDateTime.class);
                    return new Key(
                            row.getLong("id"),
                            row.getString("source"),
                            row.getString("title"),
                            row.getString("hint"),
                            row.getString("made_by"),
                            Stored.instant(Objects.requireNonNull(row.getObject("made_at", LocalDateTime.class))),
                            revoked == null ? null : Stored.instant(revoked));
                })
                .list();
    }

    Optional<String> sourceOf(String key) {
        return jdbc.sql("select source from signal_source where key_hash = ? and revoked_at is null")
                .param(Sha256.of(key))
                .query(String.class)
                .optional();
    }
}
