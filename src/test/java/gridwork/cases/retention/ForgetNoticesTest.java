package gridwork.cases.retention;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Channel;
import gridwork.platform.outgoing.NewMessage;
import gridwork.platform.outgoing.Outgoing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices go when the table says so, with a log. */
@GridworkTest
class ForgetNoticesTest {
    @Autowired
    Outgoing outgoing;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private final Instant before = Instant.parse("2025-03-03T04:00:00Z");

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    @Test
    void notices_go_after_their_days_and_the_log_says_how_many() {
        String receiver = "forgetful-" + Ids.next();
        clock.set(LocalDate.parse("1998-01-10"));
        tell(receiver);
        clock.set(LocalDate.parse("1998-01-12"));
        tell(receiver);
        keeping(30).run(LocalDate.parse("1998-02-09"));
        assertThat(outgoing.unread(receiver)).as("the last day still counts").isEqualTo(2);
        keeping(0).run(LocalDate.parse("2020-01-01"));
        assertThat(outgoing.unread(receiver)).as("0 = for ever").isEqualTo(2);
        keeping(30).run(LocalDate.parse("1998-02-10"));
        assertThat(outgoing.unread(receiver)).isEqualTo(1);
        assertThat(jdbc.sql("select notices from retention_log where process = 'notices' and ended_before = :before")
                        .param("before", LocalDate.parse("1998-01-11"))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(Retention.read().days(ForgetNotices.NOTICES)).isPositive();
    }

    private ForgetNotices keeping(int days) {
        return new ForgetNotices(
                outgoing,
                jdbc,
                work,
                clock,
                new Retention(List.of(new Retention.Row(ForgetNotices.NOTICES, days, new Label("", "")))));
    }

    private void tell(String receiver) {
        var text = new Label("旧", "old");
        work.run(() -> outgoing.queue(List.of(new NewMessage(
                "forget/" + Ids.next(),
                Ids.next(),
                "doers",
                "task",
                Channel.PAGE,
                receiver,
                "",
                text,
                text,
                "/tasks",
                false,
                clock.now(),
                null,
                "doers"))));
    }
}
