package gridwork.decisions;

import gridwork.platform.Demonstration;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.rules.Release;
import gridwork.rules.ReleaseHead;
import gridwork.rules.Releases;
import gridwork.rules.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every release that this database has seen, kept whole, so that an old decision can be explained with the release that
 * made it. The one that the program carries is recorded at the start. Other content under a number that is taken is
 * refused, because decisions name the number; it takes the place of the old where no decision names it yet, and in a
 * database of the demonstration, whose rules are there to be tried out. Scenarios and notes decide nothing and do not count.
 */
@Component
@DependsOnDatabaseInitialization
class KnownReleases {
    private static final Logger LOG = LoggerFactory.getLogger(KnownReleases.class);
    private static final int SOME = 4;

    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final DecisionLog log;
    private final Standings standings;
    private final Demonstration demonstration;
    private final Map<Integer, Release> loaded = new LinkedHashMap<>(SOME, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Release> eldest) {
            return size() > SOME;
        }
    };
    private final Releases carried;
    private final int carriedNumber;
    private volatile List<Known> known;

    KnownReleases(
            Releases carried,
            JdbcClient jdbc,
            Work work,
            StreetClock clock,
            DecisionLog log,
            Standings standings,
            Demonstration demonstration) {
        this.carried = carried;
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.log = log;
        this.standings = standings;
        this.demonstration = demonstration;
        this.carriedNumber = record(carried.source());
        this.known = list();
    }

    private record Known(int number, LocalDate effectiveFrom) {}

    /** The one in force on a day; the first counts for all time before it. */
    Release on(LocalDate day) {
        List<Known> all = known;
        Known inForce = all.get(0);
        for (Known each : all) {
            if (!each.effectiveFrom().isAfter(day)) {
                inForce = each;
            }
        }
        return numbered(inForce.number());
    }

    /** The next day on which another release comes into force; null = none is known. */
    @Nullable
    LocalDate nextAfter(LocalDate day) {
        return known.stream()
                .skip(1)
                .map(Known::effectiveFrom)
                .filter(each -> each.isAfter(day))
                .findFirst()
                .orElse(null);
    }

    Release numbered(int number) {
        return number == carriedNumber ? carried.numbered(number) : older(number);
    }

    /** Compiled when it is asked for; of the older ones only the last used stay in memory, the others are freed. */
    private Release older(int number) {
        synchronized (loaded) {
            return loaded.computeIfAbsent(number, this::stored);
        }
    }

    /** Another node may have recorded one since. */
    void lookAgain() {
        known = list();
    }

    /** @return its number */
    int record(SourceTree tree) {
        ReleaseHead head = ReleaseHead.of(tree);
        TreeMap<String, byte[]> files = decisive(tree);
        String hash = hash(files);
        try {
            work.run(() -> record(head, files, hash));
        } catch (DuplicateKeyException byAnotherNode) {
            work.run(() -> record(head, files, hash));
        }
        return head.number();
    }

    private void record(ReleaseHead head, TreeMap<String, byte[]> files, String hash) {
        Optional<String> there = jdbc.sql("select content_hash from policy_release where release_no = :number")
                .param("number", head.number())
                .query(String.class)
                .optional();
        if (there.isEmpty()) {
            write("""
                    insert into policy_release
                      (content_hash, effective_from, author, approver, content, recorded_at, release_no)
                    values (:hash, :effectiveFrom, :author, :approver, :content, :now, :number)""", head, files, hash);
            LOG.info("release {} recorded", head.number());
        } else if (!there.get().equals(hash)) {
            if (log.names(head.number()) && !demonstration.active()) {
                throw new Refused("release-number-taken", head.number());
            }
            write("""
                    update policy_release set content_hash = :hash, effective_from = :effectiveFrom, author = :author,
                      approver = :approver, content = :content, recorded_at = :now
                    where release_no = :number""", head, files, hash);
            standings.forget(head.number());
            LOG.warn("release {} was replaced by other content under the same number", head.number());
        }
    }

    private void write(String sql, ReleaseHead head, TreeMap<String, byte[]> files, String hash) {
        jdbc.sql(sql)
                .param("hash", hash)
                .param("effectiveFrom", head.effectiveFrom())
                .param("author", head.author())
                .param("approver", head.approver())
                .param("content", zip(files))
                .param("now", Stored.utc(clock.now()))
                .param("number", head.number())
                .update();
    }

    private List<Known> list() {
        return jdbc.sql("select release_no, effective_from from policy_release order by effective_from, release_no")
                .query((row, n) -> new Known(row.getInt(1), row.getObject(2, LocalDate.class)))
                .list();
    }

    SourceTree source(int number) {
        return number == carriedNumber ? carried.source() : content(number);
    }

    private Release stored(int number) {
        return Releases.of(content(number)).numbered(number);
    }

    private SourceTree content(int number) {
        byte[] content = jdbc.sql("select content from policy_release where release_no = :number")
                .param("number", number)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new Refused("release-unknown", number));
        return SourceTree.of(unzip(content));
    }

    private static TreeMap<String, byte[]> decisive(SourceTree tree) {
        var files = new TreeMap<String, byte[]>();
        for (String each : tree.names()) {
            boolean tried = each.contains("/scenarios/") || each.contains("/paths/") || each.endsWith(".md");
            if ((each.startsWith("rules/") || each.startsWith("bpmn/")) && !tried) {
                files.put(each, tree.bytes(each));
            }
        }
        return files;
    }

    private static String hash(TreeMap<String, byte[]> files) {
        var sum = new Sha256();
        files.forEach((path, content) -> sum.add((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8))
                .add(content));
        return sum.hex();
    }

    private static byte[] zip(TreeMap<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static TreeMap<String, byte[]> unzip(byte[] content) {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                files.put(each.getName(), zip.readAllBytes());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return files;
    }
}
