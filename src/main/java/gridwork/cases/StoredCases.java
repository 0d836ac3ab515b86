package gridwork.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.trail.Trails;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.AreaId;
import gridwork.street.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredCases {
    private static final String COLUMNS =
            "id, matter, subject_id, area, cause, parent_id, state, opened_at, due_on, closed_at, secret, details, version";
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;
    private final Trails trails;
    private final ObjectMapper json = new ObjectMapper();
    /** What the transaction itself has added. */
    private final OfTransaction<Map<CaseId, Case>> known = new OfTransaction<>(HashMap::new);

    private final OfTransaction<Map<CaseId, List<String>>> named = new OfTransaction<>(HashMap::new);

    StoredCases(
            JdbcClient jdbc, JdbcTemplate batches, StreetClock clock, ApplicationEventPublisher events, Trails trails) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.events = events;
        this.trails = trails;
    }

    ObjectNode details() {
        return json.createObjectNode();
    }

    Case add(
            String matter,
            SubjectId subject,
            @Nullable AreaId area,
            String cause,
            @Nullable CaseId parent,
            @Nullable LocalDate dueOn,
            boolean secret,
            JsonNode details) {
        Case added = fresh(matter, subject, area, cause, parent, dueOn, secret, details);
        add(List.of(added));
        return added;
    }

    /** What was in another, since that was opened. */
    Case addSince(Case whole, String cause, JsonNode details) {
        Case own = new Case(
                new CaseId(Ids.next()),
                whole.matter(),
                whole.subject(),
                whole.area(),
                cause,
                null,
                Case.State.OPEN,
                whole.openedAt(),
                whole.dueOn(),
                null,
                false,
                details,
                1);
        add(List.of(own));
        return own;
    }

    /** One that is to be added. */
    Case fresh(
            String matter,
            SubjectId subject,
            @Nullable AreaId area,
            String cause,
            @Nullable CaseId parent,
            @Nullable LocalDate dueOn,
            boolean secret,
            JsonNode details) {
        return new Case(
                new CaseId(Ids.next()),
                matter,
                subject,
                area,
                cause,
                parent,
                Case.State.OPEN,
                clock.now(),
                dueOn,
                null,
                secret,
                details,
                1);
    }

    void add(List<Case> all) {
        batches.batchUpdate("""
                insert into street_case(id, matter, subject_id, area, cause, parent_id, state, opened_at, due_on, secret, details, version)
                values (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)
                """, all.stream().map(this::cells).toList());
        all.forEach(each -> known.get().put(each.id(), read(each)));
        events.publishEvent(new CasesAdded(all));
    }

    private Object[] cells(Case of) {
        return new Object[] {
            of.id().value(),
            of.matter(),
            of.subject().value(),
            of.area() == null ? null : of.area().value(),
            of.cause(),
            of.parent() == null ? null : of.parent().value(),
            Stored.utc(of.openedAt()),
            of.dueOn(),
            of.secret() ? 1 : 0,
            write(of.details()),
            of.version()
        };
    }

    /** As it will be read. */
    private Case read(Case of) {
        return with(of, of.dueOn(), of.secret(), read(write(of.details())), of.version());
    }

    private static Case with(Case of, @Nullable LocalDate dueOn, boolean secret, JsonNode details, int version) {
        return new Case(
                of.id(),
                of.matter(),
                of.subject(),
                of.area(),
                of.cause(),
                of.parent(),
                of.state(),
                of.openedAt(),
                dueOn,
                of.closedAt(),
                secret,
                details,
                version);
    }

    /** One that the transaction has added itself nobody else can have changed. */
    Optional<Case> find(CaseId id) {
        return known.there()
                .map(each -> each.get(id))
                .map(each ->
                        with(each, each.dueOn(), each.secret(), each.details().deepCopy(), each.version()))
                .or(() -> asked(id));
    }

    private Optional<Case> asked(CaseId id) {
        return jdbc.sql("select " + COLUMNS + " from street_case where id = :id")
                .param("id", id.value())
                .query(this::row)
                .optional();
    }

    List<Case> find(Collection<CaseId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS + " from street_case where id in (:ids) order by id")
                        .param("ids", ids.stream().map(CaseId::value).toList())
                        .query(this::row)
                        .list();
    }

    Case get(CaseId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no case " + id.value()));
    }

    /** Of some causes and subjects, however they go together. */
    List<Case> find(String matter, Collection<SubjectId> subjects, Collection<String> causes) {
        return subjects.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "select " + COLUMNS
                                        + " from street_case where matter = :matter and subject_id in (:subjects) and cause in (:causes)")
                        .param("matter", matter)
                        .param(
                                "subjects",
                                subjects.stream().map(SubjectId::value).toList())
                        .param("causes", causes)
                        .query(this::row)
                        .list();
    }

    Optional<Case> find(SubjectId subject, String matter, String cause) {
        return jdbc.sql("select " + COLUMNS
                        + " from street_case where subject_id = :subject and matter = :matter and cause = :cause")
                .param("subject", subject.value())
                .param("matter", matter)
                .param("cause", cause)
                .query(this::row)
                .optional();
    }

    /** Of cases without officers, in the order of the draw. */
    void name(Map<CaseId, List<OfficerId>> officers) {
        List<Object[]> rows = new ArrayList<>();
        officers.forEach((id, drawn) -> {
            for (int place = 0; place < drawn.size(); place++) {
                rows.add(new Object[] {id.value(), drawn.get(place).value(), place});
            }
            named.get().put(id, drawn.stream().map(OfficerId::value).toList());
        });
        if (!rows.isEmpty()) {
            batches.batchUpdate("insert into case_officer(case_id, officer, place) values (?, ?, ?)", rows);
        }
    }

    /** In the order of the draw. */
    List<String> officers(CaseId id) {
        return named.there().map(all -> all.get(id)).orElseGet(() -> askedOfficers(id));
    }

    private List<String> askedOfficers(CaseId id) {
        return jdbc.sql("select officer from case_officer where case_id = :id order by place")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    /** In the order of the draw. */
    Map<CaseId, List<String>> officers(Collection<CaseId> ids) {
        Map<CaseId, List<String>> all = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select case_id, officer from case_officer where case_id in (:ids) order by case_id, place")
                    .param("ids", ids.stream().map(CaseId::value).toList())
                    .query((RowCallbackHandler)
                            row -> all.computeIfAbsent(new CaseId(row.getLong("case_id")), none -> new ArrayList<>())
                                    .add(row.getString("officer")));
        }
        return all;
    }

    /** @param to null = nobody */
    void rename(CaseId id, int place, @Nullable OfficerId to) {
        named.there().ifPresent(all -> all.remove(id));
        jdbc.sql("delete from case_officer where case_id = :id and place = :place")
                .param("id", id.value())
                .param("place", place)
                .update();
        if (to != null) {
            jdbc.sql("insert into case_officer(case_id, officer, place) values (:id, :officer, :place)")
                    .param("id", id.value())
                    .param("officer", to.value())
                    .param("place", place)
                    .update();
        }
    }

    boolean wasCopied(CaseId id, OfficerId officer) {
        return jdbc.sql("select count(*) from case_copy where case_id = :id and officer = :officer")
                        .param("id", id.value())
                        .param("officer", officer.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Those from a place on. */
    List<String> officersFrom(CaseId id, int place) {
        return jdbc.sql("select officer from case_officer where case_id = :id and place >= :place order by place")
                .param("id", id.value())
                .param("place", place)
                .query(String.class)
                .list();
    }

    /** The one after the last that is taken. */
    int nextPlace(CaseId id) {
        return jdbc.sql("select coalesce(max(place), -1) + 1 from case_officer where case_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    void unname(CaseId id, OfficerId officer) {
        jdbc.sql("delete from case_officer where case_id = :id and officer = :officer")
                .param("id", id.value())
                .param("officer", officer.value())
                .update();
    }

    /** @param only null = all */
    List<CheckSeats.UnderWay> checksUnderWay(@Nullable CaseId only) {
        Map<CaseId, CheckSeats.UnderWay> all = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.id, c.subject_id, c.details, o.officer, o.place
                        from street_case c left join case_officer o on o.case_id = c.id
                        where c.matter = :matter and c.state = 'open' and (:only = 0 or c.id = :only)
                        order by c.subject_id, c.id, o.place
                        """)
                .param("matter", SiteCheck.MATTER)
                .param("only", only == null ? 0 : only.value())
                .query((RowCallbackHandler) row -> seat(row, all));
        return List.copyOf(all.values());
    }

    private void seat(ResultSet row, Map<CaseId, CheckSeats.UnderWay> all) throws SQLException {
        CaseId id = new CaseId(row.getLong("id"));
        JsonNode details = read(row.getString("details"));
        if (details.path(SiteCheck.FACTS_RECORDED).asBoolean(false)) {
            return;
        }
        String officer = row.getString("officer");
        var check = all.computeIfAbsent(
                id,
                none -> new CheckSeats.UnderWay(
                        id, subject(row), details.path(SiteCheck.PLACES).asInt(), new TreeMap<>()));
        if (officer != null) {
            check.named().put(row.getInt("place"), new OfficerId(officer));
        }
    }

    private static SubjectId subject(ResultSet row) {
        try {
            return new SubjectId(row.getLong("subject_id"));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Map<SubjectId, List<Case>> open(Collection<SubjectId> subjects) {
        Map<SubjectId, List<Case>> all = new HashMap<>();
        if (!subjects.isEmpty()) {
            jdbc.sql("select " + COLUMNS
                            + " from street_case where subject_id in (:subjects) and state = 'open' order by id")
                    .param("subjects", subjects.stream().map(SubjectId::value).toList())
                    .query(this::row)
                    .list()
                    .forEach(each -> all.computeIfAbsent(each.subject(), none -> new ArrayList<>())
                            .add(each));
        }
        return all;
    }

    List<Case> cameFrom(CaseId parent) {
        return jdbc.sql("select " + COLUMNS + " from street_case where parent_id = :parent order by id")
                .param("parent", parent.value())
                .query(this::row)
                .list();
    }

    /** @param reader sees cases for which they are named whatever the reach, and no other secret one; null = nobody in particular */
    CasePage page(CaseFilter filter, @Nullable String reader) {
        if (Optional.ofNullable(filter.matters()).map(java.util.Set::isEmpty).orElse(false)
                || Optional.ofNullable(filter.subjects())
                        .map(java.util.Set::isEmpty)
                        .orElse(false)) {
            return new CasePage(List.of(), 0);
        }
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        if (filter.matters() != null) {
            conditions.add("matter in (:matters)");
            parameters.put("matters", filter.matters());
        }
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state().name().toLowerCase(Locale.ROOT));
        }
        if (filter.subjects() != null) {
            conditions.add("subject_id in (:subjects)");
            parameters.put(
                    "subjects", filter.subjects().stream().map(SubjectId::value).toList());
        }
        String inReach = "(secret = 0 and " + filter.reach().ofCases(parameters)
                + " or exists (select 1 from case_officer o where o.case_id in (street_case.id, street_case.parent_id) and o.officer = :reader))";
        OfficerId copiedTo = filter.copiedTo();
        conditions.add(
                copiedTo == null
                        ? inReach
                        : "secret = 0 and id in (select k.case_id from case_copy k where k.officer = :copiedTo)");
        parameters.put("reader", reader == null ? "" : reader);
        parameters.put("copiedTo", copiedTo == null ? "" : copiedTo.value());
        if (filter.of() != null) {
            conditions.add(
                    "exists (select 1 from case_officer o where o.case_id = street_case.id and o.officer = :officer)");
            parameters.put("officer", filter.of().value());
        }
        if (filter.overdueOn() != null) {
            conditions.add("""
                    state = 'open' and (due_on < :overdueOn or id in (
                        select k.case_id from case_clock k where k.calendar is not null and k.due_at < :now))""");
            parameters.put("overdueOn", filter.overdueOn());
            parameters.put("now", Stored.utc(clock.now()));
        }
        String where = " from street_case where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<Case> rows = jdbc.sql("select " + COLUMNS + where + " order by opened_at desc, id desc limit "
                        + Math.min(filter.size(), MOST) + " offset " + filter.from())
                .params(parameters)
                .query(this::row)
                .list();
        return new CasePage(rows, total);
    }

    void change(Case changed, @Nullable LocalDate dueOn, boolean secret, JsonNode details) {
        changed(jdbc.sql(
                        "update street_case set due_on = :dueOn, secret = :secret, details = :details, version = version + 1 where id = :id and version = :version")
                .param("dueOn", dueOn)
                .param("secret", secret ? 1 : 0)
                .param("details", write(details))
                .param("id", changed.id().value())
                .param("version", changed.version())
                .update());
        known.there()
                .ifPresent(all -> all.computeIfPresent(
                        changed.id(), (id, was) -> with(was, dueOn, secret, read(write(details)), was.version() + 1)));
    }

    void close(CaseId id) {
        close(id, true);
    }

    /** It ends undone: withdrawn, or as part of another. */
    void end(CaseId id) {
        close(id, false);
    }

    private void close(CaseId id, boolean done) {
        forget(id);
        jdbc.sql(
                        "update street_case set state = 'closed', closed_at = :at, version = version + 1 where id = :id and state = 'open'")
                .param("at", Stored.utc(clock.now()))
                .param("id", id.value())
                .update();
        events.publishEvent(new CaseClosed(id, done));
    }

    /** From now on whoever answers for its area and matter knows of it. */
    void reveal(CaseId id) {
        forget(id);
        jdbc.sql("update street_case set secret = 0, version = version + 1 where id = :id and secret = 1")
                .param("id", id.value())
                .update();
    }

    private void forget(CaseId id) {
        known.there().ifPresent(all -> all.remove(id));
    }

    /** Whether a form of one of its open tasks was begun. */
    boolean isBeingWritten(CaseId id) {
        return jdbc.sql("select count(*) from task_content where case_id = :id")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether the form of a task was last written in by an officer. */
    boolean isWrittenBy(String task, OfficerId officer) {
        return jdbc.sql("select count(*) from task_content where task_id = :task and saved_by = :officer")
                        .param("task", task)
                        .param("officer", officer.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void started(Map<CaseId, String> processInstances) {
        batches.batchUpdate(
                "update street_case set process_instance = ? where id = ?",
                processInstances.entrySet().stream()
                        .map(each ->
                                new Object[] {each.getValue(), each.getKey().value()})
                        .toList());
    }

    void trail(CaseId id, @Nullable String who, String what, String cameBy, JsonNode content) {
        trail(List.of(Map.entry(id, content)), who, what, cameBy);
    }

    /** The same at once, in this order. */
    void trail(
            List<? extends Map.Entry<CaseId, ? extends JsonNode>> contents,
            @Nullable String who,
            String what,
            String cameBy) {
        Instant now = clock.now();
        trails.add(contents.stream()
                .map(each -> new Trails.Entry(each.getKey(), now, who, what, cameBy, write(each.getValue())))
                .toList());
    }

    List<TrailEntry> trail(CaseId id) {
        return jdbc.sql("""
                        select id, case_id, happened_at, who, what, came_by, content
                        from case_trail where case_id = :id order by seq
                        """)
                .param("id", id.value())
                .query((row, number) -> new TrailEntry(
                        row.getLong("id"),
                        new CaseId(row.getLong("case_id")),
                        moment(row, "happened_at"),
                        row.getString("who"),
                        row.getString("what"),
                        row.getString("came_by"),
                        read(row.getString("content"))))
                .list();
    }

    Optional<JsonNode> content(String task) {
        return jdbc.sql("select content from task_content where task_id = :task")
                .param("task", task)
                .query((row, number) -> read(row.getString("content")))
                .optional();
    }

    void saveContent(String task, CaseId id, JsonNode content, String by) {
        int updated = jdbc.sql("""
                        update task_content set content = :content, saved_by = :by, saved_at = :at, version = version + 1
                        where task_id = :task
                        """)
                .param("content", write(content))
                .param("by", by)
                .param("at", Stored.utc(clock.now()))
                .param("task", task)
                .update();
        if (updated == 0) {
            jdbc.sql("""
                            insert into task_content(task_id, case_id, content, saved_by, saved_at, version)
                            values (:task, :caseId, :content, :by, :at, 1)
                            """)
                    .param("task", task)
                    .param("caseId", id.value())
                    .param("content", write(content))
                    .param("by", by)
                    .param("at", Stored.utc(clock.now()))
                    .update();
        }
    }

    void forgetContent(String task) {
        jdbc.sql("delete from task_content where task_id = :task")
                .param("task", task)
                .update();
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the case was changed by somebody else");
        }
    }

    private Case row(ResultSet row, int number) throws SQLException {
        String area = row.getString("area");
        long parent = row.getLong("parent_id");
        CaseId cameFrom = row.wasNull() ? null : new CaseId(parent);
        LocalDateTime closed = row.getObject("closed_at", LocalDateTime.class);
        return new Case(
                new CaseId(row.getLong("id")),
                row.getString("matter"),
                new SubjectId(row.getLong("subject_id")),
                area == null ? null : new AreaId(area),
                row.getString("cause"),
                cameFrom,
                Case.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                moment(row, "opened_at"),
                row.getObject("due_on", LocalDate.class),
                closed == null ? null : Stored.instant(closed),
                row.getInt("secret") == 1,
                read(row.getString("details")),
                row.getInt("version"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Stored.instant(row.getObject(column, LocalDateTime.class));
    }

    private String write(JsonNode content) {
        return content.toString();
    }

    private JsonNode read(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("kept JSON cannot be read", broken);
        }
    }
}
