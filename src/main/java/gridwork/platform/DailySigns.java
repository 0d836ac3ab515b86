package gridwork.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nodes say of the day's work while they are at it: outside its transactions, and seldom enough to cost nothing. */
final class DailySigns {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final int LONGEST = 100;
    private static final String NODE = node();

    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;

    DailySigns(JdbcClient jdbc, Work work, StreetClock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
    }

    private static String node() {
        try {
            return bounded(InetAddress.getLocalHost().getHostName() + "/"
                    + ProcessHandle.current().pid());
        } catch (UnknownHostException nameless) {
            return "-/" + ProcessHandle.current().pid();
        }
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** One run of one work. */
    static final class Sign implements Progress {
        private final DailySigns signs;
        private final String name;
        private final LocalDate day;
        private Instant said;
        private long done;
        private long total = -1;
        private String what = "";

        Sign(DailySigns signs, String name, LocalDate day, Instant begun) {
            this.signs = signs;
            this.name = name;
            this.day = day;
            this.said = begun;
            signs.work.run(() -> signs.begin(name, day, begun));
        }

        @Override
        public void at(long done, long total, String what) {
            this.done = done;
            this.total = total;
            this.what = bounded(what);
            Instant now = signs.clock.now();
            if (Duration.between(said, now).compareTo(PAUSE) >= 0) {
                said = now;
                signs.work.run(() -> signs.say(this, "running", -1, now, null));
            }
        }

        void done(long changed) {
            Instant now = signs.clock.now();
            signs.work.run(() -> signs.say(this, "done", changed, now, now));
        }

        void failed() {
            Instant now = signs.clock.now();
            signs.work.run(() -> signs.say(this, "failed", -1, now, now));
        }
    }

    private void begin(String name, LocalDate day, Instant begun) {
        int known = jdbc.sql("""
                        update daily_sign set state = 'running', node = :node, what = '', done = 0, total = -1, changed = -1,
                                              tries = tries + 1, begun_at = :begun, seen_at = :begun, ended_at = null
                        where name = :name and run_day = :day""")
                .param("node", NODE)
                .param("begun", Stored.utc(begun))
                .param("name", name)
                .param("day", day)
                .update();
        if (known == 0) {
            // nobody else is at it: the row of daily_run is locked
            jdbc.sql("""
                            insert into daily_sign (name, run_day, state, node, what, done, total, changed, tries, begun_at, seen_at)
                            values (:name, :day, 'running', :node, '', 0, -1, -1, 1, :begun, :begun)""")
                    .param("node", NODE)
                    .param("begun", Stored.utc(begun))
                    .param("name", name)
                    .param("day", day)
                    .update();
        }
    }

    private void say(Sign sign, String state, long changed, Instant seen, @Nullable Instant ended) {
        jdbc.sql("""
                        update daily_sign set state = :state, what = :what, done = :done, total = :total, changed = :changed,
                                              seen_at = :seen, ended_at = :ended
                        where name = :name and run_day = :day""")
                .param("state", state)
                .param("what", sign.what)
                .param("done", sign.done)
                .param("total", sign.total)
                .param("changed", changed)
                .param("seen", Stored.utc(seen))
                .param("ended", ended == null ? null : Stored.utc(ended))
                .param("name", sign.name)
                .param("day", sign.day)
                .update();
    }

    List<DailyRun> last(int size) {
        Instant silent = clock.now().minus(SILENCE);
        return jdbc.sql("""
                        select name, run_day, state, node, what, done, total, changed, tries, begun_at, seen_at, ended_at
                        from daily_sign order by run_day desc, begun_at, name limit :size""")
                .param("size", size)
                .query((row, n) -> {
                    Instant seen = moment(row.getObject("seen_at", LocalDateTime.class));
                    LocalDateTime ended = row.getObject("ended_at", LocalDateTime.class);
                    return new DailyRun(
                            row.getString("name"),
                            row.getObject("run_day", LocalDate.class),
                            state(row.getString("state"), seen.isBefore(silent)),
                            row.getString("node"),
                            row.getString("what"),
                            row.getLong("done"),
                            row.getLong("total"),
                            row.getLong("changed"),
                            row.getInt("tries"),
                            moment(row.getObject("begun_at", LocalDateTime.class)),
                            seen,
                            ended == null ? null : Stored.instant(ended));
                })
                .list();
    }

    private static Instant moment(@Nullable LocalDateTime stored) {
        return Stored.instant(Objects.requireNonNull(stored));
    }

    private static DailyRun.State state(String stored, boolean silent) {
        return switch (stored) {
            case "done" -> DailyRun.State.DONE;
            case "failed" -> DailyRun.State.FAILED;
            default -> silent ? DailyRun.State.SILENT : DailyRun.State.RUNNING;
        };
    }
}
