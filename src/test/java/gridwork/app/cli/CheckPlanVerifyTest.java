package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import gridwork.Gridwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command as it is typed, on a database of its own whose draw is made here by hand. */
class CheckPlanVerifyTest {
    private static final byte[] SECRET = HexFormat.of().parseHex("5a".repeat(32));
    private static final String SITE = "site/V-1";
    private static final List<String> DAYS = List.of("2024-01-02", "2024-01-03", "2024-01-04");

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
            String[] words = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("check-plan", "verify", "--data-dir", data.toString()),
                            java.util.stream.Stream.of(more))
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

    private static String drawnDay() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        var number = new BigInteger(1, mac.doFinal(SITE.getBytes(StandardCharsets.UTF_8)));
        return DAYS.get(number.mod(BigInteger.valueOf(DAYS.size())).intValue());
    }

    @Test
    void a_day_that_somebody_changed_afterwards_is_named_and_the_exit_code_says_so() throws Exception {
        Answer empty = verify();
        assertThat(empty.code()).as(empty.out()).isZero();

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(SECRET));
        String drawn = drawnDay();
        String other =
                DAYS.stream().filter(each -> !each.equals(drawn)).findFirst().orElseThrow();
        sql(
                "insert into subject (id, kind, code, name, version) values (77, 'site', 'V-1', '验证工地', 1)",
                "insert into check_secret (period_id, first_day, last_day, hash, secret, committed_at) values ('2024-01',"
                        + " date '2024-01-02', date '2024-01-04', '" + hash + "', '" + "5a".repeat(32)
                        + "', timestamp '2024-01-01 00:00:00')",
                "insert into planned_check (id, subject_id, site_ref, period_id, first_day, last_day, check_type, drawn,"
                        + " drawn_from, drawn_day, needed, state, cause, release_no, planned_at) values (78, 77, '"
                        + SITE
                        + "', '2024-01', date '2024-01-02', date '2024-01-04', 'random', true, '[\""
                        + String.join("\",\"", DAYS) + "\"]', date '" + other
                        + "', 2, 'planned', 'period', 1, timestamp '2024-01-02 00:00:00')");
        Answer tampered = verify();
        assertThat(tampered.code()).as(tampered.out()).isEqualTo(1);
        assertThat(tampered.out())
                .contains("2024-01")
                .contains(SITE)
                .contains(drawn)
                .contains(other);

        sql("update planned_check set drawn_day = date '" + drawn + "'");
        Answer well = verify("--json");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out()).contains("\"ok\"").contains("\"draws\"");
    }
}
