package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import gridwork.Gridwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command as it is typed, on a database of its own whose chain is made here by hand. */
class VerifyTrailTest {
    @TempDir
    Path data;

    private record Answer(int code, String out) {}

    private Answer verify(String... more) {
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level root = logs.getLogger(Logger.ROOT_LOGGER_NAME).getLevel();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            String[] words = Stream.concat(Stream.of("verify-trail", "--data-dir", data.toString()), Stream.of(more))
                    .toArray(String[]::new);
            int code = Commands.run(Gridwork.class, words);
            return new Answer(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(root);
            logs.getLogger("org.kie").setLevel(null);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:h2:file:" + data.toAbsolutePath() + "/gridwork", "sa", "");
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_somebody_changed_in_the_database_is_named_and_the_exit_code_says_so() throws Exception {
        Answer empty = verify();
        assertThat(empty.code()).as(empty.out()).isZero();

        String first =
                sha256("[5,1,\"" + "0".repeat(64) + "\",\"2025-01-01T01:02:03Z\",null,\"opened\",\"program\",\"{}\"]");
        String second = sha256("[5,2,\"" + first
                + "\",\"2025-01-02T01:02:03.000004Z\",\"zhang\",\"closed\",\"page\",\"{\\\"a\\\":1}\"]");
        sql(
                "insert into street_case (id, matter, subject_id, cause, state, opened_at, secret, details, version)"
                        + " values (5, 'm', 1, 'c', 'open', timestamp '2025-01-01 00:00:00', 0, '{}', 1)",
                "insert into case_trail (id, case_id, happened_at, who, what, came_by, content, seq, hash) values"
                        + " (51, 5, timestamp '2025-01-01 01:02:03', null, 'opened', 'program', '{}', 1, '" + first
                        + "'), (52, 5, timestamp '2025-01-02 01:02:03.000004', 'zhang', 'closed', 'page', '{\"a\":1}', 2, '"
                        + second + "')",
                "insert into case_trail_head (case_id, length, hash, unsealed) values (5, 2, '" + second + "', 1)");
        Answer well = verify("--json", "--case", "5");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out()).contains("\"ok\" : true").contains("\"entries\" : 2");

        sql("update case_trail set who = 'li' where id = 52");
        Answer changed = verify();
        assertThat(changed.code()).as(changed.out()).isEqualTo(1);
        assertThat(changed.out()).contains("案件 5：第 2 条记录的内容与写入时不符");

        assertThat(verify("--case", "6").code()).as("a case that is not there").isEqualTo(2);
        assertThat(verify("--seal", "ab").out()).contains("没有封存值为 ab 的封存");
    }
}
