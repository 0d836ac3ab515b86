package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.LocalGateways;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL) while it tells and sends. Nothing that was committed is lost, and what a receiver had already
 * acknowledged comes to it again only where the kill fell between its answer and our commit: one message, with the same key.
 */
class NoticeKillTest {
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
    void a_kill_between_commit_and_sending_loses_nothing_and_doubles_at_most_what_was_under_way() throws Exception {
        try (var gateways = LocalGateways.open()) {
            gateways.answersAfter("app", 80);
            String port = System.getProperty("gridwork.test.gateway");
            ProgramOfItsOwn first = ProgramOfItsOwn.start(NotifyingProgram.class, data, port);
            program = first;
            until(() -> gateways.taken("app").size() >= 10);
            first.kill();
            int before = gateways.taken("app").size();
            assertThat(before).as("some were sent, others not yet").isLessThan(NotifyingProgram.MESSAGES);

            ProgramOfItsOwn second = ProgramOfItsOwn.start(NotifyingProgram.class, data, port);
            program = second;
            until(() -> keys(gateways).stream().distinct().count() == NotifyingProgram.MESSAGES);
            Thread.sleep(4_000);
            second.kill();

            assertThat(keys(gateways)).hasSizeBetween(NotifyingProgram.MESSAGES, NotifyingProgram.MESSAGES + 1);
            assertThat(count(
                            "select count(*) from outgoing_message where state = 'sent' and message_key like 'kill-%'"))
                    .isEqualTo(NotifyingProgram.MESSAGES);
            assertThat(count("select count(*) from notice_occasion")).isZero();
            assertThat(count("""
                    select count(*) from outgoing_message where kind = 'task' and channel = 'page' and receiver = 'crew-worker'""")).as("the task of each event is told once").isEqualTo(NotifyingProgram.EVENTS);
        }
    }

    private static List<String> keys(LocalGateways gateways) {
        return gateways.taken("app").stream()
                .map(each -> String.valueOf(each.headers().get("Webhook-id")))
                .filter(each -> each.startsWith(NotifyingProgram.KEY))
                .toList();
    }

    private static void until(BooleanSupplier seen) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).as("seen in time").isBefore(end);
            Thread.sleep(50);
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
