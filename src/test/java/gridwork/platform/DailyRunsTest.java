package gridwork.platform;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.TestClock;
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
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class DailyRunsTest {
    private static final LocalDate DAY = LocalDate.parse("2031-05-06");

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

        clock.set(clock.now().plus(Duration.ofMinutes(6)));
        node.runDue(DAY);
        assertThat(tries).hasSize(2);
    }
}
