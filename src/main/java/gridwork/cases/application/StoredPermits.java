package gridwork.cases.application;

import gridwork.cases.CaseId;
import gridwork.cases.follow.Codes;
import gridwork.evidence.EvidenceId;
import gridwork.platform.Stored;
import gridwork.street.Reach;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredPermits {
    private static final String COLUMNS = """
            select id, case_id, matter, number_text, what_text, place_text, valid_from, valid_until, issued_at,
              withdrawn_at, withdrawn_why, evidence_id, revoked_from, revoked_ground""";

    private static final String SELECT = COLUMNS + " from permit where ";
    private static final String OVER =
            "(withdrawn_at is not null or (revoked_from is not null and revoked_from <= :today) or valid_until < :today)";
    private final JdbcClient jdbc;

    StoredPermits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next of a series, from 1; two transactions never get the same one. */
    int next(String series) {
        if (!counted(series)) {
            try {
                jdbc.sql("insert into permit_series(series, last_number) values (:series, 1)")
                        .param("series", series)
                        .update();
            } catch (DuplicateKeyException begunMeanwhile) {
                counted(series);
            }
        }
        return jdbc.sql("select last_number from permit_series where series = :series")
                .param("series", series)
                .query(Integer.class)
                .single();
    }

    private boolean counted(String series) {
        return jdbc.sql("update permit_series set last_number = last_number + 1 where series = :series")
                        .param("series", series)
                        .update()
                > 0;
    }

    void add(Permit permit, String code) {
        jdbc.sql("""
                        insert into permit(id, case_id, matter, number_text, code_hash, what_text, place_text, valid_from, valid_until, issued_at, evidence_id)
                        values (:id, :of, :matter, :number, :hash, :what, :place, :from, :until, :at, :file)
                        """)
                .param("id", permit.id())
                .param("of", permit.of().value())
                .param("matter", permit.matter())
                .param("number", permit.number())
                .param("hash", Codes.hash(code))
                .param("what", permit.what())
                .param("place", permit.place())
                .param("from", permit.validFrom())
                .param("until", permit.validUntil())
                .param("at", Stored.utc(permit.issuedAt()))
                .param("file", permit.file() == null ? null : permit.file().value())
                .update();
    }

    /** @return whether it was not withdrawn before */
    boolean withdraw(Permit permit, Instant at, String why) {
        return jdbc.sql("""
                        update permit set withdrawn_at = :at, withdrawn_why = :why where id = :id and withdrawn_at is null
                        """)
                        .param("at", Stored.utc(at))
                        .param("why", why)
                        .param("id", permit.id())
                        .update()
                == 1;
    }

    /** @return whether it was not revoked before */
    boolean revoke(Permit permit, LocalDate from, String ground) {
        return jdbc.sql("""
                        update permit set revoked_from = :from, revoked_ground = :ground where id = :id and revoked_from is null
                        """)
                        .param("from", from)
                        .param("ground", ground)
                        .param("id", permit.id())
                        .update()
                == 1;
    }

    /** @param asked of which permits somebody has to look whether they are to be revoked */
    record Found(List<Permit> permits, Set<Long> asked, long total) {}

    /** The latest first; of cases within a reach. */
    Found page(Reach reach, String text, String state, LocalDate today, int from, int size) {
        Map<String, Object> parameters = new HashMap<>();
        String where = " from permit where case_id in (select id from street_case where secret = 0 and "
                + reach.ofCases(parameters) + ")";
        if (!text.isEmpty()) {
            where += """
                     and (lower(number_text) like :part escape '!' or lower(what_text) like :part escape '!'
                      or lower(place_text) like :part escape '!')""";
            parameters.put("part", "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        where += switch (state) {
            case "asked" -> " and id in (select permit_id from permit_revocation where state = 'asked')";
            case "good" -> " and not " + OVER;
            case "over" -> " and " + OVER;
            default -> "";
        };
        parameters.put("today", today);
        long total = jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<Permit> rows = jdbc.sql(
                        COLUMNS + where + " order by issued_at desc, id desc limit " + size + " offset " + from)
                .params(parameters)
                .query(StoredPermits::row)
                .list();
        return new Found(rows, asked(rows), total);
    }

    private Set<Long> asked(List<Permit> rows) {
        return rows.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(
                                "select permit_id from permit_revocation where state = 'asked' and permit_id in (:ids)")
                        .param("ids", rows.stream().map(Permit::id).toList())
                        .query(Long.class)
                        .list());
    }

    Optional<Permit> ofCase(CaseId of) {
        return jdbc.sql(SELECT + "case_id = :of")
                .param("of", of.value())
                .query(StoredPermits::row)
                .optional();
    }

    List<Permit> ofCases(Collection<CaseId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "case_id in (:ids)")
                        .param("ids", ids.stream().map(CaseId::value).toList())
                        .query(StoredPermits::row)
                        .list();
    }

    /** By its number, or by the code in the picture on it. */
    Optional<Permit> find(String numberOrCode) {
        return jdbc.sql(SELECT + "number_text = :number or code_hash = :hash")
                .param("number", numberOrCode.strip())
                .param("hash", Codes.hash(numberOrCode))
                .query(StoredPermits::row)
                .optional();
    }

    private static Permit row(ResultSet row, int number) throws SQLException {
        LocalDateTime withdrawn = row.getObject("withdrawn_at", LocalDateTime.class);
        long file = row.getLong("evidence_id");
        EvidenceId its = row.wasNull() ? null : new EvidenceId(file);
        LocalDate revoked = row.getObject("revoked_from", LocalDate.class);
        return new Permit(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                row.getString("matter"),
                row.getString("number_text"),
                row.getString("what_text"),
                row.getString("place_text"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                Stored.instant(row.getObject("issued_at", LocalDateTime.class)),
                withdrawn == null ? null : Stored.instant(withdrawn),
                row.getString("withdrawn_why"),
                revoked == null ? null : new Permit.Revoked(revoked, row.getString("revoked_ground")),
                its);
    }
}
