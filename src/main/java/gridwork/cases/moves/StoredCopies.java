package gridwork.cases.moves;

import gridwork.cases.CaseId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredCopies implements Copies {
    private final JdbcClient jdbc;

    StoredCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId of, OfficerId to, Instant at, OfficerId by, String words) {
        jdbc.sql("""
                        insert into case_copy(id, case_id, officer, said_at, said_by, words)
                        values (:id, :caseId, :officer, :at, :by, :words)
                        """)
                .param("id", Ids.next())
                .param("caseId", of.value())
                .param("officer", to.value())
                .param("at", Stored.utc(at))
                .param("by", by.value())
                .param("words", words)
                .update();
    }

    /** Whoever got a case to read gets the one that it went into. */
    void add(CaseId of, CaseId into, Instant at, OfficerId by, String words) {
        List<OfficerId> there = of(into);
        of(of).stream().filter(each -> !there.contains(each)).forEach(each -> add(into, each, at, by, words));
    }

    @Override
    public List<OfficerId> of(CaseId id) {
        return jdbc
                .sql("select officer from case_copy where case_id = :id order by id")
                .param("id", id.value())
                .query(String.class)
                .list()
                .stream()
                .map(OfficerId::new)
                .toList();
    }
}
