package gridwork.bench;

import gridwork.Gridwork;
import gridwork.decisions.Decisions;
import gridwork.decisions.Redecided;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Stored;
import gridwork.platform.Work;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Explaining one subject while the whole history grows from 10 thousand to 1 million facts (promise: at most 1.2 times
 * slower), and deciding the 14,346 subjects of a street anew, reading and writing (promise: seconds, no query per
 * subject). The floor of the latter reads the same facts and writes as many rows of the same size by plain JDBC.
 */
final class DecideBench {
    private static final int SUBJECTS = 14_346;
    private static final int SMALL = 10_000;
    /** What a street of this size records in a year. */
    private static final int STREET = 100_000;

    private static final int LARGE = 1_000_000;
    private static final int OF_ONE = 60;
    private static final int CALLS = 600;
    private static final String RULE_SET = "site-colour";
    private static final LocalDate TODAY = LocalDate.parse("2025-03-03");
    private static final List<String> CATEGORIES =
            List.of("dust", "no-fence", "waste", "unsafe-structure", "unclassified", "maintenance");

    private final Counted counted;
    private final JdbcTemplate jdbc;
    private final Work work;
    private final Decisions decisions;
    private final Subjects subjects;
    private final Random random = new Random(7);

    private DecideBench(GenericApplicationContext house, Counted counted) {
        this.counted = counted;
        this.jdbc = house.getBean(JdbcTemplate.class);
        this.work = house.getBean(Work.class);
        this.decisions = house.getBean(Decisions.class);
        this.subjects = house.getBean(Subjects.class);
    }

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("gridwork-decide");
        var counted = new Counted();
        try (var house = (GenericApplicationContext) new SpringApplicationBuilder(Gridwork.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .profiles("cli")
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(CountStatements.class, () -> new CountStatements(counted)))
                .run("--gridwork.data-dir=" + data)) {
            new DecideBench(house, counted).run();
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void run() {
        List<SubjectId> sites = sites();
        SubjectId one = sites.get(0);
        var ref = new SubjectRef("site", "B0");
        facts(OF_ONE, any -> one);
        facts(SMALL - OF_ONE, at -> sites.get(1 + at % (SUBJECTS - 1)));
        for (int warm = 0; warm < 4; warm++) {
            explain(ref);
        }
        double small = explain(ref);
        facts(STREET - SMALL, at -> sites.get(1 + at % (SUBJECTS - 1)));
        redecide("decide 14,346 subjects for the first time, s", TODAY);
        redecide("decide 14,346 subjects anew, nothing new, s", TODAY);
        redecide("decide 14,346 subjects anew a month later, s", TODAY.plusDays(31));
        facts(LARGE - STREET, at -> sites.get(1 + at % (SUBJECTS - 1)));
        explain(ref);
        double large = explain(ref);
        Benchmarks.say("explain one subject, 1,000,000 facts over 10,000, ms", large, small, large / small, "<= 1.2");
    }

    private List<SubjectId> sites() {
        Map<SubjectRef, SubjectId> made = new LinkedHashMap<>();
        for (int from = 0; from < SUBJECTS; from += 1000) {
            Map<SubjectRef, SubjectDetails> chunk = new LinkedHashMap<>();
            for (int i = from; i < Math.min(SUBJECTS, from + 1000); i++) {
                chunk.put(
                        new SubjectRef("site", "B" + i), new SubjectDetails("Lane " + i, null, null, null, null, null));
            }
            work.run(() -> made.putAll(subjects.register(chunk)));
        }
        List<SubjectId> ids = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            ids.add(made.get(new SubjectRef("site", "B" + i)));
        }
        return ids;
    }

    private interface Whose {
        SubjectId at(int number);
    }

