package gridwork.bench;

import gridwork.Gridwork;
import gridwork.TestDatabase;
import gridwork.cases.SiteChecks;
import gridwork.cases.worklist.WorkList;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tasks on a MariaDB of its own, committed to the disk. What is compared is measured by turns, call for call.
 *
 * <p>From start to completion of a process with one task while 8,000 others are open, beside a stock Camunda 7.24 in a
 * database of its own on the same server: promise at least 1.5 times its rate, engine for engine, the same process and calls. The
 * same with our case, list of work and rights in it is said beside it, over a stock engine that keeps no list and asks for no
 * rights and over one that asks. Completions, lists and counts with 100,000 open tasks against
 * 1,000, in two databases side by side: promise at most 1.2 times, where the street grows and an officer's own work stays
 * ({@link #OWN} tasks); beside it, without a promise, where the officer's own grows with it. Opening cases many to a
 * transaction against one by one: promise at least 3 times. {@code gridwork.bench.share} makes all of it smaller, e.g. 0.1.
 */
final class TaskBench {
    private static final double SHARE = Double.parseDouble(System.getProperty("gridwork.bench.share", "1"));
    private static final int OPEN = (int) (8_000 * SHARE);
    private static final int FEW = 1_000;
    private static final int MANY = (int) (100_000 * SHARE);
    private static final int CASES = (int) (10_000 * SHARE);
    private static final int CALLS = 200;
    private static final int WARM = 40;
    private static final int HOUR = (int) (2_000 * SHARE);
    /** What may be taken on in one grid, and what one officer has: some overdue, some due today, most later. */
    private static final int OWN = 60;

    /** As many as a street has, where all 100,000 tasks are theirs. */
    private static final int GRIDS = 128;

    private static final String PROCESS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="bench">
              <process id="bench" isExecutable="true" camunda:historyTimeToLive="P30D">
                <startEvent id="start"/>
                <sequenceFlow id="a" sourceRef="start" targetRef="user_bench"/>
                <userTask id="user_bench" name="bench" camunda:candidateGroups="grid-worker@g0"/>
                <sequenceFlow id="b" sourceRef="user_bench" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;
    private static final OfficerId WORKER = new OfficerId("bench-worker");
    private static final String GROUP = "grid-worker@g0";

    private final House few;
    private final House many;
    private final ProcessEngine stock;
    private final ProcessEngine guarded;
    private final List<String> missed = new ArrayList<>();

    private TaskBench(House few, House many, ProcessEngine stock, ProcessEngine guarded) {
        this.few = few;
        this.many = many;
        this.stock = stock;
        this.guarded = guarded;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("gridwork.test.database", "mariadb");
        new TestDatabase().launcherSessionOpened(null);
        String url = System.getProperty("gridwork.test.url");
        if (url == null) {
            System.out.println("tasks: " + System.getProperty("gridwork.test.database.absent"));
            return;
        }
        Path folder = Files.createTempDirectory("gridwork-tasks");
        try (ConfigurableApplicationContext first = open(folder.resolve("few"), url)) {
            JdbcTemplate server = first.getBean(JdbcTemplate.class);
            for (String each : List.of("many", "stock", "guarded")) {
                server.execute("create database " + each + " character set utf8mb4 collate utf8mb4_bin");
            }
            ProcessEngine stock = stock(url, "stock", false);
            ProcessEngine guarded = stock(url, "guarded", true);
            try (ConfigurableApplicationContext second = open(folder.resolve("many"), at(url, "many"))) {
                new TaskBench(new House(first), new House(second), stock, guarded).run();
            } finally {
                stock.close();
                guarded.close();
            }
        } finally {
            ImportBench.delete(folder);
        }
    }

    private static String at(String url, String database) {
        return url.replace("/gridwork?", "/" + database + "?");
    }

    private static ConfigurableApplicationContext open(Path folder, String url) throws Exception {
        Files.createDirectories(folder);
        return new SpringApplicationBuilder(Gridwork.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles("cli")
                .run(
                        "--gridwork.data-dir=" + folder,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=root",
                        "--spring.datasource.password=",
                        "--spring.jmx.enabled=false",
                        "--logging.level.root=warn");
    }

    /** As it comes: its own tables, full history; {@code guarded} = it asks for rights too. */
    private static ProcessEngine stock(String url, String name, boolean guarded) {
        var database =
                new PooledDataSource("com.mysql.cj.jdbc.Driver", at(url, name) + "&nullDatabaseMeansCurrent=true");
        ProcessEngine engine = ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration()
                .setProcessEngineName(name)
                .setDatabaseType("mysql")
                .setDatabaseSchemaUpdate("true")
                .setDataSource(database)
                .setAuthorizationEnabled(guarded)
                .setJobExecutorActivate(false)
                .buildProcessEngine();
        deploy(engine.getRepositoryService());
        return engine;
    }

    private static void deploy(RepositoryService repository) {
        repository.createDeployment().addString("bench.bpmn", PROCESS).deploy();
    }

    private void run() {
        few.settle();
        many.settle();
        startToComplete();
        atMany();
        inBulk();
        System.out.println(
                missed.isEmpty() ? "tasks: every promise is met" : "tasks: missed: " + String.join("; ", missed));
    }

    // --- by turns

    /** Milliseconds, the median of each. */
    private static double[] byTurns(int calls, Runnable... acts) {
        double[][] times = new double[acts.length][calls];
        for (int call = -WARM; call < calls; call++) {
            for (int act = 0; act < acts.length; act++) {
                long from = System.nanoTime();
                acts[act].run();
                if (call >= 0) {
                    times[act][call] = (System.nanoTime() - from) / 1e6;
                }
            }
        }
        double[] medians = new double[acts.length];
        for (int act = 0; act < acts.length; act++) {
            java.util.Arrays.sort(times[act]);
            medians[act] = times[act][calls / 2];
        }
        return medians;
    }

    // --- from start to completion

    private void startToComplete() {
        few.toDisk(false);
        few.start(OPEN, 100);
        for (ProcessEngine each : List.of(stock, guarded)) {
            for (int i = 0; i < OPEN; i++) {
                each.getRuntimeService().startProcessInstanceByKey("bench");
            }
        }
        few.toDisk(true);
        ProcessEngine ours = few.engine;
        Runnable plain = () -> through(ours, false);
        Runnable floor = () -> through(stock, false);
        Runnable asking = () -> through(guarded, true);
        List.of(plain, few::through, floor, asking).forEach(TaskBench::warm);
        double[] took = byTurns(CALLS, plain, few::through, floor, asking);
        rate("start to completion at " + OPEN + " open tasks, a second (floor: stock)", took[0], took[2], ">= 1.5");
        rate("  with our case, list and rights (floor: stock without rights)", took[1], took[2], "-");
        rate("  with our case, list and rights (floor: stock with rights)", took[1], took[3], "-");
        double least = statements(floor);
        statements("  statements of each (floor: stock)", statements(plain), least);
        statements("  statements with our case, list and rights", statements(few::through), least);
    }

    private void rate(String figure, double took, double floor, String promise) {
        say(figure, 1000 / took, 1000 / floor, floor / took, promise);
    }

    private void statements(String figure, double ours, double floor) {
        say(figure, ours, floor, ours / floor, "-");
    }

    /** As in a server that has run for an hour. */
    private static void warm(Runnable act) {
        for (int i = 0; i < HOUR; i++) {
            act.run();
        }
    }

    private double statements(Runnable act) {
        int times = 20;
        long before = few.statements();
        for (int i = 0; i < times; i++) {
            act.run();
        }
        return (few.statements() - before) / (double) times;
    }

    private static void through(ProcessEngine engine, boolean guarded) {
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey("bench").getId();
        TaskService service = engine.getTaskService();
        String task = service.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        if (guarded) {
            engine.getIdentityService().setAuthentication(WORKER.value(), List.of(GROUP, "officers"));
        }
        try {
            service.claim(task, WORKER.value());
            service.complete(task);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    // --- at 1,000 and at 100,000 open tasks

    private void atMany() {
        few.empty();
        few.toDisk(false);
        few.fill(FEW, false);
        many.fill(MANY, false);
        few.toDisk(true);
        few.looks().forEach((what, act) -> compare(what, act, look(what), "<= 1.2"));
        compare("taking on and completing a task", few.completions(), many.completions(), "<= 1.2");
        few.toDisk(false);
        few.empty();
        many.empty();
        few.fill(FEW, true);
        many.fill(MANY, true);
        few.toDisk(true);
        few.looks().forEach((what, act) -> compare("  of " + GRIDS + " grids: " + what, act, look(what), "-"));
    }

    private Runnable look(String what) {
        return Objects.requireNonNull(many.looks().get(what));
    }

    private void compare(String what, Runnable atFew, Runnable atMany, String promise) {
        double[] took = byTurns(CALLS, atFew, atMany);
        say(what + ", ms", took[1], took[0], took[1] / took[0], promise);
    }

    /** @param promise such as {@code <= 1.2}, or {@code -} for none */
    private void say(String figure, double ours, double floor, double ratio, String promise) {
        String[] asked = promise.split(" ");
        boolean met = asked.length < 2
                || (asked[0].equals("<=")
                        ? ratio <= Double.parseDouble(asked[1])
                        : ratio >= Double.parseDouble(asked[1]));
        if (!met) {
            missed.add(figure);
        }
        Benchmarks.say(figure, ours, floor, ratio, promise + (asked.length < 2 ? "" : met ? "  met" : "  MISSED"));
    }

    // --- many cases at once

    private void inBulk() {
        few.empty();
        int rounds = 10;
        double[] seconds = new double[2];
        for (int round = 0; round <= rounds; round++) {
            List<SubjectId> together = few.sites(CASES / rounds);
            List<SubjectId> single = few.sites(CASES / rounds / 10);
            long from = System.nanoTime();
            for (int i = 0; i < together.size(); i += 100) {
                few.check(together.subList(i, Math.min(together.size(), i + 100)));
            }
            long between = System.nanoTime();
            single.forEach(each -> few.check(List.of(each)));
            if (round > 0) { // the first warms both up
                seconds[0] += (between - from) / 1e9;
                seconds[1] += (System.nanoTime() - between) / 1e9;
            }
        }
        double together = CASES / seconds[0];
        double single = CASES / 10 / seconds[1];
        say(
                "opening " + CASES + " cases, 100 to a transaction, a second (floor: one by one)",
                together,
                single,
                together / single,
                ">= 3");
    }

    private static final class PooledDataSource extends org.apache.ibatis.datasource.pooled.PooledDataSource {
        PooledDataSource(String driver, String url) {
            super(driver, url, "root", "");
            setDefaultTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** Our program on one database. */
    private static final class House {
        private final ConfigurableApplicationContext context;
        private final ProcessEngine engine;
        private final JdbcTemplate jdbc;
        private final Work work;
        private final RuntimeService processes;
        private final TaskService tasks;
        private final IdentityService identity;
        private final WorkList list;
        private final SiteChecks checks;
        private SubjectId subject = new SubjectId(1);

        House(ConfigurableApplicationContext context) {
            this.context = context;
            this.engine = context.getBean(ProcessEngine.class);
            this.jdbc = context.getBean(JdbcTemplate.class);
            this.work = context.getBean(Work.class);
            this.processes = context.getBean(RuntimeService.class);
            this.tasks = context.getBean(TaskService.class);
            this.identity = context.getBean(IdentityService.class);
            this.list = context.getBean(WorkList.class);
            this.checks = context.getBean(SiteChecks.class);
        }

        /** As a server is run what is committed is on the disk; while a database is filled it need not be. */
        void toDisk(boolean each) {
            jdbc.execute("set global innodb_flush_log_at_trx_commit = " + (each ? 1 : 0));
        }

        /** Which the whole server has executed, this question too. */
        long statements() {
            return Long.parseLong(jdbc.queryForObject(
                    "show global status like 'Questions'", (row, number) -> row.getString("Value")));
        }

        void settle() {
            Areas areas = context.getBean(Areas.class);
            work.run(() -> {
                if (areas.street().isEmpty()) {
                    areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
                }
                areas.put(new Area(
                        new AreaId("c1"),
                        Area.Kind.COMMUNITY,
                        "社区",
                        areas.street().orElseThrow()));
                for (int grid = 0; grid < 100; grid++) {
                    areas.put(new Area(new AreaId("g" + grid), Area.Kind.GRID, "网格" + grid, new AreaId("c1")));
                }
                context.getBean(Accounts.class)
                        .create(WORKER, "工作人员", Set.of(new Duty("grid-worker", "g0")), "bench-Password-1", "bench");
            });
            deploy(context.getBean(RepositoryService.class));
            subject = sites(1).get(0);
        }

        List<SubjectId> sites(int number) {
            Map<SubjectRef, SubjectDetails> all = new LinkedHashMap<>();
            for (int i = 0; i < number; i++) {
                all.put(
                        new SubjectRef("site", "B" + Ids.next()),
                        new SubjectDetails("基准工地", new AreaId("g0"), null, null, null, null));
            }
            List<SubjectId> ids = new ArrayList<>();
            work.run(() ->
                    ids.addAll(context.getBean(Subjects.class).register(all).values()));
            return ids;
        }

        void check(List<SubjectId> sites) {
            checks.open(sites.stream()
                    .map(each -> new SiteChecks.Wanted(
                            each, "key", false, "bench", LocalDate.parse("2030-01-04"), List.of(WORKER)))
                    .toList());
        }

        void start(int number, int together) {
            for (int i = 0; i < number; i += together) {
                work.run(() -> {
                    for (int one = 0; one < together; one++) {
                        start();
                    }
                });
            }
        }

        private String start() {
            long id = Ids.next();
            jdbc.update("""
                    insert into street_case (id, matter, subject_id, area, cause, state, opened_at, secret, details, version)
                    values (?, 'site-check', ?, 'g0', ?, 'open', now(6), 0, '{}', 1)
                    """, id, subject.value(), "bench-" + id);
            return processes
                    .startProcessInstanceByKey("bench", String.valueOf(id))
                    .getId();
        }

        /** With a case, its place on the list of work, and the officer's rights asked. */
        void through() {
            String[] instance = new String[1];
            work.run(() -> instance[0] = start());
            complete(tasks.createTaskQuery()
                    .processInstanceId(instance[0])
                    .singleResult()
                    .getId());
        }

        private void complete(String task) {
            as(() -> {
                tasks.claim(task, WORKER.value());
                tasks.complete(task);
            });
        }

        private void as(Runnable act) {
            identity.setAuthentication(WORKER.value(), List.of(GROUP, "officers"));
            try {
                act.run();
            } finally {
                identity.clearAuthentication();
            }
        }

        void empty() {
            jdbc.execute((java.sql.Connection connection) -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("set foreign_key_checks = 0");
                    for (String each : KEPT) {
                        statement.execute("truncate table " + each);
                    }
                    statement.execute("set foreign_key_checks = 1");
                }
                return null;
            });
            grants();
        }

        private void grants() {
            work.run(() -> jdbc.update("delete from ACT_RU_AUTHORIZATION where RESOURCE_TYPE_ = 7"));
        }

        private static final List<String> KEPT = List.of(
                "street_case",
                "ACT_RU_EXECUTION",
                "ACT_RU_TASK",
                "ACT_RU_IDENTITYLINK",
                "ACT_RU_VARIABLE",
                "ACT_HI_PROCINST",
                "ACT_HI_TASKINST",
                "case_officer",
                "case_trail",
                "case_trail_head",
                "case_task",
                "case_task_group");

        /**
         * What the engine and we keep of one free and of one taken task, as often as that makes the number. One in three is
         * taken. Of what is one's own a third is overdue, a tenth due today.
         *
         * @param grows whether the officer's own part grows with the number
         */
        void fill(int number, boolean grows) {
            work.run(() -> start());
            String free = only("select ID_ from ACT_RU_TASK");
            work.run(() -> start());
            String taken = jdbc.queryForObject("select ID_ from ACT_RU_TASK where ID_ <> ?", String.class, free);
            as(() -> tasks.claim(taken, WORKER.value()));
            int holders = grows ? GRIDS : number / OWN;
            copy(free, 1, number * 2 / 3, holders);
            copy(taken, number, number / 3, holders);
            KEPT.forEach(each -> jdbc.execute("analyze table " + each));
            jdbc.execute("analyze table ACT_RU_AUTHORIZATION");
        }

        private String only(String sql) {
            return Objects.requireNonNull(jdbc.queryForObject(sql, String.class));
        }

        private void copy(String task, int from, int number, int holders) {
            String instance = only("select PROC_INST_ID_ from ACT_RU_TASK where ID_ = '" + task + "'");
            String caseId = only("select BUSINESS_KEY_ from ACT_RU_EXECUTION where ID_ = '" + instance + "'");
            String seq = "seq_" + from + "_to_" + (from + number - 1);
            Map<String, String> tables = new LinkedHashMap<>();
            tables.put("street_case", "id = " + caseId);
            tables.put("ACT_RU_EXECUTION", "ID_ = '" + instance + "'");
            tables.put("ACT_RU_TASK", "ID_ = '" + task + "'");
            tables.put("ACT_RU_IDENTITYLINK", "TASK_ID_ = '" + task + "'");
            tables.put("ACT_RU_AUTHORIZATION", "RESOURCE_ID_ = '" + task + "'");
            tables.put("ACT_RU_VARIABLE", "TASK_ID_ = '" + task + "'");
            tables.put("ACT_HI_PROCINST", "ID_ = '" + instance + "'");
            tables.put("ACT_HI_TASKINST", "ID_ = '" + task + "'");
            tables.put("case_task", "task_id = '" + task + "'");
            tables.put("case_task_group", "task_id = '" + task + "'");
            work.run(() -> {
                jdbc.execute("set foreign_key_checks = 0");
                tables.forEach((table, which) -> copy(table, which, seq, holders));
                jdbc.execute("set foreign_key_checks = 1");
            });
        }

        private void copy(String table, String which, String seq, int holders) {
            List<String> columns = jdbc.queryForList(
                    "select column_name from information_schema.columns where table_schema = database() and table_name = ? order by ordinal_position",
                    String.class,
                    table);
            String cells =
                    columns.stream().map(each -> cell(table, each, holders)).collect(Collectors.joining(", "));
            jdbc.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + cells + " from "
                    + table + ", " + seq + " where " + which);
        }

        /** As it is, but where it names the task, its case, who may or does work on it, or when it is due. */
        private String cell(String table, String column, int holders) {
            String name = column.toUpperCase(Locale.ROOT);
            String holder = "mod(seq, " + holders + ")";
            return switch (name) {
                case "GROUP_ID_", "GROUP_ID" ->
                    "case when " + column + " = '" + GROUP + "' then concat('grid-worker@g', " + holder + ") else "
                            + column + " end";
                case "ASSIGNEE_", "ASSIGNEE", "USER_ID_" ->
                    "case when " + column + " = '" + WORKER.value() + "' and " + holder
                            + " <> 0 then concat('officer', " + holder + ") else " + column + " end";
                case "DUE_DATE_", "DUE_AT" -> due(holders);
                case "BUSINESS_KEY_" -> "cast(BUSINESS_KEY_ + seq as char)";
                case "CASE_ID" -> "case_id + seq";
                case "ID" -> table.equals("street_case") ? "id + seq" : column;
                case "CAUSE" -> "concat(cause, '-', seq)";
                case "ID_",
                        "TASK_ID",
                        "TASK_ID_",
                        "EXECUTION_ID_",
                        "PROC_INST_ID_",
                        "ROOT_PROC_INST_ID_",
                        "RESOURCE_ID_",
                        "VAR_SCOPE_",
                        "ACT_INST_ID_" ->
                    "case when " + column + " is null then null else concat(substr(" + column
                            + ", 1, 50), '-', seq) end";
                default -> column;
            };
        }

        /** Noon of a day from ten before today to twenty after it. */
        private String due(int holders) {
            StreetClock clock = context.getBean(StreetClock.class);
            LocalDateTime noon = LocalDateTime.ofInstant(clock.startOf(clock.today()), ZoneOffset.UTC)
                    .plusHours(12);
            return "timestampadd(day, cast(mod(seq div " + holders + ", 30) as signed) - 10, timestamp '"
                    + noon.toString().replace('T', ' ') + ":00')";
        }

        /** What an officer looks at all day. */
        Map<String, Runnable> looks() {
            Map<String, Runnable> all = new LinkedHashMap<>();
            Set<String> groups = Set.of(GROUP);
            FilterService filters = context.getBean(FilterService.class);
            for (WorkList.Part each :
                    List.of(WorkList.Part.MINE, WorkList.Part.GRID, WorkList.Part.OVERDUE, WorkList.Part.TODAY)) {
                all.put(
                        "own list " + each.name().toLowerCase(Locale.ROOT) + ", a page of 50",
                        () -> list.page(new WorkList.Asked(WORKER, groups, each, null, 0, 50)));
            }
            all.put("own counts of all four lists", () -> list.counts(WORKER, groups));
            for (String each : List.of("mine", "grid", "overdue", "today")) {
                all.put(
                        "Tasklist's filter " + each + ", a page of 15",
                        () -> as(() -> filters.<Task, TaskQuery>listPage(
                                "gridwork-" + each,
                                tasks.createTaskQuery().orderByTaskCreateTime().desc(),
                                0,
                                15)));
                all.put("Tasklist's filter " + each + ", its count", () -> as(() -> filters.count("gridwork-" + each)));
            }
            return all;
        }

        Runnable completions() {
            List<String> fresh = new ArrayList<>();
            for (int i = 0; i < CALLS + WARM; i++) {
                String[] instance = new String[1];
                work.run(() -> instance[0] = start());
                fresh.add(tasks.createTaskQuery()
                        .processInstanceId(instance[0])
                        .singleResult()
                        .getId());
            }
            var next = fresh.iterator();
            return () -> complete(next.next());
        }
    }
}
