package gridwork.facts;

import gridwork.facts.RegisterChange.Act;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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
    private static final String GAP = " and g.gap_from <= :day and g.gap_until > :day)";
    /** The entry of each subject as it was known at a moment: its last version until then; the first where only facts told of it. */
    private static final String KNOWN = """
             from subject s join subject_change c on c.subject_id = s.id and c.version = coalesce(
               (select max(k.version) from subject_change k where k.subject_id = s.id and k.known_from <= :knownAt),
               case when exists (select 1 from fact f where f.subject_id = s.id and f.known_from <= :knownAt) then 1 end)
            """;

    private static final String OPEN_THEN = "\n" + """
             and (c.opened_on is null or c.opened_on <= :day) and (c.closed_on is null or c.closed_on > :day)
             and not exists (select 1 from subject_change g where g.subject_id = s.id and g.known_from <= :knownAt""" + GAP;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;

    StoredSubjects(JdbcClient jdbc, JdbcTemplate batches, StreetClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.events = events;
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
    public Map<SubjectId, Subject> find(Collection<SubjectId> ids, Instant knownAt) {
        List<Long> values =
                ids.stream().map(SubjectId::value).distinct().sorted().toList();
        return InLists.ask(
                        values,
                        some -> jdbc.sql("""
                                select s.id, s.kind, s.code, c.name, c.area, c.address, c.latitude, c.longitude, c.opened_on,
                                  c.closed_on, c.version""" + KNOWN + " where s.id in (:ids)")
                                .param("ids", some)
                                .param("knownAt", Stored.utc(knownAt))
                                .query(StoredSubjects::subject)
                                .list())
                .stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    @Override
    public List<SubjectId> open(String kind, LocalDate on) {
        return jdbc.sql("""
                        select s.id from subject s
                        where s.kind = :kind and (s.opened_on is null or s.opened_on <= :day)
                          and (s.closed_on is null or s.closed_on > :day)
                          and not exists (select 1 from subject_change g where g.subject_id = s.id""" + GAP + " order by s.id")
                .param("kind", kind)
                .param("day", on)
                .query((row, number) -> new SubjectId(row.getLong(1)))
                .list();
    }

    @Override
    public List<SubjectId> open(String kind, LocalDate on, Instant knownAt) {
        return jdbc.sql("select s.id" + KNOWN + " where s.kind = :kind" + OPEN_THEN + " order by s.id")
                .param("kind", kind)
                .param("day", on)
                .param("knownAt", Stored.utc(knownAt))
                .query((row, number) -> new SubjectId(row.getLong(1)))
                .list();
    }

    @Override
    public boolean isOpen(SubjectId id, LocalDate on, Instant knownAt) {
        return jdbc.sql("select s.id" + KNOWN + " where s.id = :id" + OPEN_THEN)
                .param("id", id.value())
                .param("day", on)
                .param("knownAt", Stored.utc(knownAt))
                .query(Long.class)
                .optional()
                .isPresent();
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
        conditions.add(filter.reach().ofSubjects(parameters));
        if (filter.ids() != null) {
            conditions.add("id in (:ids)");
            parameters.put("ids", filter.ids().stream().map(SubjectId::value).toList());
        }
        if (!filter.closedToo()) {
            conditions.add("closed_on is null");
        }
        String where = " where " + String.join(" and ", conditions);
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
    public Map<SubjectRef, SubjectId> register(
            Map<SubjectRef, SubjectDetails> subjects, Map<SubjectRef, Instant> knownFrom, String by) {
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
            row.setLong(1, Objects.requireNonNull(ids.get(each.getKey())).value());
            row.setString(2, each.getKey().kind());
            row.setString(3, each.getKey().code());
            details(row, 4, each.getValue());
        });
        Instant now = clock.now();
        batches.batchUpdate("""
                insert into subject_change (subject_id, version, act, recorded_at, recorded_by, known_from,
                  name, area, address, latitude, longitude, opened_on)
                values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, added, BATCH, (row, each) -> {
            Instant since = knownFrom.getOrDefault(each.getKey(), now);
            row.setLong(1, Objects.requireNonNull(ids.get(each.getKey())).value());
            row.setString(2, Act.REGISTERED.stored());
            row.setObject(3, Stored.utc(now));
            row.setString(4, by);
            row.setObject(5, Stored.utc(since.isAfter(now) ? now : since));
            details(row, 6, each.getValue());
        });
        return ids;
    }

    private static void details(PreparedStatement row, int from, SubjectDetails details) throws SQLException {
        row.setString(from, details.name());
        row.setString(from + 1, details.area() == null ? null : details.area().value());
        row.setString(from + 2, details.address());
        row.setBigDecimal(from + 3, details.latitude());
        row.setBigDecimal(from + 4, details.longitude());
        row.setObject(from + 5, details.openedOn());
    }

    @Override
    @Transactional
    public void edit(SubjectId id, SubjectDetails details, String by, int version) {
        check(details);
        LocalDate opened = find(id).map(Subject::openedOn).orElse(null);
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
        keep(id, Act.EDITED, null, null, null, by);
        if (!Objects.equals(opened, details.openedOn())) {
            events.publishEvent(new RegisterChanged(id, Act.EDITED));
        }
        LOG.info("subject {} edited", id.value());
    }

    @Override
    @Transactional
    public void close(SubjectId id, LocalDate on, String reason, String by, int version) {
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
        keep(id, Act.CLOSED, null, null, reason.strip(), by);
        events.publishEvent(new RegisterChanged(id, Act.CLOSED));
        LOG.info("subject {} closed from {}", id.value(), on);
    }

    @Override
    @Transactional
    public void reopen(SubjectId id, LocalDate from, String reason, String by, int version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        LocalDate closed = find(id).map(Subject::closedOn).orElseThrow(() -> new Refused("subject-changed"));
        if (from.isBefore(closed) || from.isAfter(clock.today()) && !from.equals(closed)) {
            throw new Refused("subject-reopen-day", from, closed);
        }
        int changed = jdbc.sql("""
                        update subject set closed_on = null, close_reason = null, version = version + 1
                        where id = :id and version = :version and closed_on = :closed
                        """)
                .param("id", id.value())
                .param("version", version)
                .param("closed", closed)
                .update();
        if (changed == 0) {
            throw new Refused("subject-changed");
        }
        keep(id, Act.REOPENED, closed, from, reason.strip(), by);
        events.publishEvent(new RegisterChanged(id, Act.REOPENED));
        LOG.info("subject {} reopened from {}", id.value(), from);
    }

    /** The entry as it is after a change, known from now on; a clock that runs behind does not put it before the last one. */
    private void keep(
            SubjectId id,
            Act act,
            @Nullable LocalDate gapFrom,
            @Nullable LocalDate gapUntil,
            @Nullable String reason,
            String by) {
        LocalDateTime now = Stored.utc(clock.now());
        LocalDateTime last = jdbc.sql("select max(known_from) from subject_change where subject_id = ?")
                .param(id.value())
                .query(LocalDateTime.class)
                .single();
        jdbc.sql("""
                        insert into subject_change (subject_id, version, act, name, area, address, latitude, longitude, opened_on,
                          closed_on, gap_from, gap_until, reason, recorded_at, recorded_by, known_from)
                        select id, version, :act, name, area, address, latitude, longitude, opened_on,
                          closed_on, :gapFrom, :gapUntil, :reason, :now, :by, :known from subject where id = :id
                        """)
                .param("id", id.value())
                .param("act", act.stored())
                .param("gapFrom", gapFrom, Types.DATE)
                .param("gapUntil", gapUntil, Types.DATE)
                .param("reason", reason, Types.VARCHAR)
                .param("now", now)
                .param("by", by)
                .param("known", last.isAfter(now) ? last : now)
                .update();
    }

    @Override
    public List<RegisterChange> changes(SubjectId id) {
        List<RegisterChange> changes = new ArrayList<>();
        Map<String, String> before = new LinkedHashMap<>();
        jdbc.sql("select * from subject_change where subject_id = ? order by version")
                .param(id.value())
                .query(row -> {
                    Map<String, String> after = entry(row);
                    changes.add(0, change(row, parts(before, after)));
                    before.clear();
                    before.putAll(after);
                    before.remove("reopenedOn");
                });
        return changes;
    }

    private static RegisterChange change(ResultSet row, List<RegisterChange.Part> parts) throws SQLException {
        return new RegisterChange(
                row.getInt("version"),
                Act.valueOf(row.getString("act").toUpperCase(Locale.ROOT)),
                moment(row, "recorded_at"),
                row.getString("recorded_by"),
                row.getString("reason"),
                moment(row, "known_from"),
                parts);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Stored.instant(Objects.requireNonNull(row.getObject(column, LocalDateTime.class)));
    }

    /** What an entry says, without what it leaves open. */
    private static Map<String, String> entry(ResultSet row) throws SQLException {
        Map<String, String> entry = new LinkedHashMap<>();
        said(entry, "name", row.getString("name"));
        said(entry, "area", row.getString("area"));
        said(entry, "address", row.getString("address"));
        said(entry, "latitude", plain(row.getBigDecimal("latitude")));
        said(entry, "longitude", plain(row.getBigDecimal("longitude")));
        said(entry, "openedOn", row.getObject("opened_on", LocalDate.class));
        said(entry, "closedOn", row.getObject("closed_on", LocalDate.class));
        said(entry, "reopenedOn", row.getObject("gap_until", LocalDate.class));
        return entry;
    }

    private static void said(Map<String, String> entry, String field, @Nullable Object held) {
        if (held != null) {
            entry.put(field, held.toString());
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal degrees) {
        return degrees == null ? null : degrees.stripTrailingZeros().toPlainString();
    }

    private static List<RegisterChange.Part> parts(Map<String, String> before, Map<String, String> after) {
        Set<String> fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(after.keySet());
        return fields.stream()
                .filter(each -> !Objects.equals(before.get(each), after.get(each)))
                .map(each -> new RegisterChange.Part(each, before.get(each), after.get(each)))
                .toList();
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
