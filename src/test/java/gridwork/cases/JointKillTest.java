package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL) again and again while two departments arrange, check and sign joint inspections. No step
 * that was done is asked for again, and nothing that comes of a step is there twice.
 */
class JointKillTest {
    @TempDir
    Path data;

    @Test
    void a_kill_between_any_two_steps_of_a_joint_inspection_loses_and_doubles_nothing() throws Exception {
        for (int done = 0; done + InspectingProgram.LEFT < InspectingProgram.STEPS; done = done().size()) {
            startAndKill();
            assertThat(done()).hasSizeGreaterThanOrEqualTo(done + InspectingProgram.AT_ONCE);
        }
        startAndKill();
        int visits = InspectingProgram.VISITS;
        assertThat(data.resolve("trouble.txt"))
                .as("nobody was refused, or it is said why")
                .doesNotExist();
        assertThat(done()).as("what was done is not asked for again").doesNotHaveDuplicates();
        assertThat(done().size())
                .as("at most one step of each department was done and not written down, at each kill")
                .isBetween(InspectingProgram.STEPS - 6, InspectingProgram.STEPS);
        assertThat(cases("matter = 'site-joint-inspection' and parent_id is null"))
                .isEqualTo(visits);
        assertThat(cases("matter = 'site-joint-inspection' and parent_id is not null"))
                .isEqualTo(2L * visits);
        assertThat(cases("matter = 'rectification'")).isEqualTo(visits);
        assertThat(count("select count(*) from signature")).isEqualTo(2L * visits);
        assertThat(count("select count(distinct concat(about, part)) from signature"))
                .isEqualTo(2L * visits);
        assertThat(count("select count(*) from fact where kind = 'violation'")).isEqualTo(visits);
        assertThat(count("select count(*) from fact where kind = 'check'"))
                .as("a visit is one check of the site")
                .isEqualTo(visits);
        assertThat(count("select count(*) from fact where category = 'part-signed'"))
                .isEqualTo(2L * visits);
        assertThat(count("select count(*) from case_trail where what = 'departments-told'"))
                .isEqualTo(visits);
        assertThat(count("select count(*) from ACT_RU_TASK where TASK_DEF_KEY_ = 'user_rectify'"))
                .isEqualTo(visits);
        assertThat(count("select count(*) from ACT_RU_TASK where PROC_DEF_ID_ like 'joint-inspection:%'"
                        + " or PROC_DEF_ID_ like 'department-check:%'"))
                .as("nothing else is left to do")
                .isZero();
        assertThat(count("select count(*) from task_content")).isZero();
    }

    private List<String> done() throws IOException {
        Path written = data.resolve("done.txt");
        return Files.exists(written) ? Files.readAllLines(written) : List.of();
    }

    private void startAndKill() throws IOException, InterruptedException {
        ProgramOfItsOwn.start(InspectingProgram.class, data).kill();
    }

    private long cases(String where) throws SQLException {
        return count("select count(*) from street_case where " + where);
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
