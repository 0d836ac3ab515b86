package gridwork.cases.moves;

import gridwork.cases.CaseId;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.street.OfficerId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredTies implements Ties {
    private final JdbcClient jdbc;

    StoredTies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(CaseId from, CaseId to, Kind kind, Instant at, OfficerId by) {
        jdbc.sql("""
                        insert into case_tie(id, from_case, to_case, kind, said_at, said_by)
                        values (:id, :from, :to, :kind, :at, :by)
                        """)
                .param("id", Ids.next())
                .param("from", from.value())
                .param("to", to.value())
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("at", Stored.utc(at))
                .param("by", by.value())
                .update();
    }

    @Override
    public List<Tie> of(CaseId id) {
        return jdbc.sql("""
                        select id, from_case, to_case, kind, said_at from case_tie where from_case = :id
                        union all
                        select id, from_case, to_case, kind, said_at from case_tie where to_case = :id
                        order by id
                        """)
                .param("id", id.value())
                .query((row, number) -> new Tie(
                        new CaseId(row.getLong("from_case")),
                        new CaseId(row.getLong("to_case")),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Stored.instant(row.getObject("said_at", LocalDateTime.class))))
                .list();
    }

    @Override
    public List<CaseId> takenIn(CaseId id) {
        TreeSet<Long> all = new TreeSet<>();
        List<Long> next = into(List.of(id.value()));
        while (!next.isEmpty()) {
            all.addAll(next);
            next = into(next);
        }
        return all.stream().map(CaseId::new).toList();
    }

    private List<Long> into(Collection<Long> those) {
        return jdbc.sql("select from_case from case_tie where kind = 'merged' and to_case in (:those)")
                .param("those", those)
                .query(Long.class)
                .list();
    }
}
