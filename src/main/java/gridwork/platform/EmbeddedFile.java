package gridwork.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the embedded database's file from growing with everything that was ever overwritten in it. H2 does that in the
 * thread that also writes late, and {@code WRITE_DELAY=0} (a commit that was answered survives a kill) leaves that thread
 * out: a million imported rows then stood in 8.8 GB, 6 % of them alive. See {@code src/docs/why/0017}.
 */
@Component
class EmbeddedFile implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);
    private static final int ALIVE_PERCENT = 40;
    private static final int REWRITTEN_BYTES = 8 << 20;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(100);
    /** Of the time, the part that goes on with other things: nine parts in ten. */
    private static final int REST = 9;
    /** H2 writes over what is dead for so long and trusts that the disk has what replaced it; each turn sees to that. */
    private static final int DEAD_FOR_MILLIS = 5_000;

    private final DataSource database;
    private final boolean embedded;
    private @Nullable ScheduledThreadPoolExecutor thread;

    EmbeddedFile(DataSource database, @Value("${spring.datasource.url}") String url) {
        this.database = database;
        this.embedded = url.startsWith("jdbc:h2:file:");
    }

    @Override
    public void start() {
        if (!embedded) {
            return;
        }
        MVStore store = store();
        store.setRetentionTime(DEAD_FOR_MILLIS);
        var one = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "embedded-file");
            thread.setDaemon(true);
            return thread;
        });
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = one;
        again(one, store, PAUSE);
    }

    private MVStore store() {
        try (Connection connection = database.getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (SQLException unreachable) {
            throw new IllegalStateException("the embedded database cannot be had", unreachable);
        }
    }

    private static void again(ScheduledThreadPoolExecutor one, MVStore store, long pause) {
        try {
            var unused = one.schedule(() -> again(one, store, turn(store)), pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("no further turn: {}", stopped.getMessage());
        }
    }

    /** @return the pause after it, in nanoseconds */
    private static long turn(MVStore store) {
        long from = System.nanoTime();
        try {
            tidy(store, from + AT_ONCE);
        } catch (RuntimeException failure) {
            LOG.warn("the embedded database was not tidied this time", failure);
        }
        return Math.max(PAUSE, REST * (System.nanoTime() - from));
    }

    private static void tidy(MVStore store, long until) {
        store.sync();
        boolean moved = true;
        while (moved && System.nanoTime() < until && store.getFileStore().getChunksFillRate() < ALIVE_PERCENT) {
            moved = store.compact(ALIVE_PERCENT, REWRITTEN_BYTES);
        }
    }

    /** Waits for a turn under way and never interrupts it: an interrupted thread closes the file under everybody. */
    @Override
    public void stop() {
        ScheduledThreadPoolExecutor one = thread;
        if (one == null) {
            return;
        }
        one.shutdown();
        try {
            if (!one.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("the embedded database is still being tidied");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before anything that works, and until everything that works has ended. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
