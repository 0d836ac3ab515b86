package gridwork.cases.plan;

import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The periods' secrets. Only {@link #of} gives one before its period has ended, and only the draws ask for it. */
@Repository
class CheckSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(CheckSecrets.class);
    private static final int BYTES = 32;
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final SecureRandom random = new SecureRandom();

    CheckSecrets(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param secret null while the period runs */
    record Commitment(
            String period,
            LocalDate firstDay,
            LocalDate lastDay,
            String hash,
            Instant committedAt,
            @Nullable String secret) {}

    /** The period's secret, made now where there is none: whose hash is public from that moment. */
    byte[] of(Period period) {
        return HexFormat.of().parseHex(stored(period.id()).orElseGet(() -> make(period)));
    }

    /** Of a period for which something was planned already. */
    byte[] of(String period) {
        return HexFormat.of()
                .parseHex(stored(period)
                        .orElseThrow(() -> new IllegalStateException("period " + period + " has no secret")));
    }

    boolean committed(String period, Instant before) {
        return jdbc.sql("select count(*) from check_secret where period_id = :period and committed_at <= :before")
                        .param("period", period)
                        .param("before", Stored.utc(before))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Optional<String> stored(String period) {
        return jdbc.sql("select secret from check_secret where period_id = :period")
                .param("period", period)
                .query(String.class)
                .optional();
    }

    private String make(Period period) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        try {
            jdbc.sql("""
                    insert into check_secret (period_id, first_day, last_day, hash, secret, committed_at)
                    values (:period, :first, :last, :hash, :secret, :now)
                    """)
                    .param("period", period.id())
                    .param("first", period.first())
                    .param("last", period.last())
                    .param("hash", Draw.commitment(secret))
                    .param("secret", Draw.hex(secret))
                    .param("now", Stored.utc(clock.now()))
                    .update();
        } catch (DuplicateKeyException madeByAnotherNode) {
            return stored(period.id()).orElseThrow(() -> madeByAnotherNode);
        }
        LOG.info("period {} begins with the commitment {}", period.id(), Draw.commitment(secret));
        return Draw.hex(secret);
    }

    /** The secrets of the periods that are over become public. */
    void publish(LocalDate today) {
        int published = jdbc.sql(
                        "update check_secret set published_at = :now where published_at is null and last_day < :today")
                .param("now", Stored.utc(clock.now()))
                .param("today", today)
                .update();
        if (published > 0) {
            LOG.info("the secrets of {} periods are public", published);
        }
    }

    /** Newest first. The secret is asked of the database only where the period is over on that day. */
    List<Commitment> commitments(LocalDate today, int from, int size) {
        return jdbc.sql("""
                        select period_id, first_day, last_day, hash, committed_at,
                               case when last_day < :today then secret end as secret
                        from check_secret
                        order by last_day desc, period_id desc
                        limit :size offset :from
                        """)
                .param("today", today)
                .param("size", size)
                .param("from", from)
                .query((row, at) -> new Commitment(
                        row.getString("period_id"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("hash"),
                        Stored.instant(row.getObject("committed_at", LocalDateTime.class)),
                        row.getString("secret")))
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from check_secret").query(Long.class).single();
    }
}
