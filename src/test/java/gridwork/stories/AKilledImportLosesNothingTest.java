package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, a real file, a real kill: what was committed stays, the rest comes in, nothing comes in twice. */
class AKilledImportLosesNothingTest {
    private static final int ROWS = 120_000;
    private static final Pattern DONE = Pattern.compile("(\\d{4,})");

    @TempDir
    Path folder;

    @Test
    void an_import_that_is_killed_in_the_middle_goes_on_and_doubles_nothing() throws Exception {
        Path mapping = mapping();
        Path data = data();

        Process first = start("import", "--mapping", mapping.toString(), data.toString());
        try (var lines = new BufferedReader(new InputStreamReader(first.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(killAtFirstProgress(first, lines))
                    .as("killed while it was at work")
                    .isTrue();
        }
        long committed = facts();
        assertThat(committed).isLessThan(ROWS);

        JsonNode second = answer(start("import", "--mapping", mapping.toString(), data.toString(), "--json"));
        assertThat(second.get("accepted").asLong()
                        + second.get("known").asLong()
                        + second.get("refused").asLong())
                .isEqualTo(second.get("read").asLong());
        assertThat(second.get("refused").asLong()).isZero();
        assertThat(facts()).isEqualTo(ROWS);
        assertThat(count("select count(distinct reference) from fact")).isEqualTo(ROWS);
        assertThat(count("select count(*) from subject")).isEqualTo(100);
    }

    private static boolean killAtFirstProgress(Process process, BufferedReader lines)
            throws IOException, InterruptedException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher number = DONE.matcher(line);
            if (!line.contains("WARN") && number.find() && Long.parseLong(number.group(1)) >= 1_000) {
                process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                return true;
            }
        }
        return false;
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "gridwork.Gridwork",
                "--data-dir",
                folder.resolve("data").toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).directory(folder.toFile()).start();
    }

    private static JsonNode answer(Process process) throws IOException, InterruptedException {
        var log = new StringBuilder();
        var reader = new Thread(() -> {
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> log.append(line).append('\n'));
            } catch (IOException closed) {
                log.append(closed);
            }
        });
        reader.start();
        byte[] out = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        reader.join();
        assertThat(code).as(log.toString()).isZero();
        return new ObjectMapper().readTree(out);
    }

    private long facts() throws SQLException {
        return count("select count(*) from fact");
    }

    private long count(String sql) throws SQLException {
        try (Connection database =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/gridwork"), "sa", "");
                ResultSet row = database.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path data() throws IOException {
        Path file = folder.resolve("findings.csv");
        try (BufferedWriter rows = Files.newBufferedWriter(file)) {
            rows.write("number,site,day,kind\n");
            for (int row = 0; row < ROWS; row++) {
                rows.write("N%d,K%d,2024-%02d-%02d,dust%n".formatted(row, row % 100, 1 + row % 12, 1 + row % 28));
            }
        }
        return file;
    }

    private Path mapping() throws IOException {
        return Files.writeString(folder.resolve("findings.yaml"), """
                id: findings
                title: {zh: 发现记录, en: Findings}
                source: findings
                history: true
                delimiter: ","
                encodings: [UTF-8]
                subject:
                  kind: site
                  code: "{site}"
                  name: "{site}"
                identity: [number]
                fact:
                  kind: violation
                  occurredAt: {columns: [day], formats: ["yyyy-MM-dd"], zone: Asia/Shanghai}
                  category: {column: kind, codes: {dust: dust}, otherwise: unclassified}
                """);
    }
}
