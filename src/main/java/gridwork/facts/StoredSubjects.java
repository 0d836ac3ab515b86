package gridwork.facts;

import gridwork.facts.RegisterChange.Act;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import gridwork.street.Reach;
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
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            "id, kind, code, name, area, address, latitude, longitude, opened_on, closed_on, merged_into, version";
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
             and c.merged_into is null and (c.opened_on is null or c.opened_on <= :day) and (c.closed_on is null or c.closed_on > :day)
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
                                  c.closed_on, c.merged_into, c.version""" + KNOWN + " where s.id in (:ids)")
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
                        where s.kind = :kind and s.merged_into is null and (s.opened_on is null or s.opened_on <= :day)
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
    public Map<SubjectId, RegisterMemory> remembered(Collection<SubjectId> ids) {
        List<Long> values =
                ids.stream().map(SubjectId::value).distinct().sorted().toList();
        Map<SubjectId, List<RegisterMemory.Version>> versions = new HashMap<>();
        InLists.ask(values, some -> {
            batches.query(
                    """
                    select c.subject_id, c.known_from, c.opened_on, c.closed_on, c.merged_into, c.gap_from, c.gap_until,
                      case when c.version = 1 then (select min(f.known_from) from fact f where f.subject_id = c.subject_id) end
                        as told_from
                    from subject_change c where c.subject_id in (%s) order by c.subject_id, c.version
                    """.formatted(InLists.marks(some.size())),
                    row -> {
                        versions.computeIfAbsent(new SubjectId(row.getLong("subject_id")), id -> new ArrayList<>())
                                .add(version(row));
                    },
                    some.toArray());
            return List.of();
        });
        Map<SubjectId, RegisterMemory> memory = new HashMap<>();
        versions.forEach((id, its) -> memory.put(id, new RegisterMemory(List.copyOf(its))));
        return memory;
    }

    private static RegisterMemory.Version version(ResultSet row) throws SQLException {
        Instant known = moment(row, "known_from");
        LocalDateTime told = row.getObject("told_from", LocalDateTime.class);
        boolean toldBefore = told != null && Stored.instant(told).isBefore(known);
        return new RegisterMemory.Version(
                toldBefore ? Stored.instant(told) : known,
                row.getObject("opened_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                mergedInto(row) != null,
                row.getObject("gap_from", LocalDate.class),
                row.getObject("gap_until", LocalDate.class));
    }

    @Override
    public List<Subject> after(SubjectId last, SubjectRange range, int size) {
        Map<String, Object> parameters = new HashMap<>();
        return jdbc.sql("select " + COLUMNS + within(range, parameters) + " and id > :last order by id limit :size")
                .params(parameters)
                .param("last", last.value())
                .param("size", size)
                .query(StoredSubjects::subject)
                .list();
    }

    @Override
    public long count(SubjectRange range) {
        Map<String, Object> parameters = new HashMap<>();
        return count(within(range, parameters), parameters);
    }

    private static String within(SubjectRange range, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        if (!range.kinds().isEmpty()) {
            conditions.add("kind in (:kinds)");
            parameters.put("kinds", range.kinds());
        }
        if (!range.only().isEmpty()) {
            conditions.add("id in (:only)");
            parameters.put("only", range.only().stream().map(SubjectId::value).toList());
        }
        Set<AreaId> areas = range.areas();
        if (areas != null && areas.isEmpty()) {
            conditions.add("1 = 0");
        } else if (areas != null) {
            conditions.add("area in (:areas)");
            parameters.put("areas", areas.stream().map(AreaId::value).toList());
        }
        return " from subject where " + String.join(" and ", conditions);
    }

    @Override
    public SubjectPage page(SubjectFilter filter) {
        Map<String, Object> parameters = new HashMap<>();
        String where = where(filter, parameters);
        long total = count(where, parameters);
        parameters.put("size", Math.min(filter.size(), MOST_ROWS));
        parameters.put("start", filter.from());
        List<Subject> rows = jdbc.sql("select " + COLUMNS + where + " order by " + ORDERS.get(filter.order())
                        + ", id limit :size offset :start")
                .params(parameters)
                .query(StoredSubjects::subject)
                .list();
        return new SubjectPage(rows, total);
    }

    @Override
    public long count(SubjectFilter filter) {
        Map<String, Object> parameters = new HashMap<>();
        return count(where(filter, parameters), parameters);
    }

    private long count(String where, Map<String, Object> parameters) {
        return jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private static String where(SubjectFilter filter, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
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
        if (filter.areas() != null && filter.areas().isEmpty()) {
            conditions.add("1 = 0");
        } else if (filter.areas() != null) {
            conditions.add("area in (:areas)");
            parameters.put("areas", filter.areas().stream().map(AreaId::value).toList());
        }
        conditions.add(filter.reach().ofSubjects(parameters));
        filter.among().forEach(each -> conditions.add(each.of(parameters)));
        if (!filter.closedToo()) {
            conditions.add("closed_on is null and merged_into is null");
        }
        return " from subject where " + String.join(" and ", conditions);
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
        mustBeItself(id);
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
        events.publishEvent(new EntryEdited(id));
        LOG.info("subject {} edited", id.value());
    }

    @Override
    @Transactional
    public void close(SubjectId id, LocalDate on, String reason, String by, int version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        mustBeItself(id);
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
        mustBeItself(id);
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

    private void mustBeItself(SubjectId id) {
        find(id).map(Subject::mergedInto).flatMap(this::find).ifPresent(into -> {
            throw new Refused("subject-merged", into.ref());
        });
    }

    @Override
    @Transactional
    public void merge(SubjectId id, SubjectId into, String reason, String by, int version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        lock(List.of(id, into));
        Subject one = find(id).orElseThrow(() -> new Refused("subject-unknown", id.value()));
        Subject other = find(into).orElseThrow(() -> new Refused("subject-unknown", into.value()));
        mustMerge(one, other);
        change(id, into, version);
        keep(id, Act.MERGED, null, null, reason.strip(), by);
        LocalDateTime now = Stored.utc(clock.now());
        jdbc.sql("""
                        insert into subject_merge (id, subject_id, into_id, recorded_at, known_from)
                        values (:id, :subject, :into, :now, :now)
                        """)
                .param("id", Ids.next())
                .param("subject", id.value())
                .param("into", into.value())
                .param("now", now)
                .update();
        LOG.info("subject {} merged into {}", id.value(), into.value());
        events.publishEvent(new RegisterChanged(id, Act.MERGED));
        events.publishEvent(new RegisterChanged(into, Act.MERGED));
    }

    /** One step only: who asks for a subject's facts need not follow a chain. */
    private void mustMerge(Subject one, Subject other) {
        if (one.id().equals(other.id())) {
            throw new Refused("subject-merge-itself");
        }
        if (!one.ref().kind().equals(other.ref().kind())) {
            throw new Refused("subject-merge-kind", one.ref(), other.ref());
        }
        mustBeItself(one.id());
        mustBeItself(other.id());
        if (other.closedOn() != null) {
            throw new Refused("subject-merge-closed", other.ref(), other.closedOn());
        }
        List<Merging> parts = mergings(one.id());
        if (!parts.isEmpty()) {
            throw new Refused(
                    "subject-merge-has-parts",
                    one.ref(),
                    parts.stream().map(each -> each.merged().ref().code()).collect(Collectors.joining("、")));
        }
    }

    @Override
    @Transactional
    public void part(SubjectId id, String reason, String by, int version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing");
        }
        lock(List.of(id));
        SubjectId into = find(id).map(Subject::mergedInto).orElseThrow(() -> new Refused("subject-changed"));
        change(id, null, version);
        keep(id, Act.PARTED, null, null, reason.strip(), by);
        jdbc.sql("""
                        insert into subject_merge (id, subject_id, into_id, recorded_at, known_from, ends)
                        select :id, m.subject_id, m.into_id, :now, case when m.known_from > :now then m.known_from else :now end, m.id
                        from subject_merge m left join subject_merge ended on ended.ends = m.id
                        where m.subject_id = :subject and m.ends is null and ended.id is null
                        """)
                .param("id", Ids.next())
                .param("subject", id.value())
                .param("now", Stored.utc(clock.now()))
                .update();
        LOG.info("subject {} parted from {}", id.value(), into.value());
        events.publishEvent(new RegisterChanged(id, Act.PARTED));
        events.publishEvent(new RegisterChanged(into, Act.PARTED));
    }

    private void change(SubjectId id, @Nullable SubjectId into, int version) {
        int changed = jdbc.sql(
                        "update subject set merged_into = :into, version = version + 1 where id = :id and version = :version")
                .param("into", into == null ? null : into.value(), Types.BIGINT)
                .param("id", id.value())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new Refused("subject-changed");
        }
    }

    @Override
    public List<Merging> mergings(SubjectId id) {
        record Row(SubjectId merged, SubjectId into, Instant since, String by, String reason) {}
        List<Row> rows = jdbc.sql("""
                        select s.id, s.merged_into, c.known_from, c.recorded_by, c.reason
                        from subject s join subject_change c on c.subject_id = s.id and c.version = s.version
                        where s.merged_into is not null and (s.id = :id or s.merged_into = :id) order by c.known_from desc, s.id
                        """)
                .param("id", id.value())
                .query((row, number) -> new Row(
                        new SubjectId(row.getLong("id")),
                        new SubjectId(row.getLong("merged_into")),
                        moment(row, "known_from"),
                        row.getString("recorded_by"),
                        row.getString("reason")))
                .list();
        Map<SubjectId, Subject> whom = find(
                rows.stream().flatMap(each -> Stream.of(each.merged, each.into)).toList());
        return rows.stream()
                .map(each -> new Merging(
                        Objects.requireNonNull(whom.get(each.merged)),
                        Objects.requireNonNull(whom.get(each.into)),
                        each.since,
                        each.by,
                        each.reason))
                .toList();
    }

    @Override
    public List<Subject> alike(Subject subject, Reach reach, int most) {
        Map<String, Object> parameters = new HashMap<>();
        String within = reach.ofSubjects(parameters);
        return jdbc.sql("select " + COLUMNS + " from subject where " + within + """
                         and kind = :ofKind and id <> :id and merged_into is null and closed_on is null
                         and (lower(name) = :name or lower(address) = :address) order by code limit :most
                        """)
                .params(parameters)
                .param("ofKind", subject.ref().kind())
                .param("id", subject.id().value())
                .param("name", subject.name().toLowerCase(Locale.ROOT))
                .param(
                        "address",
                        subject.address() == null ? null : subject.address().toLowerCase(Locale.ROOT),
                        Types.VARCHAR)
                .param("most", most)
                .query(StoredSubjects::subject)
                .list();
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
                          closed_on, merged_into, gap_from, gap_until, reason, recorded_at, recorded_by, known_from)
                        select id, version, :act, name, area, address, latitude, longitude, opened_on,
                          closed_on, merged_into, :gapFrom, :gapUntil, :reason, :now, :by, :known from subject where id = :id
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
        said(entry, "mergedInto", row.getObject("merged_into"));
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
    public Map<SubjectId, SubjectId> lock(Collection<SubjectId> ids) {
        Map<SubjectId, SubjectId> merged = new HashMap<>();
        lock(ids, merged);
        Set<SubjectId> others = new TreeSet<>(merged.values());
        others.removeAll(ids);
        if (!others.isEmpty()) {
            lock(others, merged);
        }
        return merged;
    }

    private void lock(Collection<SubjectId> ids, Map<SubjectId, SubjectId> merged) {
        TreeMap<Long, SubjectId> inOrder = new TreeMap<>();
        ids.forEach(each -> inOrder.put(each.value(), each));
        InLists.ask(inOrder.keySet(), some -> {
            batches.query(
                    "select id, merged_into from subject where id in (" + InLists.marks(some.size())
                            + ") order by id for update",
                    row -> {
                        long into = row.getLong("merged_into");
                        if (!row.wasNull()) {
                            merged.put(new SubjectId(row.getLong("id")), new SubjectId(into));
                        }
                    },
                    some.toArray());
            return List.of();
        });
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
                mergedInto(row),
                row.getInt("version"));
    }

    static @Nullable SubjectId mergedInto(ResultSet row) throws SQLException {
        long into = row.getLong("merged_into");
        return row.wasNull() ? null : new SubjectId(into);
    }
}
