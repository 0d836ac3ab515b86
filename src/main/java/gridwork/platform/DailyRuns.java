package gridwork.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does the {@link DailyWork}. Whoever works on a day holds the lock of its row on a connection of its own until the work
 * is done, so no second node begins it, and a node that dies lets go of it by dying.
 */
@Component
public class DailyRuns {
    private static final Logger LOG = LoggerFactory.getLogger(DailyRuns.class);
    /** What failed is tried again after this long times the number of tries. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final List<DailyWork> works;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final DailySigns signs;

    DailyRuns(ObjectProvider<DailyWork> works, DataSource database, JdbcClient jdbc, Work work, StreetClock clock) {
        this.works =
                works.stream().sorted(Comparator.comparingInt(DailyWork::order)).toList();
        this.database = database;
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.signs = new DailySigns(jdbc, work, clock);
    }

    /** The latest days first; of a day in the order of the work. */
    public List<DailyRun> last(int size) {
        return signs.last(size);
    }

    /** Does what is not done of a day, unless another node is at it; what fails is logged and stays due. */
    public void runDue(LocalDate day) {
        for (DailyWork each : works) {
            try {
                claimAndRun(each, day, true);
            } catch (RuntimeException | SQLException failure) {
                LOG.error("daily work {} of {} failed, and is tried again later", each.name(), day, failure);
            }
        }
    }

    /** Does all work of a day now, done already or not; a failure is thrown. */
    public void run(LocalDate day) {
        for (DailyWork each : works) {
            try {
                claimAndRun(each, day, false);
            } catch (SQLException failure) {
                throw new IllegalStateException("the row of " + each.name() + " " + day + " cannot be had", failure);
            }
        }
    }

    private void claimAndRun(DailyWork each, LocalDate day, boolean onlyWhenDue) throws SQLException {
        if (isDone(each, day) && onlyWhenDue) {
            return;
        }
        makeRow(each, day);
        try (Connection claim = database.getConnection()) {
            claim.setAutoCommit(false);
            try {
                if (locked(claim, each, day, onlyWhenDue)) {
                    perform(claim, each, day);
                }
            } finally {
                claim.rollback();
            }
        }
    }

    private void perform(Connection claim, DailyWork each, LocalDate day) throws SQLException {
        Instant begun = clock.now();
        var sign = new DailySigns.Sign(signs, each.name(), day, begun);
        long changed;
        try {
            changed = each.run(day, sign);
        } catch (RuntimeException failure) {
            sign.failed();
            mark(claim, each, day, "failed", begun);
            throw failure;
        }
        sign.done(changed);
        mark(claim, each, day, "done", begun);
        LOG.info("daily work {} of {} done", each.name(), day);
    }

    private boolean isDone(DailyWork each, LocalDate day) {
        return jdbc.sql("select count(*) from daily_run where name = :name and run_day = :day and state = 'done'")
                        .param("name", each.name())
                        .param("day", day)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void makeRow(DailyWork each, LocalDate day) {
        boolean there = jdbc.sql("select count(*) from daily_run where name = :name and run_day = :day")
                        .param("name", each.name())
                        .param("day", day)
                        .query(Long.class)
                        .single()
                > 0;
        if (there) {
            return;
        }
        try {
            work.run(() -> jdbc.sql(
                            "insert into daily_run (name, run_day, state, tries) values (:name, :day, 'open', 0)")
                    .param("name", each.name())
                    .param("day", day)
                    .update());
        } catch (DuplicateKeyException madeByAnotherNode) {
            LOG.debug("another node made the row of {} {}", each.name(), day);
        }
    }

    private boolean locked(Connection claim, DailyWork each, LocalDate day, boolean onlyWhenDue) throws SQLException {
        try (PreparedStatement ask = claim.prepareStatement("""
                select state, tries, claimed_at from daily_run where name = ? and run_day = ? for update skip locked""")) {
            ask.setString(1, each.name());
            ask.setObject(2, day);
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                return !onlyWhenDue || isDue(row);
            }
        }
    }

    private boolean isDue(ResultSet row) throws SQLException {
        String state = row.getString("state");
        LocalDateTime claimedAt = row.getObject("claimed_at", LocalDateTime.class);
        if (!state.equals("failed") || claimedAt == null) {
            return !state.equals("done");
        }
        Instant again = Stored.instant(claimedAt).plus(PAUSE.multipliedBy(row.getInt("tries")));
        return !clock.now().isBefore(again);
    }

    private void mark(Connection claim, DailyWork each, LocalDate day, String state, Instant begun)
            throws SQLException {
        try (PreparedStatement change = claim.prepareStatement("""
                update daily_run set state = ?, tries = tries + 1, claimed_at = ?, done_at = ?
                where name = ? and run_day = ?""")) {
            change.setString(1, state);
            change.setObject(2, Stored.utc(begun));
            change.setObject(3, state.equals("done") ? Stored.utc(clock.now()) : null);
            change.setString(4, each.name());
            change.setObject(5, day);
            change.executeUpdate();
        }
        claim.commit();
    }
}
