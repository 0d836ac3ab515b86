package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL) in the middle of drawing spot checks, and once more in the middle of opening them. The next
 * run goes on where it was: every closed case is looked at once, and each that was drawn is opened once.
 */
class SpotCheckKillTest {
    /** As many a day as the catalogue lets open. */
    private static final long A_DAY = 20;

    private static final String DRAWS = "select count(*) from spot_draw";
    private static final String OPENED = "select count(*) from spot_draw where spot_case_id is not null";

    @TempDir
    Path data;

    @Test
    void a_kill_in_the_middle_of_the_draw_loses_and_doubles_nothing() throws Exception {
        startAndKill();
        assertThat(count(DRAWS))
                .as("killed in the middle of the draw")
                .isPositive()
                .isLessThan(SpottingProgram.CLOSED);
        startAndKill();
        assertThat(count(OPENED))
                .as("killed in the middle of opening")
                .isPositive()
                .isLessThan(A_DAY);
        startAndKill();

        assertThat(count(DRAWS)).isEqualTo(SpottingProgram.CLOSED);
        assertThat(count(DRAWS + " where drawn = true")).isGreaterThanOrEqualTo(A_DAY);
        assertThat(count(DRAWS + " where drawn <> (drawn_number < share)")).isZero();
        assertThat(count(DRAWS + " where spot_case_id is not null and drawn = false"))
                .isZero();
        assertThat(count(OPENED)).isEqualTo(A_DAY);
        assertThat(count("select count(*) from street_case where matter = 'shop-spot-check' and state = 'open'"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(*) from street_case c join spot_draw d on d.spot_case_id = c.id"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(distinct BUSINESS_KEY_) from ACT_RU_EXECUTION where BUSINESS_KEY_ is not null"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(*) from ACT_RU_TASK where TASK_DEF_KEY_ = 'user_spot_check'"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(*) from spot_checker where officer is not null"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(*) from case_clock where item = 'finish' and stopped_at is null"))
                .isEqualTo(A_DAY);
        assertThat(count("select count(*) from case_trail where what = 'spot-drawn'"))
                .isEqualTo(count(DRAWS + " where drawn = true"));
        assertThat(count("select count(*) from check_secret")).isEqualTo(1);
    }

    private void startAndKill() throws IOException, InterruptedException {
        ProgramOfItsOwn.start(SpottingProgram.class, data).kill();
    }

    private long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("gridwork"), "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
