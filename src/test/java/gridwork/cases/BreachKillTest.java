package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Visitor;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it runs, by the clock on the wall: a breach is seen within seconds, and a kill in the midst of many neither loses nor doubles one. */
class BreachKillTest {
    private static final Duration VISIBLE = Duration.ofSeconds(5);
    private static final int EVENTS = BreachingProgram.EVENTS;

    @TempDir
    Path data;

    private @Nullable ProgramOfItsOwn program;

    @AfterEach
    void stop() throws InterruptedException {
        if (program != null) {
            program.kill();
        }
    }

    @Test
    void a_breach_is_seen_within_five_seconds_and_a_kill_in_the_midst_of_them_neither_loses_nor_doubles_one()
            throws Exception {
        ProgramOfItsOwn first = ProgramOfItsOwn.start(BreachingProgram.class, data);
        program = first;
        String[] said = first.said();
        Instant due = Instant.ofEpochMilli(Long.parseLong(said[2]));
        var office = new Visitor(first.port()).signIn("crew-office", "crew-office");
        String page = "/cases/" + said[1];
        assertThat(office.get(page).body()).contains("计时中").doesNotContain("超期");

        seen(office, page, due.plus(VISIBLE), body -> body.contains("已超期") || body.contains("超期完成"));
        seen(office, page, due.plus(VISIBLE), body -> body.contains("网格长"));
        first.kill();
        long before = count("select count(*) from case_trail where what = 'clock-breached'");
        assertThat(before).as("some were told, others not yet").isPositive().isLessThan(EVENTS);

        ProgramOfItsOwn second = ProgramOfItsOwn.start(BreachingProgram.class, data);
        program = second;
        var again = new Visitor(second.port()).signIn("crew-office", "crew-office");
        seen(again, "/cases?state=overdue", Instant.now().plusSeconds(60), body -> !body.contains("地点 "));
        second.kill();

        assertThat(count("select count(*) from case_trail where what = 'clock-breached'"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(distinct case_id) from case_trail where what = 'clock-breached'"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(*) from case_trail where what = 'step-overdue'"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(*) from fact where kind = 'case-milestone' and category = 'step-overdue'"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(*) from ACT_RU_TASK where TASK_DEF_KEY_ = 'user_leader'"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(*) from ACT_RU_TASK")).isEqualTo(EVENTS);
        assertThat(count("select count(*) from case_clock where breached_at is not null and told_at is not null"))
                .isEqualTo(EVENTS);
        assertThat(count("select count(*) from case_clock where stopped_at is null"))
                .isEqualTo(EVENTS);
    }

    /** On a page that was asked for by then, however long the page itself takes. */
    private static void seen(Visitor who, String page, Instant by, Predicate<String> shown) throws Exception {
        Instant asked = Instant.now();
        String body = who.get(page).body();
        while (!shown.test(body)) {
            assertThat(asked).as("seen on %s in time", page).isBefore(by);
            Thread.sleep(50);
            asked = Instant.now();
            body = who.get(page).body();
        }
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
