package gridwork.street.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.platform.Work;
import gridwork.street.CatalogueIntake;
import gridwork.street.Matter;
import gridwork.street.Remit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files that change the catalogue: looked through first, row by row, and taken in when somebody says so. What is refused can be fetched, corrected and sent again. */
@Repository
public class CatalogueFiles implements CatalogueIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueFiles.class);
    private static final int LARGEST_MB = 8;
    private static final int NAME = 200;
    private static final String COLUMNS = "select id, name, sent_by, sent_at, taken_by, taken_at from catalogue_file ";

    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final StoredCatalogue catalogue;
    private final CatalogueWords.Now now;
    private final ObjectMapper json = new ObjectMapper();

    CatalogueFiles(JdbcClient jdbc, Work work, StreetClock clock, StoredCatalogue catalogue, CatalogueWords.Now now) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.catalogue = catalogue;
        this.now = now;
    }

    public record Sent(
            long id,
            String name,
            String by,
            Instant at,
            @Nullable String takenBy,
            @Nullable Instant takenAt) {
        public boolean taken() {
            return takenAt != null;
        }
    }

    /** @param differences what a change would change, as far as it is still to be taken in */
    public record Line(
            FileRow row, String title, List<EditMatters.Said> wrong, List<CatalogueWords.Difference> differences) {}

    public record Shown(Sent file, Map<FileRow.Act, Long> counts, List<Line> lines) {}

    /** Keeps a file that can be read as a table of matters. */
    public long keep(InputStream content, String name, String by) {
        byte[] bytes;
        try {
            bytes = content.readNBytes((LARGEST_MB << 20) + 1);
        } catch (IOException broken) {
            throw new Refused("import-unreadable-file", name);
        }
        if (bytes.length > LARGEST_MB << 20) {
            throw new Refused("catalogue-file-large", LARGEST_MB);
        }
        read(bytes, name);
        long id = Ids.next();
        work.run(() -> jdbc.sql("""
                insert into catalogue_file (id, name, content, sent_by, sent_at)
                values (:id, :name, :content, :by, :now)
                """)
                .param("id", id)
                .param("name", name.length() > NAME ? name.substring(0, NAME) : name)
                .param("content", bytes)
                .param("by", by)
                .param("now", Stored.utc(clock.now()))
                .update());
        return id;
    }

    @Override
    public Taken takeIn(InputStream file, String name, String reason, String by) {
        try {
            byte[] content = file.readAllBytes();
            Map<FileRow.Act, Long> acts = read(content, name).rows().stream()
                    .collect(Collectors.groupingBy(each -> each.said().act(), Collectors.counting()));
            if (acts.containsKey(FileRow.Act.ADDED) || acts.containsKey(FileRow.Act.CHANGED)) {
                work.run(() -> take(keep(new ByteArrayInputStream(content), name, by), reason, by));
            }
            return new Taken(
                    acts.getOrDefault(FileRow.Act.ADDED, 0L),
                    acts.getOrDefault(FileRow.Act.CHANGED, 0L),
                    acts.getOrDefault(FileRow.Act.SAME, 0L),
                    acts.getOrDefault(FileRow.Act.REFUSED, 0L));
        } catch (IOException broken) {
            throw new Refused("import-unreadable-file", name);
        }
    }

    @Override
    public void put(Remit remit, String reason, String by) {
        catalogue.put(remit, reason, by);
    }

    /** The latest first. */
    public List<Sent> latest(int size) {
        return jdbc.sql(COLUMNS + "order by id desc limit :size")
                .param("size", size)
                .query(CatalogueFiles::sent)
                .list();
    }

    public Shown show(long id, FileRow.@Nullable Act only, int from, int size, Locale locale) {
        Sent file = sent(id);
        CatalogueWords words = now.words();
        ReadCatalogue.Contents contents = read(content(id), file.name());
        List<FileRow> said = file.taken()
                ? outcome(id)
                : contents.rows().stream().map(ReadCatalogue.Row::said).toList();
        Map<FileRow.Act, Long> counts = new EnumMap<>(FileRow.Act.class);
        said.forEach(each -> counts.merge(each.act(), 1L, Long::sum));
        Map<Long, ReadCatalogue.Row> rows = contents.rows().stream()
                .collect(Collectors.toMap(each -> each.said().number(), each -> each));
        List<Line> lines = said.stream()
                .filter(each -> only == null || each.act() == only)
                .skip(from)
                .limit(size)
                .map(each -> line(each, Objects.requireNonNull(rows.get(each.number())), file, words, locale))
                .toList();
        return new Shown(file, counts, lines);
    }

    private static Line line(FileRow said, ReadCatalogue.Row row, Sent file, CatalogueWords words, Locale locale) {
        Matter matter = row.matter() == null ? row.before() : row.matter();
        boolean compared = !file.taken() && row.before() != null && row.matter() != null;
        return new Line(
                said,
                matter == null ? "" : matter.title().in(locale),
                said.wrong().stream()
                        .map(each -> EditMatters.Said.of(each, words, locale))
                        .toList(),
                compared ? words.differences(row.before(), Objects.requireNonNull(row.matter()), locale) : List.of());
    }

    /** Takes in what is not refused, by the catalogue as it is now; all of it or, where that fails, nothing. */
    public void take(long id, String reason, String by) {
        if (reason.isBlank()) {
            throw new Refused("matter-reason");
        }
        work.run(() -> {
            boolean free = jdbc.sql("select taken_at from catalogue_file where id = :id for update")
                    .param("id", id)
                    .query((row, at) -> row.getObject(1) == null)
                    .optional()
                    .orElseThrow(() -> new Refused("catalogue-file-not-found", id));
            if (!free) {
                throw new Refused("catalogue-file-taken");
            }
            catalogue.holdStill();
            ReadCatalogue.Contents contents = read(content(id), sent(id).name());
            List<Matter> matters = contents.rows().stream()
                    .flatMap(each -> Stream.ofNullable(each.matter()))
                    .toList();
            catalogue.putAll(matters, reason, by);
            jdbc.sql("update catalogue_file set taken_by = :by, taken_at = :now, outcome = :outcome where id = :id")
                    .param("by", by)
                    .param("now", Stored.utc(clock.now()))
                    .param("outcome", written(contents))
                    .param("id", id)
                    .update();
            LOG.info(
                    "catalogue file {} taken in: {} of {} rows",
                    id,
                    matters.size(),
                    contents.rows().size());
        });
    }

    /** The refused rows as they came, with why in a column at the end, which is passed over when they come again. */
    public void writeRefused(long id, TableFile.Shape shape, OutputStream out, Locale locale) {
        Sent file = sent(id);
        CatalogueWords words = now.words();
        ReadCatalogue.Contents contents = read(content(id), file.name());
        Map<Long, List<String>> cells = contents.rows().stream()
                .collect(Collectors.toMap(each -> each.said().number(), ReadCatalogue.Row::cells));
        List<FileRow> said = file.taken()
                ? outcome(id)
                : contents.rows().stream().map(ReadCatalogue.Row::said).toList();
        List<Integer> kept = Stream.iterate(0, i -> i + 1)
                .limit(contents.columns().size())
                .filter(i -> !words.isReason(contents.columns().get(i)))
                .toList();
        try (TableFile table = shape.to(out, words.reason(locale))) {
            List<String> head =
                    new ArrayList<>(kept.stream().map(contents.columns()::get).toList());
            head.add(words.reason(locale));
            table.row(head);
            for (FileRow each : said) {
                if (each.act() == FileRow.Act.REFUSED) {
                    List<String> row = Objects.requireNonNull(cells.get(each.number()));
                    List<String> line = new ArrayList<>(kept.stream()
                            .map(i -> shape.harmless(i < row.size() ? row.get(i) : ""))
                            .toList());
                    line.add(each.wrong().stream()
                            .map(wrong -> words.title(wrong.field(), locale) + " " + words.say(wrong, locale))
                            .collect(Collectors.joining(" ")));
                    table.row(line);
                }
            }
        }
    }

    private ReadCatalogue.Contents read(byte[] content, String name) {
        return new ReadCatalogue(now.words(), catalogue).read(content, name);
    }

    private Sent sent(long id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(CatalogueFiles::sent)
                .optional()
                .orElseThrow(() -> new Refused("catalogue-file-not-found", id));
    }

    private byte[] content(long id) {
        return jdbc.sql("select content from catalogue_file where id = :id")
                .param("id", id)
                .query((row, at) -> row.getBytes(1))
                .single();
    }

    private String written(ReadCatalogue.Contents contents) {
        try {
            return json.writeValueAsString(
                    contents.rows().stream().map(ReadCatalogue.Row::said).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<FileRow> outcome(long id) {
        String written = jdbc.sql("select outcome from catalogue_file where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        try {
            return json.readValue(written, new TypeReference<List<FileRow>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("catalogue file " + id, broken);
        }
    }

    private static Sent sent(ResultSet row, int at) throws SQLException {
        LocalDateTime taken = row.getObject("taken_at", LocalDateTime.class);
        return new Sent(
                row.getLong("id"),
                row.getString("name"),
                row.getString("sent_by"),
                Stored.instant(row.getObject("sent_at", LocalDateTime.class)),
                row.getString("taken_by"),
                taken == null ? null : Stored.instant(taken));
    }
}
