package gridwork.bench;

import gridwork.Gridwork;
import gridwork.platform.Progress;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The import of facts from a file, reading, checking and looking up included, over raw JDBC batches of 1,000 of the same
 * rows into the same tables and indexes of a second database. Promise: at least half as fast.
 */
final class ImportBench {
    private static final int ROUNDS = 3;
    private static final int ROWS = 40_000;
    private static final int BATCH = 1_000;

    private ImportBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("gridwork-import");
        try (ConfigurableApplicationContext house = open(folder.resolve("ours"));
                ConfigurableApplicationContext other = open(folder.resolve("floor"))) {
            List<Double> ours = new ArrayList<>();
            List<Double> floors = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                Path file = folder.resolve("rows-" + round + ".csv");
                write(file, round, ROWS);
                double mine = imported(house, file);
                double floor = raw(rowsOf(house, round), other.getBean(DataSource.class));
                if (round > 0) { // the first warms both up
                    ours.add(mine);
                    floors.add(floor);
                    ratios.add(mine / floor);
                }
            }
            Benchmarks.say("import of facts, rows/s", median(ours), median(floors), median(ratios), ">= 0.5");
        } finally {
            delete(folder);
        }
    }

    static ConfigurableApplicationContext open(Path data) {
        return new SpringApplicationBuilder(Gridwork.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles("cli")
                .run("--gridwork.data-dir=" + data);
    }

    /** Rows in the shape of Boston's. */
    static void write(Path file, int round, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "case_no,status_dttm,status,code,description,violation_stno,violation_street,violation_suffix,violation_city,violation_state,violation_zip,sam_id,latitude,longitude\n");
            for (int i = 0; i < rows; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "V%d-%d,%d/%d/%d %d:%02d,Closed,%s,%s,%d,Washington,ST,Dorchester,MA,2124,%d,42.%06d,-71.%06d%n",
                        round,
                        i * 7919L % rows,
                        1 + i % 12,
                        1 + i % 28,
                        2010 + i % 8,
                        i % 24,
                        i % 60,
                        i % 3 == 0 ? "105.1" : "116.2",
                        i % 3 == 0 ? "Failure to Obtain Permit" : "Unsafe and Dangerous",
                        i % 400,
                        i % 5_000,
                        i % 1_000_000,
                        i % 1_000_000));
            }
        }
    }

    private static double imported(ConfigurableApplicationContext house, Path file) {
        long from = System.nanoTime();
        ImportRun run = house.getBean(Imports.class)
                .run("boston-violations", file, Imports.Manner.FOR_GOOD, "bench", Progress.SILENT);
        if (run.accepted() != ROWS) {
            throw new IllegalStateException("not all accepted: " + run);
        }
        return ROWS / ((System.nanoTime() - from) / 1e9);
    }

    private static List<Object[]> rowsOf(ConfigurableApplicationContext house, int round) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (Connection connection = house.getBean(DataSource.class).getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id, subject_id, kind, category, occurred_at, occurred_on, recorded_at, known_from, source, reference, revision, content_sha, confidence, amount, payload, voids from fact where reference like ? order by id")) {
            select.setString(1, "V" + round + "-%");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Object[] cells = new Object[16];
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] = row.getObject(i + 1);
                    }
                    rows.add(cells);
                }
            }
        }
        return rows;
    }

    private static double raw(List<Object[]> rows, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            subjects(connection, rows);
            long from = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into fact (id, subject_id, kind, category, occurred_at, occurred_on, recorded_at, known_from, source, reference, revision, content_sha, confidence, amount, payload, voids) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (int i = 0; i < rows.size(); i++) {
                    Object[] cells = rows.get(i);
                    for (int column = 0; column < cells.length; column++) {
                        insert.setObject(column + 1, cells[column]);
                    }
                    insert.addBatch();
                    if ((i + 1) % BATCH == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            return rows.size() / ((System.nanoTime() - from) / 1e9);
        }
    }

    /** The register is there before the clock starts: only the facts are measured, which makes the floor the faster. */
    private static void subjects(Connection connection, List<Object[]> rows) throws SQLException {
        try (PreparedStatement known = connection.prepareStatement("select count(*) from subject where id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into subject (id, kind, code, name, version) values (?, 'site', ?, 'bench', 1)")) {
            for (Long id : rows.stream().map(each -> (Long) each[1]).distinct().toList()) {
                known.setLong(1, id);
                try (ResultSet count = known.executeQuery()) {
                    if (count.next() && count.getLong(1) == 0) {
                        insert.setLong(1, id);
                        insert.setString(2, id.toString());
                        insert.executeUpdate();
                    }
                }
            }
            connection.commit();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
