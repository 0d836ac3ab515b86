package gridwork.cases.appeal;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReplies {
    private static final String SELECT =
            "select r.id, r.subject_id, r.matter, r.about, r.case_id, r.content, r.changed_at, r.version from reply r ";
    /** With what was sent under entries of the register that were found to be the same. */
    private static final String OF_SUBJECT =
            "(r.subject_id = :subject or r.subject_id in (select s.id from subject s where s.merged_into = :subject))";

    private static final int MOST = 50;
    private static final int PIECE = 500;
    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final ObjectMapper json = new ObjectMapper();

    StoredReplies(JdbcClient jdbc, StreetClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long add(SubjectId subject, String matter, Target about) {
        long id = Ids.next();
        jdbc.sql("""
                        insert into reply(id, subject_id, matter, about, content, changed_at, version)
                        values (:id, :subject, :matter, :about, '{}', :now, 1)
                        """)
                .param("id", id)
                .param("subject", subject.value())
                .param("matter", matter)
                .param("about", about.written())
                .param("now", Stored.utc(clock.now()))
                .update();
        return id;
    }

    Optional<Reply> find(long id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The latest first. */
    List<Reply> of(SubjectId subject) {
        return jdbc.sql(SELECT + "where " + OF_SUBJECT + " order by r.id desc limit " + MOST)
                .param("subject", subject.value())
                .query(this::row)
                .list();
    }

    /** All about the same fact or result, from the first to the last. */
    List<Reply> about(SubjectId subject, Target about) {
        return jdbc.sql(SELECT + "where " + OF_SUBJECT + " and r.about = :about order by r.id")
                .param("subject", subject.value())
                .param("about", about.written())
                .query(this::row)
                .list();
    }

    /** Those of a subject that somebody is looking at. */
    List<Reply> underWay(SubjectId subject) {
        return jdbc.sql(SELECT + "join street_case c on c.id = r.case_id where " + OF_SUBJECT
                        + " and c.state = 'open' order by r.id")
                .param("subject", subject.value())
                .query(this::row)
                .list();
    }

    /** The same of many. */
    List<Reply> underWayOf(Collection<SubjectId> subjects) {
        List<Long> all = subjects.stream().map(SubjectId::value).distinct().toList();
        List<Reply> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PIECE) {
            found.addAll(jdbc.sql(SELECT + """
                            join street_case c on c.id = r.case_id
                            where r.subject_id in (:subjects) and c.state = 'open' order by r.id
                            """)
                    .param("subjects", all.subList(from, Math.min(all.size(), from + PIECE)))
                    .query(this::row)
                    .list());
        }
        return found;
    }

    /** Those about these that somebody is looking at. */
    List<Reply> underWay(Collection<Target> about) {
        List<String> all = about.stream().map(Target::written).distinct().toList();
        List<Reply> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PIECE) {
            found.addAll(jdbc.sql(SELECT + """
                            join street_case c on c.id = r.case_id
                            where r.about in (:about) and c.state = 'open' order by r.id
                            """)
                    .param("about", all.subList(from, Math.min(all.size(), from + PIECE)))
                    .query(this::row)
                    .list());
        }
        return found;
    }

    void write(Reply changed, ObjectNode content) {
        int rows = jdbc.sql("""
                        update reply set content = :content, changed_at = :now, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("content", content.toString())
                .param("now", Stored.utc(clock.now()))
                .param("id", changed.id())
                .param("version", changed.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the reply was changed by somebody else");
        }
    }

    void became(Reply sent, CaseId of) {
        jdbc.sql("update reply set case_id = :case, version = version + 1 where id = :id")
                .param("case", of.value())
                .param("id", sent.id())
                .update();
    }

    /** Which officers did something in these cases. */
    Set<String> handsIn(Collection<Long> cases) {
        List<Long> all = List.copyOf(new TreeSet<>(cases));
        Set<String> hands = new TreeSet<>();
        for (int from = 0; from < all.size(); from += PIECE) {
            hands.addAll(jdbc.sql("select distinct who from case_trail where case_id in (:cases) and who is not null")
                    .param("cases", all.subList(from, Math.min(all.size(), from + PIECE)))
                    .query(String.class)
                    .list());
        }
        return hands;
    }

    private Reply row(ResultSet row, int number) throws SQLException {
        long of = row.getLong("case_id");
        CaseId its = row.wasNull() ? null : new CaseId(of);
        try {
            return new Reply(
                    row.getLong("id"),
                    new SubjectId(row.getLong("subject_id")),
                    row.getString("matter"),
                    Target.parse(row.getString("about")).orElseThrow(),
                    its,
                    (ObjectNode) json.readTree(row.getString("content")),
                    Stored.instant(row.getObject("changed_at", LocalDateTime.class)),
                    row.getInt("version"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