    /** Spread over two years before today. */
    private void facts(int count, Whose whose) {
        for (int from = 0; from < count; from += 1000) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 1000); i++) {
                LocalDate day = TODAY.minusDays(random.nextInt(730));
                Instant moment = Instant.parse(day + "T03:00:00Z");
                long id = Ids.next();
                rows.add(new Object[] {
                    id,
                    whose.at(i).value(),
                    "violation",
                    CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                    Stored.utc(moment),
                    day,
                    Stored.utc(moment),
                    Stored.utc(moment),
                    "bench",
                    "b" + id,
                    "x".repeat(64),
                    "{\"description\":\"a violation of the usual length\"}"
                });
            }
            work.run(() -> jdbc.batchUpdate("""
                    insert into fact (id, subject_id, kind, category, occurred_at, occurred_on, recorded_at, known_from,
                      source, reference, revision, content_sha, payload)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)""", rows));
        }
    }

    /** The median of many calls, in milliseconds. */
    private double explain(SubjectRef ref) {
        Instant now = Instant.parse("2025-03-03T12:00:00Z");
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long from = System.nanoTime();
            decisions.explain(ref, RULE_SET, TODAY.minusDays(i % 30), now);
            times.add((System.nanoTime() - from) / 1e6);
        }
        return StartBench.median(times);
    }

    private void redecide(String figure, LocalDate day) {
        counted.clear();
        long from = System.nanoTime();
        Redecided done = decisions.redecide(Set.of(RULE_SET), day, true, Progress.SILENT);
        double ours = (System.nanoTime() - from) / 1e9;
        double perSubject = counted.statements() / (double) SUBJECTS;
        double floor = floor(day, (int) done.changed());
        Benchmarks.say(figure, ours, floor, ours / floor, "seconds");
        Benchmarks.say(
                "  statements a subject (" + done.changed() + " changed, results " + done.results() + ")",
                perSubject,
                1,
                perSubject,
                "< 1");
    }

    /** Reads the same facts and writes as many decisions and standings, by plain JDBC in chunks of 100. */
    private double floor(LocalDate day, int changed) {
        List<Long> ids = jdbc.queryForList("select id from subject order by id", Long.class);
        int window = decisions.ruleSet(RULE_SET).daysBack().orElse(730);
        long from = System.nanoTime();
        int written = 0;
        for (int at = 0; at < ids.size(); at += 100) {
            List<Long> chunk = ids.subList(at, Math.min(ids.size(), at + 100));
            int write = Math.min(chunk.size(), changed - written);
            written += write;
            work.run(() -> floorOf(chunk, day, window, write));
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        work.run(() -> {
            jdbc.update("delete from decision where rule_set = 'floor'");
            jdbc.update("delete from standing where rule_set = 'floor'");
        });
        return seconds;
    }

    private void floorOf(List<Long> chunk, LocalDate day, int window, int write) {
        String marks = "?" + ", ?".repeat(chunk.size() - 1);
        List<Object> asked = new ArrayList<>(chunk);
        asked.add(day);
        asked.add(day.minusDays(window));
        jdbc.query(
                "select id, category, payload, occurred_on from fact use index (ix_fact_subject) where subject_id in ("
                        + marks
                        + ") and kind in ('violation', 'check') and occurred_on <= ? and occurred_on > ? order by subject_id, id",
                row -> {
                    row.getLong("id");
                    row.getString("category");
                    row.getString("payload");
                    row.getObject("occurred_on", LocalDate.class);
                },
                asked.toArray());
        List<Object[]> log = new ArrayList<>();
        List<Object[]> standings = new ArrayList<>();
        for (Long subject : chunk.subList(0, Math.max(0, write))) {
            long id = Ids.next();
            log.add(new Object[] {id, subject, day, "x".repeat(120), "x".repeat(120), "x".repeat(80), "x".repeat(120)});
            standings.add(new Object[] {subject, id, day, day, day});
        }
        jdbc.batchUpdate("""
                insert into decision (id, subject_id, rule_set, release_no, as_of, known_at, decided_at, result,
                  outcome, measures, row_ids, fact_ids, cause, history)
                values (?, ?, 'floor', 1, ?, current_timestamp, current_timestamp, 'red', ?, ?, ?, ?, 'ask', true)""", log);
        jdbc.batchUpdate("""
                insert into standing (subject_id, rule_set, decision_id, result, since, next_change, as_of, release_no)
                values (?, 'floor', ?, 'red', ?, ?, ?, 1)""", standings);
    }

    /** Statements sent to the database, a batch being one. */
    static final class Counted {
        private long statements;

        synchronized void one() {
            statements++;
        }

        synchronized void clear() {
            statements = 0;
        }

        synchronized long statements() {
            return statements;
        }
    }

    static final class CountStatements implements BeanPostProcessor {
        private final Counted counted;

        CountStatements(Counted counted) {
            this.counted = counted;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource database ? around(DataSource.class, database) : bean;
        }

        private <T> T around(Class<T> type, Object inner) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().startsWith("execute")) {
                            counted.one();
                        }
                        Object result;
                        try {
                            result = method.invoke(inner, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                        if (result instanceof CallableStatement
                                || method.getName().equals("unwrap")) {
                            return result;
                        }
                        if (result instanceof PreparedStatement) {
                            return around(PreparedStatement.class, result);
                        }
                        if (result instanceof Connection) {
                            return around(Connection.class, result);
                        }
                        return result instanceof Statement && method.getName().equals("createStatement")
                                ? around(Statement.class, result)
                                : result;
                    }));
        }
    }
}
