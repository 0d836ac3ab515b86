package gridwork.facts;

import gridwork.platform.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredFactCounts implements FactCounts {
    private static final String KNOWN = """
             from fact f join subject s on s.id = f.subject_id
             left join fact later on later.voids = f.id and later.known_from <= :knownAt
             where s.kind = :subjectKind and f.kind in (:kinds) and f.occurred_on between :first and :last
               and f.known_from <= :knownAt and later.id is null
            """;

    private final JdbcClient jdbc;
    private final Facts facts;

    StoredFactCounts(JdbcClient jdbc, Facts facts) {
        this.jdbc = jdbc;
        this.facts = facts;
    }

    @Override
    public List<Count> count(String subjectKind, Set<String> kinds, LocalDate from, LocalDate to, Instant knownAt) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        "select f.kind, f.category, case when f.amount > 0 then 1 else 0 end as found, count(*) as facts"
                                + KNOWN + " group by f.kind, f.category, case when f.amount > 0 then 1 else 0 end")
                .param("subjectKind", subjectKind)
                .param("kinds", kinds)
                .param("first", from)
                .param("last", to)
                .param("knownAt", Stored.utc(knownAt))
                .query((row, number) -> new Count(
                        row.getString("kind"),
                        row.getString("category"),
                        row.getInt("found") == 1,
                        row.getLong("facts")))
                .list();
    }

    @Override
    public Page page(FactSelection selection, int from, int size) {
        String where = KNOWN
                + (selection.categories().isEmpty() ? "" : " and f.category in (:categories)")
                + (selection.withAmountOnly() ? " and f.amount > 0" : "");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("subjectKind", selection.subjectKind());
        parameters.put("kinds", Set.of(selection.kind()));
        parameters.put("first", selection.from());
        parameters.put("last", selection.to());
        parameters.put("knownAt", Stored.utc(selection.knownAt()));
        if (!selection.categories().isEmpty()) {
            parameters.put("categories", selection.categories());
        }
        long total = jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<FactId> ids = jdbc.sql("select f.id" + where
                        + " order by f.occurred_on desc, f.occurred_at desc, f.id desc limit :size offset :start")
                .params(parameters)
                .param("size", size)
                .param("start", from)
                .query((row, number) -> new FactId(row.getLong("id")))
                .list();
        Map<FactId, Fact> found = new HashMap<>();
        facts.find(ids).forEach(each -> found.put(each.id(), each));
        List<Fact> inOrder = new ArrayList<>(ids.size());
        ids.forEach(each -> inOrder.add(Objects.requireNonNull(found.get(each))));
        return new Page(inOrder, total);
    }

    @Override
    public Optional<Instant> begun() {
        // ids grow with time
        return jdbc.sql("select recorded_at from fact order by id limit 1")
                .query((row, number) -> Stored.instant(row.getObject(1, LocalDateTime.class)))
                .optional();
    }

    @Override
    public Optional<LocalDate> first(String subjectKind) {
        return jdbc.sql(
                        "select min(f.occurred_on) from fact f join subject s on s.id = f.subject_id where s.kind = :kind")
                .param("kind", subjectKind)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}
