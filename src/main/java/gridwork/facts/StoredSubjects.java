package gridwork.facts;

import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.street.AreaId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredSubjects implements Subjects {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSubjects.class);
    private static final int MOST_ROWS = 500;
    private static final int BATCH = 1_000;
    private static final String COLUMNS =
            "id, kind, code, name, area, address, latitude, longitude, opened_on, closed_on, version";
    private static final Map<SubjectFilter.Order, String> ORDERS = Map.of(
            SubjectFilter.Order.CODE, "code",
            SubjectFilter.Order.CODE_DOWN, "code desc",
            SubjectFilter.Order.NAME, "name, code",
            SubjectFilter.Order.NAME_DOWN, "name desc, code");
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StoredSubjects(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    public Optional<Subject> find(SubjectRef ref) {
        return jdbc.sql("select " + COLUMNS + " from subject where kind = ? and code = ?")
                .params(ref.kind(), ref.code())
                .query(StoredSubjects::subject)
                .optional();
    }

    @Override
    public Optional<Subject> find(SubjectId id) {
        return jdbc.sql("select " + COLUMNS + " from subject where id = ?")
                .param(id.value())
                .query(StoredSubjects::subject)
                .optional();
    }

    @Override
    public Map<SubjectId, Subject> find(Collection<SubjectId> ids) {
        List<Long> values =
                ids.stream().map(SubjectId::value).distinct().sorted().toList();
        return InLists.ask(
                        values,
                        some -> batches.query(
                                "select " + COLUMNS + " from subject where id in (" + InLists.marks(some.size()) + ")",
                                StoredSubjects::subject,
                                some.toArray()))
                .stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    @Override
    public Map<SubjectRef, Subject> findAll(Collection<SubjectRef> refs) {
        Map<String, Set<String>> byKind = refs.stream()
                .collect(Collectors.groupingBy(
                        SubjectRef::kind, Collectors.mapping(SubjectRef::code, Collectors.toSet())));
        Map<SubjectRef, Subject> found = new HashMap<>(refs.size() * 2);
        byKind.forEach((kind, codes) ->
                InLists.ask(codes, some -> ofKind(kind, some)).forEach(each -> found.put(each.ref(), each)));
        return found;
    }

    private List<Subject> ofKind(String kind, List<String> codes) {
        List<Object> parameters = new ArrayList<>(codes);
        parameters.add(kind);
        return batches.query(
                "select " + COLUMNS + " from subject where code in (" + InLists.marks(codes.size()) + ") and kind = ?",
                StoredSubjects::subject,
                parameters.toArray());
    }

    @Override
    public List<SubjectId> open(String kind, LocalDate on) {
        return jdbc.sql("""
                        select id from subject
                        where kind = :kind and (opened_on is null or opened_on <= :day) and (closed_on is null or closed_on > :day)
                        order by id
                        """)
                .param("kind", kind)
                .param("day", on)
                .query((row, number) -> new SubjectId(row.getLong(1)))
                .list();
    }

    @Override
    public SubjectPage page(SubjectFilter filter) {
        if (filter.ids() != null && filter.ids().isEmpty()
                || filter.areas() != null && filter.areas().isEmpty()) {
            return new SubjectPage(List.of(), 0);
        }
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (filter.kind() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", filter.kind());
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            conditions.add(
                    "(lower(code) like :part escape '!' or lower(name) like :part escape '!' or lower(address) like :part escape '!')");
            String part =
                    filter.text().strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[!%_]", "!$0");
            parameters.put("part", "%" + part + "%");
        }
        if (filter.areas() != null) {
            conditions.add("area in (:areas)");
            parameters.put("areas", filter.areas().stream().map(AreaId::value).toList());
        }
        if (filter.ids() != null) {
            conditions.add("id in (:ids)");
            parameters.put("ids", filter.ids().stream().map(SubjectId::value).toList());
        }
        if (!filter.closedToo()) {
            conditions.add("closed_on is null");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*) from subject" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("size", Math.min(filter.size(), MOST_ROWS));
        parameters.put("start", filter.from());
        List<Subject> rows = jdbc.sql("select " + COLUMNS + " from subject" + where + " order by "
                        + ORDERS.get(filter.order()) + ", id limit :size offset :start")
                .params(parameters)
                .query(StoredSubjects::subject)
                .list();
        return new SubjectPage(rows, total);
    }

    @Override
    @Transactional
    public Map<SubjectRef, SubjectId> register(Map<SubjectRef, SubjectDetails> subjects) {
        Map<SubjectRef, SubjectId> ids = new LinkedHashMap<>(subjects.size() * 2);
        findAll(subjects.keySet()).forEach((ref, subject) -> ids.put(ref, subject.id()));
        List<Map.Entry<SubjectRef, SubjectDetails>> added = subjects.entrySet().stream()
                .filter(each -> !ids.containsKey(each.getKey()))
                .toList();
        added.forEach(each -> {
            check(each.getValue());
            ids.put(each.getKey(), new SubjectId(Ids.next()));
        });
        batches.batchUpdate("""
                insert into subject (id, kind, code, name, area, address, latitude, longitude, opened_on, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                """, added, BATCH, (row, each) -> {
            SubjectDetails details = each.getValue();
            row.setLong(1, Objects.requireNonNull(ids.get(each.getKey())).value());
            row.setString(2, each.getKey().kind());
            row.setString(3, each.getKey().code());
            row.setString(4, details.name());
            row.setString(5, details.area() == null ? null : details.area().value());
            row.setString(6, details.address());
            row.setBigDecimal(7, details.latitude());
            row.setBigDecimal(8, details.longitude());
            row.setObject(9, details.openedOn());
        });
        return ids;
    }

    @Override
    @Transactional
    public void edit(SubjectId id, SubjectDetails details, int version) {
        check(details);
        int changed = jdbc.sql("""
                        update subject set name = :name, area = :area, address = :address, latitude = :latitude,
                          longitude = :longitude, opened_on = :opened, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("name", details.name())
                .param("area", details.area() == null ? null : details.area().value())
                .param("address", details.address())
                .param("latitude", details.latitude())
                .param("longitude", details.longitude())
                .param("opened", details.openedOn())
                .param("id", id.value())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused("subject-changed");
        }
        LOG.info("subject {} edited", id.value());
    }

    @Override
    @Transactional
    public void close(SubjectId id, LocalDate on, String reason, int version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        int changed = jdbc.sql("""
                        update subject set closed_on = :day, close_reason = :reason, version = version + 1
                        where id = :id and version = :version and closed_on is null
                        """)
                .param("day", on)
                .param("reason", reason.strip())
                .param("id", id.value())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused("subject-changed");
        }
        LOG.info("subject {} closed from {}", id.value(), on);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<SubjectId> ids) {
        TreeMap<Long, SubjectId> inOrder = new TreeMap<>();
        ids.forEach(each -> inOrder.put(each.value(), each));
        InLists.ask(
                inOrder.keySet(),
                some -> batches.queryForList(
                        "select id from subject where id in (" + InLists.marks(some.size())
                                + ") order by id for update",
                        Long.class,
                        some.toArray()));
    }

    private static void check(SubjectDetails details) {
        details.problem().ifPresent(problem -> {
            throw new Refused(problem.code(), problem.field(), problem.value());
        });
    }

    private static Subject subject(ResultSet row, int number) throws SQLException {
        String area = row.getString("area");
        return new Subject(
                new SubjectId(row.getLong("id")),
                new SubjectRef(row.getString("kind"), row.getString("code")),
                row.getString("name"),
                area == null ? null : new AreaId(area),
                row.getString("address"),
                row.getBigDecimal("latitude"),
                row.getBigDecimal("longitude"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                row.getInt("version"));
    }
}
