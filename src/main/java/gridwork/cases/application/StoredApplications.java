package gridwork.cases.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredApplications {
    private static final String SELECT =
            "select id, subject_id, matter, case_id, content, changed_at, version from application where ";
    /** With what was sent under entries of the register that were found to be the same. */
    private static final String OF_SUBJECT =
            "(subject_id = :subject or subject_id in (select s.id from subject s where s.merged_into = :subject))";

    private static final int MOST = 20;
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final ObjectMapper json = new ObjectMapper();

    StoredApplications(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ObjectNode blank() {
        return json.createObjectNode();
    }

    long add(SubjectId subject, String matter, ObjectNode content) {
        long id = Ids.next();
        jdbc.sql("""
                        insert into application(id, subject_id, matter, content, changed_at, version)
                        values (:id, :subject, :matter, :content, :now, 1)
                        """)
                .param("id", id)
                .param("subject", subject.value())
                .param("matter", matter)
                .param("content", content.toString())
                .param("now", Stored.utc(clock.now()))
                .update();
        return id;
    }

    Optional<Application> find(long id) {
        return jdbc.sql(SELECT + "id = :id").param("id", id).query(this::row).optional();
    }

    Optional<Application> ofCase(CaseId of) {
        return jdbc.sql(SELECT + "case_id = :case")
                .param("case", of.value())
                .query(this::row)
                .optional();
    }

    /** The latest first. */
    List<Application> of(SubjectId subject) {
        return jdbc.sql(SELECT + OF_SUBJECT + " order by id desc limit " + MOST)
                .param("subject", subject.value())
                .query(this::row)
                .list();
    }

    /** The latest. */
    Optional<Application> draft(SubjectId subject, String matter) {
        return jdbc.sql(SELECT + OF_SUBJECT + " and matter = :matter and case_id is null order by id desc limit 1")
                .param("subject", subject.value())
                .param("matter", matter)
                .query(this::row)
                .optional();
    }

    void write(Application changed, ObjectNode content) {
        int rows = jdbc.sql("""
                        update application set content = :content, changed_at = :now, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("content", content.toString())
                .param("now", Stored.utc(clock.now()))
                .param("id", changed.id())
                .param("version", changed.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the application was changed by somebody else");
        }
    }

    void became(Application sent, CaseId of) {
        jdbc.sql("update application set case_id = :case, version = version + 1 where id = :id")
                .param("case", of.value())
                .param("id", sent.id())
                .update();
    }

    private Application row(ResultSet row, int number) throws SQLException {
        long of = row.getLong("case_id");
        CaseId its = row.wasNull() ? null : new CaseId(of);
        try {
            return new Application(
                    row.getLong("id"),
                    new SubjectId(row.getLong("subject_id")),
                    row.getString("matter"),
                    its,
                    (ObjectNode) json.readTree(row.getString("content")),
                    Stored.instant(row.getObject("changed_at", LocalDateTime.class)),
                    row.getInt("version"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
