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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From the last of three signals to the committed finding and its logged decision (DX-1), while the history of the same
 * kinds of signal grows from 10 thousand to 500 thousand (promise: at most 1.5 times slower). In the weeks of the events
 * twenty other signals come in an hour, however long the history is. The floor writes one fact by plain JDBC in a
 * transaction of its own. Two numbers as arguments take the place of the two sizes, to try it.
 */
final class PatternsBench {
    private static final int SMALL = 10_000;
    private static final int LARGE = 500_000;
    private static final int HOURS = 310;
    private static final int AN_HOUR = 20;
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
            new PatternsBench(house)
                    .run(
                            args.length == 2 ? Integer.parseInt(args[0]) : SMALL,
                            args.length == 2 ? Integer.parseInt(args[1]) : LARGE);
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void run(int few, int many) {
        work.run(() -> subjects.register(Map.of(meter, at(30.27), camera, at(30.2702), gate, at(30.279))));
        int around = Math.min(few, HOURS * AN_HOUR);
        history(around, Duration.ZERO, Duration.ofHours(HOURS));
        history(few - around, Duration.ofDays(30), Duration.ofDays(730));
        for (int i = 0; i < WARM; i++) {
            event();
        }
        double small = median();
        history(many - few, Duration.ofDays(30), Duration.ofDays(730));
        double large = median();
        double floor = floor();
        long found = findings.page(parameters -> "1 = 1", 0, 1).total();
        if (found != events) {
            throw new IllegalStateException(found + " findings of " + events + " events");
        }
        Benchmarks.say(
                String.format(Locale.ROOT, "last signal to finding, %,d signals before, ms", few),
                small,
                floor,
                small / floor,
                "seconds");
        Benchmarks.say(
                String.format(Locale.ROOT, "last signal to finding, %,d signals before, ms", many),
                large,
                floor,
                large / floor,
                "seconds");
        Benchmarks.say("  the latter over the former, ms", large, small, large / small, "<= 1.5");
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

    /** Quiet readings, captures and entries, spread over a stretch of time that lies so far back. */
    private void history(int count, Duration latest, Duration earliest) {
        long span = earliest.minus(latest).toSeconds();
        List<Long> devices = jdbc.queryForList("select id from subject order by code", Long.class);
        List<String> kinds = List.of("plate-capture", "parking-entry", "noise-reading");
        for (int from = 0; from < count; from += 1000) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 1000); i++) {
                Instant moment = now.minus(latest).minusSeconds((long) (random.nextDouble() * span));
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
