package gridwork.cases.retention;

import gridwork.platform.DailyWork;
import gridwork.platform.Ids;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.platform.outgoing.Outgoing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each night: deletes notices, with their receipts, that were made longer ago than the retention table keeps them; what still waits stays. */
@Component
class ForgetNotices implements DailyWork {
    static final String NOTICES = "notices";
    private static final Logger LOG = LoggerFactory.getLogger(ForgetNotices.class);
    private static final int CHUNK = 500;
    private final Outgoing outgoing;
    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final Retention table;

    @Autowired
    ForgetNotices(Outgoing outgoing, JdbcClient jdbc, Work work, StreetClock clock) {
        this(outgoing, jdbc, work, clock, Retention.read());
    }

    ForgetNotices(Outgoing outgoing, JdbcClient jdbc, Work work, StreetClock clock, Retention table) {
        this.outgoing = outgoing;
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.table = table;
    }

    @Override
    public String name() {
        return "retention-notices";
    }

    @Override
    public int order() {
        return 910;
    }

    @Override
    public void run(LocalDate day) {
        int days = table.days(NOTICES);
        if (days == 0) {
            return;
        }
        LocalDate before = day.minusDays(days);
        Instant limit = clock.startOf(before);
        long gone = 0;
        for (int some = some(limit); some > 0; some = some(limit)) {
            gone += some;
        }
        if (gone > 0) {
            write(before, days, gone);
            LOG.info("{} notices from before {} are deleted", gone, before);
        }
    }

    private int some(Instant limit) {
        var gone = new AtomicInteger();
        work.run(() -> gone.set(outgoing.forget(limit, CHUNK)));
        return gone.get();
    }

    private void write(LocalDate before, int days, long notices) {
        work.run(() -> jdbc.sql("""
                        insert into retention_log (id, process, ended_before, days, instances, tasks, notices, deleted_at)
                        values (:id, :process, :before, :days, 0, 0, :notices, :now)
                        """)
                .param("id", Ids.next())
                .param("process", NOTICES)
                .param("before", before)
                .param("days", days)
                .param("notices", notices)
                .param("now", Stored.utc(clock.now()))
                .update());
    }
}
