package gridwork.cases.worklist;

import gridwork.cases.CaseId;
import gridwork.facts.SubjectId;
import gridwork.platform.BeforeCommit;
import gridwork.platform.Ids;
import gridwork.platform.OfTransaction;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Each question is a union of stretches of an index, one for the officer and one for each of its groups, and every stretch
 * ends where the page ends: what else is open costs nothing.
 */
@Repository
class StoredWorkList implements WorkList {
    static final LocalDateTime NEVER = LocalDateTime.of(9999, 12, 31, 0, 0);
    private static final LocalDateTime EVER = LocalDateTime.of(1000, 1, 1, 0, 0);
    private static final String COLUMNS =
            "t.task_id, t.case_id, t.matter, t.subject_id, t.step, t.name, t.assignee, t.acts_for, t.due_at, t.created_at, t.ended_at, t.ended_by";
    private static final int LONGEST = 400;
    private static final List<Part> TO_DO = List.of(Part.MINE, Part.GRID, Part.OVERDUE, Part.TODAY);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;
    private final OfTransaction<Map<String, New>> fresh = new OfTransaction<>(LinkedHashMap::new);

    StoredWorkList(JdbcClient jdbc, JdbcTemplate batches, BeforeCommit beforeCommit, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    /** The list with all that is new on it. */
    private JdbcClient list() {
        write();
        return jdbc;
    }

    @Override
    public Page page(Asked asked) {
        return asked.part() == Part.DONE ? done(asked) : open(asked);
    }

    private Page open(Asked asked) {
        Map<String, Object> parameters = new HashMap<>();
        String found = stretches(asked, asked.from() + asked.size() + 1, parameters);
        List<String> ids = list().sql("select task_id from (" + found + ") found order by due_at, task_id limit "
                        + (asked.size() + 1) + " offset " + asked.from())
                .params(parameters)
                .query(String.class)
                .list();
        Map<String, Row> rows = ids.isEmpty()
                ? Map.of()
                : list()
                        .sql("select " + COLUMNS + " from case_task t where t.task_id in (:ids)")
                        .param("ids", ids)
                        .query(StoredWorkList::row)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Row::task, row -> row));
        List<Row> inOrder = ids.stream()
                .limit(asked.size())
                .map(rows::get)
                .filter(row -> row != null)
                .toList();
        boolean more = ids.size() > asked.size();
        return new Page(inOrder, more || asked.from() > 0 ? count(asked) : inOrder.size(), more);
    }

    private Page done(Asked asked) {
        Map<String, Object> parameters = new HashMap<>();
        String where = "t.ended_by = :officer and t.state = 'done'" + words(asked.text(), parameters);
        parameters.put("officer", asked.officer().value());
        List<Row> rows = list().sql("select " + COLUMNS + " from case_task t where " + where
                        + " order by t.ended_at desc, t.task_id limit " + (asked.size() + 1) + " offset "
                        + asked.from())
                .params(parameters)
                .query(StoredWorkList::row)
                .list();
        int total = list().sql("select count(*) from (select t.task_id from case_task t where " + where + " limit "
                        + (MANY + 1) + ") found")
                .params(parameters)
                .query(Integer.class)
                .single();
        return new Page(
                rows.subList(0, Math.min(asked.size(), rows.size())),
                Math.min(total, MANY),
                rows.size() > asked.size());
    }

    @Override
    public Map<Part, Integer> counts(OfficerId officer, Set<String> groups) {
        Map<String, Object> parameters = new HashMap<>();
        String asked = TO_DO.stream()
                .map(each -> count(new Asked(officer, groups, each, null, 0, 0), parameters))
                .collect(Collectors.joining(", "));
        return list().sql("select " + asked)
                .params(parameters)
                .query((row, number) -> {
                    Map<Part, Integer> all = new EnumMap<>(Part.class);
                    for (int part = 0; part < TO_DO.size(); part++) {
                        all.put(TO_DO.get(part), Math.min(row.getInt(part + 1), MANY));
                    }
                    return all;
                })
                .single();
    }

    private int count(Asked asked) {
        Map<String, Object> parameters = new HashMap<>();
        String counted = count(asked, parameters);
        return Math.min(
                list().sql("select " + counted)
                        .params(parameters)
                        .query(Integer.class)
                        .single(),
                MANY);
    }

    private String count(Asked asked, Map<String, Object> parameters) {
        return "(select count(*) from (" + stretches(asked, MANY, parameters) + ") found)";
    }

    @Override
    public Optional<Row> find(String task) {
        return list().sql("select " + COLUMNS + " from case_task t where t.task_id = :task")
                .param("task", task)
                .query(StoredWorkList::row)
                .optional();
    }

    @Override
    public List<Row> heldBy(OfficerId officer) {
        return list().sql(
                        "select " + COLUMNS
                                + " from case_task t where t.assignee = :officer and t.state = 'open' order by t.due_at, t.task_id")
                .param("officer", officer.value())
                .query(StoredWorkList::row)
                .list();
    }

    @Override
    public List<Row> heldInPlaceOf(OfficerId officer) {
        return list().sql(
                        "select " + COLUMNS
                                + " from case_task t where t.acts_for = :officer and t.state = 'open' order by t.due_at, t.task_id")
                .param("officer", officer.value())
                .query(StoredWorkList::row)
                .list();
    }

    @Override
    public Set<String> stepsEnded(CaseId of) {
        return Set.copyOf(list().sql("select distinct step from case_task where case_id = :id and state <> 'open'")
                .param("id", of.value())
                .query(String.class)
                .list());
    }

    @Override
    public Optional<Row> lastDone(CaseId of) {
        return list().sql(
                        "select " + COLUMNS
                                + " from case_task t where t.case_id = :id and t.state = 'done' order by t.ended_at desc, t.created_at desc limit 1")
                .param("id", of.value())
                .query(StoredWorkList::row)
                .optional();
    }

    @Override
    public Map<CaseId, List<Open>> open(Collection<CaseId> ids) {
        Map<CaseId, Map<String, Open>> all = new HashMap<>();
        if (!ids.isEmpty()) {
            list().sql("""
                            select t.case_id, t.task_id, t.assignee, g.group_id
                            from case_task t left join case_task_group g on g.task_id = t.task_id
                            where t.case_id in (:ids) and t.state = 'open' order by t.created_at, t.task_id
                            """)
                    .param("ids", ids.stream().map(CaseId::value).toList())
                    .query((RowCallbackHandler) row -> {
                        String task = row.getString("task_id");
                        var assignee = officer(row.getString("assignee"));
                        Open open = all.computeIfAbsent(
                                        new CaseId(row.getLong("case_id")), none -> new LinkedHashMap<>())
                                .computeIfAbsent(task, none -> new Open(task, assignee, new TreeSet<>()));
                        String group = row.getString("group_id");
                        if (group != null) {
                            open.groups().add(group);
                        }
                    });
        }
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> List.copyOf(each.getValue().values())));
    }

    @Override
    public boolean worksOn(OfficerId officer, CaseId id) {
        return list().sql(
                                "select count(*) from case_task where case_id = :id and assignee = :officer and state = 'open'")
                        .param("id", id.value())
                        .param("officer", officer.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public void inPlaceOf(String task, @Nullable OfficerId actsFor) {
        list().sql("update case_task set acts_for = :actsFor where task_id = :task and state = 'open'")
                .param("actsFor", id(actsFor))
                .param("task", task)
                .update();
    }

    /** The tasks of a part as {@code task_id, due_at}, each once, at least the most urgent {@code most} of them. */
    private String stretches(Asked asked, int most, Map<String, Object> parameters) {
        boolean dated = asked.part() == Part.OVERDUE || asked.part() == Part.TODAY;
        if (dated) {
            LocalDate today = clock.today();
            LocalDateTime from = Stored.utc(clock.startOf(today));
            parameters.put("after" + asked.part(), asked.part() == Part.TODAY ? from : EVER);
            parameters.put(
                    "before" + asked.part(),
                    asked.part() == Part.TODAY ? Stored.utc(clock.startOf(today.plusDays(1))) : from);
        }
        String within =
                dated ? " and %1$s.due_at >= :after" + asked.part() + " and %1$s.due_at < :before" + asked.part() : "";
        String words = words(asked.text(), parameters);
        List<String> all = new ArrayList<>();
        if (asked.part() != Part.GRID) {
            parameters.put("officer", asked.officer().value());
            all.add("(select t.task_id, t.due_at from case_task t where t.assignee = :officer and t.state = 'open'"
                    + within.formatted("t") + words + " order by t.due_at, t.task_id limit " + most + ")");
        }
        if (asked.part() != Part.MINE) {
            int number = 0;
            for (String group : new TreeSet<>(asked.groups())) {
                String name = "group" + number++;
                parameters.put(name, group);
                String with = words.isEmpty() ? "" : " join case_task t on t.task_id = g.task_id";
                all.add("(select g.task_id, g.due_at from case_task_group g" + with + " where g.group_id = :" + name
                        + " and g.free = 1" + within.formatted("g") + words
                        + " order by g.due_at, g.task_id limit " + most + ")");
            }
        }
        return all.isEmpty() ? "select task_id, due_at from case_task where 1 = 0" : String.join("\nunion\n", all);
    }

    private static String words(@Nullable String text, Map<String, Object> parameters) {
        if (text == null || text.isBlank()) {
            return "";
        }
        String asked = text.strip().toLowerCase(Locale.ROOT);
        parameters.put(
                "words", "%" + asked.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        Optional<Long> id = Ids.read(asked);
        if (id.isEmpty()) {
            return " and t.about like :words escape '!'";
        }
        parameters.put("number", id.get());
        return " and (t.case_id = :number or t.about like :words escape '!')";
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        LocalDateTime due = row.getObject("due_at", LocalDateTime.class);
        LocalDateTime ended = row.getObject("ended_at", LocalDateTime.class);
        return new Row(
                row.getString("task_id"),
                new CaseId(row.getLong("case_id")),
                row.getString("matter"),
                new SubjectId(row.getLong("subject_id")),
                row.getString("step"),
                row.getString("name"),
                officer(row.getString("assignee")),
                officer(row.getString("acts_for")),
                due.isBefore(NEVER) ? Stored.instant(due) : null,
                Stored.instant(row.getObject("created_at", LocalDateTime.class)),
                ended == null ? null : Stored.instant(ended),
                officer(row.getString("ended_by")));
    }

    private static @Nullable OfficerId officer(@Nullable String id) {
        return id == null ? null : new OfficerId(id);
    }

    // --- kept in step

    boolean isEmpty() {
        return list().sql("select count(*) from (select task_id from case_task limit 1) one")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** A task that is new on the list. */
    record New(
            String task,
            CaseId id,
            String matter,
            SubjectId subject,
            String about,
            String step,
            String name,
            Kept kept,
            Instant created) {
        private New with(Kept other) {
            return new New(task, id, matter, subject, about, step, name, other, created);
        }
    }

    /** It is written with all the others of the transaction, when somebody looks or before the commit. */
    void add(New task) {
        Map<String, New> all = fresh.get();
        if (all.isEmpty()) {
            beforeCommit.run(this::write);
        }
        all.put(task.task(), task);
    }

    void write() {
        Map<String, New> all = fresh.there().orElse(Map.of());
        if (all.isEmpty()) {
            return;
        }
        List<@Nullable Object[]> tasks = new ArrayList<>();
        List<Object[]> groups = new ArrayList<>();
        for (New each : all.values()) {
            Kept kept = each.kept();
            tasks.add(new @Nullable Object[] {
                each.task(),
                each.id().value(),
                each.matter(),
                each.subject().value(),
                searched(each.about()),
                each.step(),
                each.name(),
                id(kept.assignee()),
                id(kept.actsFor()),
                kept.due(),
                Stored.utc(each.created())
            });
            int free = kept.assignee() == null ? 1 : 0;
            new TreeSet<>(kept.groups())
                    .forEach(group -> groups.add(new Object[] {each.task(), group, free, kept.due()}));
        }
        all.clear();
        batches.batchUpdate("""
                insert into case_task (task_id, case_id, matter, subject_id, about, step, name, assignee, acts_for, due_at, created_at, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
                """, tasks);
        if (!groups.isEmpty()) {
            batches.batchUpdate(
                    "insert into case_task_group (task_id, group_id, free, due_at) values (?, ?, ?, ?)", groups);
        }
    }

    private void groups(String task, Collection<String> groups, boolean free, LocalDateTime due) {
        if (groups.isEmpty()) {
            return;
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("task", task);
        parameters.put("free", free ? 1 : 0);
        parameters.put("due", due);
        List<String> rows = new ArrayList<>();
        for (String group : groups) {
            String name = "group" + rows.size();
            parameters.put(name, group);
            rows.add("(:task, :" + name + ", :free, :due)");
        }
        list().sql("insert into case_task_group (task_id, group_id, free, due_at) values " + String.join(", ", rows))
                .params(parameters)
                .update();
    }

    private void forgetGroups(String task) {
        list().sql("delete from case_task_group where task_id = :task")
                .param("task", task)
                .update();
    }

    /** What of an open task can change. */
    record Kept(@Nullable OfficerId assignee, @Nullable OfficerId actsFor, LocalDateTime due, Set<String> groups) {}

    /** Empty = it is not on the list, or no longer open. */
    Optional<Kept> kept(String task) {
        return fresh.there().map(all -> all.get(task)).map(New::kept).or(() -> written(task));
    }

    private Optional<Kept> written(String task) {
        List<Kept> rows = list().sql("""
                        select t.assignee, t.acts_for, t.due_at, g.group_id
                        from case_task t left join case_task_group g on g.task_id = t.task_id
                        where t.task_id = :task and t.state = 'open'
                        """)
                .param("task", task)
                .query((row, number) -> new Kept(
                        officer(row.getString("assignee")),
                        officer(row.getString("acts_for")),
                        row.getObject("due_at", LocalDateTime.class),
                        Stream.ofNullable(row.getString("group_id")).collect(Collectors.toSet())))
                .list();
        return rows.stream()
                .reduce((one, other) -> new Kept(
                        one.assignee(),
                        one.actsFor(),
                        one.due(),
                        Stream.concat(one.groups().stream(), other.groups().stream())
                                .collect(Collectors.toSet())));
    }

    void change(String task, Kept from, Kept to) {
        Map<String, New> all = fresh.there().orElse(Map.of());
        New there = all.get(task);
        if (there != null) {
            all.put(task, there.with(to));
            return;
        }
        list().sql("""
                        update case_task set assignee = :assignee, acts_for = :actsFor, due_at = :due
                        where task_id = :task and state = 'open'
                        """)
                .param("assignee", id(to.assignee()))
                .param("actsFor", id(to.actsFor()))
                .param("due", to.due())
                .param("task", task)
                .update();
        boolean free = to.assignee() == null;
        if (!from.groups().equals(to.groups())) {
            forgetGroups(task);
            groups(task, to.groups(), free, to.due());
        } else if (!to.groups().isEmpty()
                && (free != (from.assignee() == null) || !from.due().equals(to.due()))) {
            list().sql("update case_task_group set free = :free, due_at = :due where task_id = :task")
                    .param("free", free ? 1 : 0)
                    .param("due", to.due())
                    .param("task", task)
                    .update();
        }
    }

    /**
     * @param by null = the program withdrew it
     * @return whether it was open until now
     */
    boolean end(String task, String state, @Nullable OfficerId by) {
        int ended = list().sql(
                        "update case_task set state = :state, ended_at = :at, ended_by = :by where task_id = :task and state = 'open'")
                .param("state", state)
                .param("at", Stored.utc(clock.now()))
                .param("by", id(by))
                .param("task", task)
                .update();
        if (ended > 0) {
            forgetGroups(task);
        }
        return ended > 0;
    }

    void renamed(SubjectId subject, String about) {
        list().sql("update case_task set about = :about where subject_id = :subject")
                .param("about", searched(about))
                .param("subject", subject.value())
                .update();
    }

    private static String searched(String about) {
        String lower = about.toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(LONGEST, lower.length()));
    }

    static LocalDateTime moment(@Nullable Instant due) {
        return due == null ? NEVER : Stored.utc(due);
    }

    private static @Nullable String id(@Nullable OfficerId officer) {
        return officer == null ? null : officer.value();
    }
}
