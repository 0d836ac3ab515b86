package gridwork.platform;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class DailyRunsTest {
    private static final LocalDate DAY = LocalDate.parse("2031-05-06");

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private final List<LocalDate> done = new ArrayList<>();

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    /** A node of its own with one work. */
    private DailyRuns node(String name, Consumer<LocalDate> act) {
        var beans = new StaticListableBeanFactory();
        beans.addBean(name, new DailyWork() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int order() {
                return 1;
            }

            @Override
            public void run(LocalDate day) {
                act.accept(day);
            }

            @Override
            public long run(LocalDate day, Progress progress) {
                progress.at(3, 10, "part-a");
                clock.set(clock.now().plus(Duration.ofSeconds(2)));
                progress.at(4, 10, "part-b");
                act.accept(day);
                progress.at(10, 10, "part-c");
                return 7;
            }
        });
        ObjectProvider<DailyWork> works = beans.getBeanProvider(DailyWork.class);
        return new DailyRuns(works, database, jdbc, work, clock);
    }

    @Test
    void a_day_is_done_once_and_again_when_asked() {
        DailyRuns node = node("once", done::add);
        node.runDue(DAY);
        node.runDue(DAY);
        assertThat(done).containsExactly(DAY);

        node.run(DAY);
        assertThat(done).hasSize(2);
    }

    private DailyRun sign(DailyRuns node, String name) {
        return node.last(500).stream()
                .filter(each -> each.name().equals(name) && each.day().equals(DAY))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everybody_can_see_how_far_it_has_come_and_how_it_ended() {
        DailyRuns other = node("seen", day -> {});
        DailyRuns node = node("seen", day -> {
            DailyRun now = sign(other, "seen");
            assertThat(now.state()).isEqualTo(DailyRun.State.RUNNING);
            assertThat(List.of(now.done(), now.total())).containsExactly(4L, 10L);
            assertThat(now.what()).isEqualTo("part-b");
            assertThat(now.node()).endsWith("/" + ProcessHandle.current().pid());
            assertThat(now.ended()).isNull();
        });
        node.run(DAY);
        DailyRun then = sign(other, "seen");
        assertThat(then.state()).isEqualTo(DailyRun.State.DONE);
        assertThat(List.of(then.done(), then.total(), then.changed())).containsExactly(10L, 10L, 7L);
        assertThat(then.ended()).isNotNull();

        staff.officer("daily-manager", "manager");
        String page = new Visitor(port)
                .signIn("daily-manager", "daily-manager")
                .get("/nightly")
                .body();
        assertThat(page).contains("每夜运算", "seen", "10 / 10", "完成", then.node());
        staff.officer("daily-walker", "policy-officer");
        Visitor walker = new Visitor(port).signIn("daily-walker", "daily-walker");
        assertThat(walker.get("/nightly").statusCode()).isEqualTo(403);
        assertThat(walker.get("/").body()).doesNotContain("/nightly");
    }

    @Test
    void a_node_that_fell_silent_is_not_called_running_and_the_next_one_counts_as_another_try() {
        DailyRuns dead = node("silent", day -> {
            throw new OutOfMemoryError("killed");
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> dead.run(DAY)))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(sign(dead, "silent").state()).isEqualTo(DailyRun.State.RUNNING);
        clock.set(clock.now().plus(Duration.ofMinutes(6)));
        assertThat(sign(dead, "silent").state()).isEqualTo(DailyRun.State.SILENT);
        DailyRuns living = node("silent", done::add);
        living.runDue(DAY);
        assertThat(sign(living, "silent").state()).isEqualTo(DailyRun.State.DONE);
        assertThat(sign(living, "silent").tries()).isEqualTo(2);
        assertThat(done).containsExactly(DAY);
    }

    @Test
    void two_nodes_do_not_do_the_same_at_once_and_what_a_dead_node_left_is_taken_up() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var first = Executors.newSingleThreadExecutor();
        try {
            DailyRuns dying = node("shared", day -> {
                begun.countDown();
                try {
                    assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException killed) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("the node died in the middle");
            });
            DailyRuns living = node("shared", done::add);
            var run = first.submit(() -> dying.runDue(DAY));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            living.runDue(DAY);
            assertThat(done).isEmpty();

            end.countDown();
            run.get(30, TimeUnit.SECONDS);
            clock.set(clock.now().plus(Duration.ofMinutes(6)));
            living.runDue(DAY);
            assertThat(done).containsExactly(DAY);
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void what_failed_is_tried_again_later_and_holds_nothing_else_up() {
        List<LocalDate> tries = new ArrayList<>();
        DailyRuns node = node("failing", day -> {
            tries.add(day);
            throw new IllegalStateException("it rains");
        });
        node.runDue(DAY);
        node.runDue(DAY);
        assertThat(tries).hasSize(1);
        assertThat(sign(node, "failing").state()).isEqualTo(DailyRun.State.FAILED);

        clock.set(clock.now().plus(Duration.ofMinutes(6)));
        node.runDue(DAY);
        assertThat(tries).hasSize(2);
    }
}
