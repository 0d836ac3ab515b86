package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a database of its own whose draw is made here by hand. */
class CheckPlanVerifyTest {
    private static final byte[] SECRET = HexFormat.of().parseHex("5a".repeat(32));
    private static final String SITE = "site/V-1";
    private static final List<String> DAYS = List.of("2024-01-02", "2024-01-03", "2024-01-04");

    @TempDir
    Path data;

    private static String drawnDay() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        var number = new BigInteger(1, mac.doFinal(SITE.getBytes(StandardCharsets.UTF_8)));
        return DAYS.get(number.mod(BigInteger.valueOf(DAYS.size())).intValue());
    }

    @Test
    void a_day_that_somebody_changed_afterwards_is_named_and_the_exit_code_says_so() throws Exception {
        Typed empty = Typed.at(data, "check-plan verify");
        assertThat(empty.code()).as(empty.out()).isZero();

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(SECRET));
        String drawn = drawnDay();
        String other =
                DAYS.stream().filter(each -> !each.equals(drawn)).findFirst().orElseThrow();
        Typed.sql(
                data,
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
        Typed tampered = Typed.at(data, "check-plan verify");
        assertThat(tampered.code()).as(tampered.out()).isEqualTo(1);
        assertThat(tampered.out())
                .contains("2024-01")
                .contains(SITE)
                .contains(drawn)
                .contains(other);

        Typed.sql(data, "update planned_check set drawn_day = date '" + drawn + "'");
        Typed well = Typed.at(data, "check-plan verify", "--json");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out()).contains("\"ok\"").contains("\"draws\"");
    }
}
