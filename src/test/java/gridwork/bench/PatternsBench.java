package gridwork.bench;

import gridwork.Gridwork;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From the last of three signals to the committed finding and its logged decision (DX-1), while the history of the same
 * kinds of signal grows from 10 thousand to 500 thousand (promise: at most 1.5 times slower). The floor writes one fact by
 * plain JDBC in a transaction of its own.
 */
final class PatternsBench {
    private static final int SMALL = 10_000;
    private static final int LARGE = 500_000;
    private static final int EVENTS = 120;
    private static final int WARM = 60;

    private final JdbcTemplate jdbc;
    private final Work work;
    private final Subjects subjects;
    private final Facts facts;
    private final SignalFindings findings;
    private final Instant now;
    private final Random random = new Random(5);
    private final SubjectRef meter = new SubjectRef("device", "meter");
    private final SubjectRef camera = new SubjectRef("device", "camera");
    private final SubjectRef gate = new SubjectRef("device", "gate");
    private int events;

    private PatternsBench(GenericApplicationContext house) {
        this.jdbc = house.getBean(JdbcTemplate.class);
        this.work = house.getBean(Work.class);
        this.subjects = house.getBean(Subjects.class);
        this.facts = house.getBean(Facts.class);
        this.findings = house.getBean(SignalFindings.class);
        this.now = house.getBean(StreetClock.class).now();
    }

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("gridwork-patterns");
        try (var house = (GenericApplicationContext) new SpringApplicationBuilder(Gridwork.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .profiles("cli")
                .run("--gridwork.data-dir=" + data)) {
            new PatternsBench(house).run();
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void run() {
        work.run(() -> subjects.register(Map.of(meter, at(30.27), camera, at(30.2702), gate, at(30.279))));
        history(SMALL);
        for (int i = 0; i < WARM; i++) {
            event();
        }
        double small = median();
        history(LARGE - SMALL);
        double large = median();
        double floor = floor();
        long found = findings.page(parameters -> "1 = 1", 0, 1).total();
        if (found != events) {
            throw new IllegalStateException(found + " findings of " + events + " events");
        }
        Benchmarks.say("last signal to finding, 10,000 signals before, ms", small, floor, small / floor, "seconds");
        Benchmarks.say(
                "last signal to finding, 500,000 signals over 10,000, ms", large, small, large / small, "<= 1.5");
    }

    private static SubjectDetails at(double latitude) {
        return new SubjectDetails("bench", null, null, BigDecimal.valueOf(latitude), BigDecimal.valueOf(120.16), null);
    }

    /** The median of what the third signal takes, in milliseconds. */
    private double median() {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            times.add(event());
        }
        return StartBench.median(times);
    }

    /** An hour apart from one another, in the last weeks. */
    private double event() {
        Instant roar = now.minusSeconds(3600L * (++events + 2));
        String plate = "浙B" + events;
        work.run(() -> tell(meter, "noise-reading", roar, BigDecimal.valueOf(97), Map.of()));
        work.run(() -> tell(camera, "plate-capture", roar.plusSeconds(2), null, Map.of("plate", plate)));
        long from = System.nanoTime();
        work.run(() -> tell(gate, "parking-entry", roar.plusSeconds(200), null, Map.of("plate", plate)));
        return (System.nanoTime() - from) / 1e6;
    }

    private void tell(SubjectRef about, String kind, Instant at, BigDecimal amount, Map<String, Object> payload) {
        facts.record(
                List.of(new NewFact(about, kind, null, at, null, "bench", "b" + Ids.next(), null, amount, payload)),
                Facts.How.NOW);
    }

    /** Quiet readings, captures and entries, 50 an hour in the same weeks and the rest over two years before. */
    private void history(int count) {
        List<Long> devices = jdbc.queryForList("select id from subject order by code", Long.class);
        List<String> kinds = List.of("plate-capture", "parking-entry", "noise-reading");
        for (int from = 0; from < count; from += 1000) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 1000); i++) {
                long ago = 3600L * 24 * 30 + (long) (random.nextDouble() * 3600 * 24 * 700);
                Instant moment = now.minusSeconds(ago);
                long id = Ids.next();
                int kind = i % 3;
                rows.add(new Object[] {
                    id,
                    devices.get(kind),
                    kinds.get(kind),
                    Stored.utc(moment),
                    java.time.LocalDate.ofInstant(moment, java.time.ZoneOffset.UTC),
                    Stored.utc(moment),
                    Stored.utc(moment),
                    "bench",
                    "h" + id,
                    "x".repeat(64),
                    kind == 2 ? 60 : null,
                    kind == 2 ? "{}" : "{\"plate\":\"浙A" + random.nextInt(90000) + "\"}"
                });
            }
            work.run(() -> jdbc.batchUpdate("""
                    insert into fact (id, subject_id, kind, occurred_at, occurred_on, recorded_at, known_from,
                      source, reference, revision, content_sha, amount, payload)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)""", rows));
        }
    }

    private double floor() {
        Long device =
                jdbc.queryForList("select min(id) from subject", Long.class).get(0);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            long id = Ids.next();
            long from = System.nanoTime();
            work.run(() -> jdbc.update(
                    """
                    insert into fact (id, subject_id, kind, occurred_at, occurred_on, recorded_at, known_from,
                      source, reference, revision, content_sha, payload)
                    values (?, ?, 'floor', ?, ?, ?, ?, 'bench', ?, 0, ?, '{}')""",
                    id,
                    device,
                    Stored.utc(now),
                    java.time.LocalDate.ofInstant(now, java.time.ZoneOffset.UTC),
                    Stored.utc(now),
                    Stored.utc(now),
                    "f" + id,
                    "x".repeat(64)));
            times.add((System.nanoTime() - from) / 1e6);
        }
        return StartBench.median(times);
    }
}
