package gridwork.street;

import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

/** Who may come in, and how often somebody has tried; kept in the database, so that all nodes count together. */
@Repository
class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final SignInSettings settings;

    Door(JdbcClient jdbc, Work work, StreetClock clock, SignInSettings settings) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.settings = settings;
    }

    private record Row(
            String id,
            String passwordHash,
            int passwordVersion,
            boolean active,
            boolean mustChangePassword,
            @org.jspecify.annotations.Nullable LocalDateTime lockedUntil) {}

    /** The name as it was typed, on a phone with a capital or a blank. */
    static String id(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    UserDetails open(String typed) {
        return find(id(typed)).orElseThrow(() -> new UsernameNotFoundException("no such officer"));
    }

    Optional<OfficerAtTheDoor> find(String id) {
        return jdbc.sql("""
                        select id, password_hash as passwordHash, password_version as passwordVersion, active,
                               must_change_password as mustChangePassword, locked_until as lockedUntil
                        from officer where id = :id
                        """).param("id", id).query(Row.class).optional().map(row -> {
            Set<String> roles = new HashSet<>(jdbc.sql("select distinct role from duty where officer = :id")
                    .param("id", row.id())
                    .query(String.class)
                    .list());
            LocalDateTime locked = row.lockedUntil();
            return new OfficerAtTheDoor(
                    row.id(),
                    row.passwordHash(),
                    row.passwordVersion(),
                    row.active(),
                    row.mustChangePassword(),
                    locked == null ? null : Stored.instant(locked),
                    roles);
        });
    }

    void failed(String typed) {
        Instant now = clock.now();
        work.run(() -> {
            int counted = jdbc.sql("""
                            update officer
                            set failed_sign_ins =
                                    case when last_failure_at is null or last_failure_at < :begun then 1
                                         else failed_sign_ins + 1 end,
                                last_failure_at = :now
                            where id = :id and (locked_until is null or locked_until <= :now)
                            """)
                    .param("begun", Stored.utc(now.minus(settings.within())))
                    .param("now", Stored.utc(now))
                    .param("id", id(typed))
                    .update();
            if (counted > 0) {
                lockAfterTooMany(id(typed), now);
            }
        });
    }

    private void lockAfterTooMany(String id, Instant now) {
        int locked = jdbc.sql("""
                        update officer set locked_until = :until, failed_sign_ins = 0
                        where id = :id and failed_sign_ins >= :limit
                        """)
                .param("until", Stored.utc(now.plus(settings.lockedFor())))
                .param("id", id)
                .param("limit", settings.failures())
                .update();
        if (locked > 0) {
            jdbc.sql("""
                    insert into account_log (id, officer, act, detail, changed_by, changed_at)
                    values (:row, :officer, 'locked', '{}', 'sign-in', :now)
                    """)
                    .param("row", Ids.next())
                    .param("officer", id)
                    .param("now", Stored.utc(now))
                    .update();
            LOG.warn("account {} is locked after {} failed sign-ins", id, settings.failures());
        }
    }

    void succeeded(String id) {
        work.run(() -> jdbc.sql(
                        "update officer set failed_sign_ins = 0, locked_until = null where id = :id and failed_sign_ins > 0")
                .param("id", id)
                .update());
    }
}
