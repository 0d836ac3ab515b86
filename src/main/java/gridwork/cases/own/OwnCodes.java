package gridwork.cases.own;

import gridwork.cases.follow.Codes;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes of subjects; of each subject one at most is good. */
@Repository
@EnableConfigurationProperties(OwnCodeSettings.class)
public class OwnCodes {
    static final String RENEWED = "renewed";
    static final String REVOKED = "revoked";
    private static final Logger LOG = LoggerFactory.getLogger(OwnCodes.class);
    private static final int LONGEST_REASON = 500;
    private final JdbcClient jdbc;
    private final Subjects subjects;
    private final OwnCodeSettings settings;
    private final StreetClock clock;
    private final Work work;

    OwnCodes(JdbcClient jdbc, Subjects subjects, OwnCodeSettings settings, StreetClock clock, Work work) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
        this.work = work;
    }

    /** Until when a code made today is good where nobody says otherwise. */
    public LocalDate usualEnd() {
        return clock.today().plus(settings.goodFor());
    }

    /** The last day that may be chosen. */
    public LocalDate lastEnd() {
        return clock.today().plus(settings.atMost());
    }

    /** A new code; the one before opens nothing from now on. */
    public String issue(SubjectId subject, LocalDate expiresOn, String by) {
        if (expiresOn.isBefore(clock.today())) {
            throw new Refused("own-code-past");
        }
        if (expiresOn.isAfter(lastEnd())) {
            throw new Refused("own-code-too-long", lastEnd());
        }
        String code = Codes.make();
        work.run(() -> {
            subjects.lock(List.of(subject));
            end(subject, RENEWED, null, by);
            jdbc.sql("""
                            insert into own_code(id, subject_id, hash, issued_at, issued_by, expires_on)
                            values (:id, :subject, :hash, :at, :by, :expires)
                            """)
                    .param("id", Ids.next())
                    .param("subject", subject.value())
                    .param("hash", Codes.hash(code))
                    .param("at", Stored.utc(clock.now()))
                    .param("by", by)
                    .param("expires", expiresOn)
                    .update();
        });
        LOG.info("a code of subject {} was issued, good until {}", subject.value(), expiresOn);
        return code;
    }

    public void revoke(SubjectId subject, String reason, String by) {
        String said = reason.strip();
        if (said.isEmpty()) {
            throw new Refused("reason-missing");
        }
        if (said.length() > LONGEST_REASON) {
            throw new Refused("case-reason-long", LONGEST_REASON);
        }
        work.run(() -> {
            subjects.lock(List.of(subject));
            if (end(subject, REVOKED, said, by) == 0) {
                throw new Refused("own-code-none");
            }
        });
        LOG.info("the code of subject {} was revoked", subject.value());
    }

    private int end(SubjectId subject, String how, @Nullable String reason, String by) {
        return jdbc.sql("""
                        update own_code set ended_at = :at, ended_by = :by, ended = :how, reason = :reason
                        where subject_id = :subject and ended_at is null and expires_on >= :today
                        """)
                .param("at", Stored.utc(clock.now()))
                .param("by", by)
                .param("how", how)
                .param("reason", reason)
                .param("subject", subject.value())
                .param("today", clock.today())
                .update();
    }

    /** The latest first. */
    public List<OwnCode> of(SubjectId subject) {
        return jdbc.sql("""
                        select id, issued_at, issued_by, expires_on, ended_at, ended_by, ended, reason
                        from own_code where subject_id = :subject order by id desc
                        """)
                .param("subject", subject.value())
                .query(OwnCodes::row)
                .list();
    }

    /** As it was typed, with or without hyphens and in any case; empty = it opens nothing, whatever the cause. */
    Optional<SubjectId> find(String typed) {
        return jdbc.sql("""
                        select subject_id from own_code
                        where hash = :hash and ended_at is null and expires_on >= :today
                        """)
                .param("hash", Codes.hash(typed))
                .param("today", clock.today())
                .query(Long.class)
                .optional()
                .map(SubjectId::new);
    }

    private static OwnCode row(ResultSet row, int number) throws SQLException {
        LocalDateTime ended = row.getObject("ended_at", LocalDateTime.class);
        return new OwnCode(
                row.getLong("id"),
                Stored.instant(row.getObject("issued_at", LocalDateTime.class)),
                row.getString("issued_by"),
                row.getObject("expires_on", LocalDate.class),
                ended == null ? null : Stored.instant(ended),
                row.getString("ended_by"),
                row.getString("ended"),
                row.getString("reason"));
    }
}
