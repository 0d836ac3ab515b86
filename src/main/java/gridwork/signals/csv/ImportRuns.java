package gridwork.signals.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.TableLook;
import gridwork.signals.ImportRun;
import gridwork.signals.ImportRunId;
import gridwork.signals.Imports.Manner;
import gridwork.signals.RefusedRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The runs with their place in the file, their refused rows, and the uploaded files that wait. */
@Repository
class ImportRuns {
    private static final int PIECE = 1 << 19;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Object>> ARGUMENTS = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, mapping, file_name, sha256, state, dry_run, history, line_count, rows_read, rows_accepted, rows_known, rows_refused, rows_corrected, rows_unclassified, rows_outdated, started_by, started_at, finished_at, problem_code, problem_arguments";
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StreetClock clock;
    private final ObjectMapper json = new ObjectMapper();

    ImportRuns(JdbcClient jdbc, JdbcTemplate batches, StreetClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** Who works at a run: another one takes over with a claim of its own, and the first can write no more. */
    record Claim(ImportRunId run, long value) {}

    record Counts(
            long read, long accepted, long known, long refused, long corrected, long unclassified, long outdated) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        static Counts of(ImportRun run) {
            return new Counts(
                    run.read(),
                    run.accepted(),
                    run.known(),
                    run.refused(),
                    run.corrected(),
                    run.unclassified(),
                    run.outdated());
        }
    }

    @Transactional
    Claim begin(Mapping mapping, TableLook look, Manner manner, String by) {
        long id = Ids.next();
        long claim = Ids.next();
        insert(
                id,
                mapping,
                look.name(),
                look.sha256(),
                ImportRun.State.RUNNING,
                manner,
                look.lines(),
                by,
                claim,
                false);
        return new Claim(new ImportRunId(id), claim);
    }

    private void insert(
            long id,
            Mapping mapping,
            String name,
            String sha256,
            ImportRun.State state,
            Manner manner,
            long lines,
            String by,
            long claim,
            boolean uploaded) {
        jdbc.sql("""
                        insert into import_run (id, mapping, file_name, sha256, state, dry_run, history, line_count, rows_read,
                          rows_accepted, rows_known, rows_refused, rows_corrected, rows_unclassified, started_by, started_at, claim, uploaded, delimiter)
                        values (:id, :mapping, :name, :sha, :state, :dry, :history, :lines, 0, 0, 0, 0, 0, 0, :by, :now, :claim, :uploaded, :delimiter)
                        """)
                .param("id", id)
                .param("mapping", mapping.id())
                .param("name", name.length() > 255 ? name.substring(name.length() - 255) : name)
                .param("sha", sha256)
                .param("state", word(state))
                .param("dry", manner == Manner.DRY_RUN)
                .param("history", mapping.history())
                .param("lines", lines)
                .param("by", by)
                .param("now", Stored.utc(clock.now()))
                .param("claim", claim)
                .param("uploaded", uploaded)
                .param("delimiter", mapping.delimiter())
                .update();
    }

    /** A run of the same file by the same mapping that never came to its end. */
    Optional<ImportRun> cutShort(String mapping, String sha256) {
        return jdbc.sql("select " + COLUMNS + """
                         from import_run where sha256 = :sha and mapping = :mapping and state = 'running' and dry_run = false
                          and uploaded = false order by id desc limit 1
                        """)
                .param("sha", sha256)
                .param("mapping", mapping)
                .query(this::run)
                .optional();
    }

    long claimOf(ImportRunId id) {
        return jdbc.sql("select claim from import_run where id = ?")
                .param(id.value())
                .query(Long.class)
                .single();
    }

    /** Empty when somebody else was quicker. */
    @Transactional
    Optional<Claim> take(ImportRunId id, long from) {
        long mine = Ids.next();
        int taken = jdbc.sql("update import_run set claim = :mine, state = 'running' where id = :id and claim = :from")
                .param("mine", mine)
                .param("id", id.value())
                .param("from", from)
                .update();
        return taken == 1 ? Optional.of(new Claim(id, mine)) : Optional.empty();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void progress(Claim claim, Counts counts, List<RefusedRow> refused) {
        int mine = jdbc.sql("""
                        update import_run set rows_read = :read, rows_accepted = :accepted, rows_known = :known, rows_refused = :refused,
                          rows_corrected = :corrected, rows_unclassified = :unclassified, rows_outdated = :outdated
                        where id = :id and claim = :claim
                        """)
                .param("read", counts.read())
                .param("accepted", counts.accepted())
                .param("known", counts.known())
                .param("refused", counts.refused())
                .param("corrected", counts.corrected())
                .param("unclassified", counts.unclassified())
                .param("outdated", counts.outdated())
                .param("id", claim.run().value())
                .param("claim", claim.value())
                .update();
        if (mine == 0) {
            throw new Refused("import-taken-over");
        }
        batches.batchUpdate("""
                insert into import_refused (id, run_id, row_number_, code, column_name, held, cells)
                values (?, ?, ?, ?, ?, ?, ?)
                """, refused, 1_000, (row, each) -> {
            row.setLong(1, Ids.next());
            row.setLong(2, claim.run().value());
            row.setLong(3, each.number());
            row.setString(4, each.code());
            row.setString(5, each.column().length() > 300 ? each.column().substring(0, 300) : each.column());
            row.setString(6, each.value());
            row.setString(7, write(each.cells()));
        });
    }

    @Transactional
    void looked(Claim claim, TableLook look, List<String> columns) {
        jdbc.sql("update import_run set line_count = :lines, columns_ = :columns where id = :id and claim = :claim")
                .param("lines", look.lines())
                .param("columns", write(columns))
                .param("id", claim.run().value())
                .param("claim", claim.value())
                .update();
    }

    @Transactional
    void end(Claim claim, ImportRun.State state, @Nullable Refused problem) {
        ended(claim, state, problem);
        jdbc.sql("delete from import_upload where run_id = ?")
                .param(claim.run().value())
                .update();
    }

    /** Stopped through no fault of the file: it is kept, so that the run can go on. */
    @Transactional
    void halt(Claim claim, Refused problem) {
        ended(claim, ImportRun.State.STOPPED, problem);
    }

    /** False where it is not one that was halted. */
    @Transactional
    boolean resume(ImportRunId id) {
        return jdbc.sql("""
                        update import_run set state = 'waiting', finished_at = null, problem_code = null, problem_arguments = null,
                          claim = :claim
                        where id = :id and state = 'stopped' and problem_code = :failed
                        """)
                        .param("claim", Ids.next())
                        .param("id", id.value())
                        .param("failed", ImportRun.FAILED)
                        .update()
                == 1;
    }

    private void ended(Claim claim, ImportRun.State state, @Nullable Refused problem) {
        jdbc.sql("""
                        update import_run set state = :state, finished_at = :now, problem_code = :code, problem_arguments = :arguments
                        where id = :id and claim = :claim
                        """)
                .param("state", word(state))
                .param("now", Stored.utc(clock.now()))
                .param("code", problem == null ? null : problem.code())
                .param("arguments", problem == null ? null : write(problem.arguments()))
                .param("id", claim.run().value())
                .param("claim", claim.value())
                .update();
    }

    @Transactional
    ImportRunId keep(Mapping mapping, InputStream content, String name, Manner manner, String by) {
        long id = Ids.next();
        var sum = new Sha256();
        insert(id, mapping, name, "", ImportRun.State.WAITING, manner, -1, by, Ids.next(), true);
        try {
            int piece = 0;
            for (byte[] bytes = content.readNBytes(PIECE); bytes.length > 0; bytes = content.readNBytes(PIECE)) {
                sum.add(bytes);
                jdbc.sql("insert into import_upload (run_id, piece, content) values (?, ?, ?)")
                        .params(id, piece++, bytes)
                        .update();
            }
        } catch (IOException broken) {
            throw new Refused("import-unreadable-file", name);
        }
        jdbc.sql("update import_run set sha256 = ? where id = ?")
                .params(sum.hex(), id)
                .update();
        return new ImportRunId(id);
    }

    /** Writes an uploaded file out again, piece by piece. */
    void unpack(ImportRunId id, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int piece = 0; ; piece++) {
                Optional<byte[]> bytes = jdbc.sql("select content from import_upload where run_id = ? and piece = ?")
                        .params(id.value(), piece)
                        .query((row, number) -> row.getBytes(1))
                        .optional();
                if (bytes.isEmpty()) {
                    return;
                }
                out.write(bytes.get());
            }
        }
    }

    /** Uploads that nobody has finished, the oldest first. */
    List<ImportRun> open() {
        return jdbc.sql("select " + COLUMNS
                        + " from import_run where uploaded = true and state in ('waiting', 'running') order by id")
                .query(this::run)
                .list();
    }

    Optional<ImportRun> find(ImportRunId id) {
        return jdbc.sql("select " + COLUMNS + " from import_run where id = ?")
                .param(id.value())
                .query(this::run)
                .optional();
    }

    List<ImportRun> latest(int from, int size) {
        return jdbc.sql("select " + COLUMNS + " from import_run order by id desc limit :size offset :start")
                .param("size", size)
                .param("start", from)
                .query(this::run)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from import_run").query(Long.class).single();
    }

    String delimiter(ImportRunId id) {
        return jdbc.sql("select delimiter from import_run where id = ?")
                .param(id.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Refused("import-unknown"));
    }

    List<String> columns(ImportRunId id) {
        return jdbc.sql("select columns_ from import_run where id = ?")
                .param(id.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(each -> each)
                .map(this::texts)
                .orElse(List.of());
    }

    List<RefusedRow> refused(ImportRunId id, int from, int size) {
        return jdbc.sql("""
                        select row_number_, code, column_name, held, cells from import_refused where run_id = :run
                        order by row_number_, id limit :size offset :start
                        """)
                .param("run", id.value())
                .param("size", size)
                .param("start", from)
                .query((row, number) -> new RefusedRow(
                        row.getLong("row_number_"),
                        row.getString("code"),
                        row.getString("column_name"),
                        Objects.requireNonNullElse(row.getString("held"), ""),
                        texts(row.getString("cells"))))
                .list();
    }

    private ImportRun run(ResultSet row, int number) throws SQLException {
        LocalDateTime finished = row.getObject("finished_at", LocalDateTime.class);
        String problem = row.getString("problem_code");
        return new ImportRun(
                new ImportRunId(row.getLong("id")),
                row.getString("mapping"),
                row.getString("file_name"),
                row.getString("sha256"),
                ImportRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("dry_run"),
                row.getBoolean("history"),
                row.getLong("line_count"),
                row.getLong("rows_read"),
                row.getLong("rows_accepted"),
                row.getLong("rows_known"),
                row.getLong("rows_refused"),
                row.getLong("rows_corrected"),
                row.getLong("rows_unclassified"),
                row.getLong("rows_outdated"),
                row.getString("started_by"),
                Stored.instant(Objects.requireNonNull(row.getObject("started_at", LocalDateTime.class))),
                finished == null ? null : Stored.instant(finished),
                problem == null ? null : new ImportRun.Problem(problem, arguments(row.getString("problem_arguments"))));
    }

    private static String word(ImportRun.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private List<String> texts(String stored) {
        try {
            return json.readValue(stored, TEXTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored cells are no JSON", broken);
        }
    }

    private List<Object> arguments(@Nullable String stored) {
        try {
            return stored == null ? List.of() : json.readValue(stored, ARGUMENTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored arguments are no JSON", broken);
        }
    }
}
