package gridwork.cases.opening;

import gridwork.platform.BeforeCommit;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How many cases of a matter may open by themselves in a day: the catalogue says. Whoever asks holds the matter's row of the
 * day until its transaction ends, so that two of them together never open more; the row holds the number, so that the past
 * is never counted.
 */
@Component
public class Limits {
    private final JdbcClient jdbc;
    private final Matters matters;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;

    Limits(JdbcClient jdbc, Matters matters, BeforeCommit beforeCommit, StreetClock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
    }

    /** Of the running transaction: whoever asks again within it gets the same. */
    public Day today() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Day day) {
                return day;
            }
        }
        var day = new Day(clock.today());
        TransactionSynchronizationManager.registerSynchronization(day);
        return day;
    }

    /** How many were opened on a day, this transaction's included; the matters' rows are locked in the order of their ids. */
    public final class Day implements TransactionSynchronization {
        private final LocalDate on;
        private final Map<String, Integer> before = new HashMap<>();
        private final Map<String, Integer> opened = new TreeMap<>();

        private Day(LocalDate on) {
            this.on = on;
        }

        /** Said before any of several matters is asked for, so that two transactions never wait for each other. */
        public void lock(Collection<String> those) {
            SortedSet<String> missing = new TreeSet<>(those);
            missing.removeAll(before.keySet());
            if (missing.isEmpty()) {
                return;
            }
            read(missing);
            missing.removeAll(before.keySet());
            if (!missing.isEmpty()) {
                missing.forEach(this::begin);
                read(missing);
            }
        }

        private void read(SortedSet<String> those) {
            jdbc.sql("""
                            select matter, opened from case_day where matter in (:matters) and on_day = :day
                            order by matter for update
                            """).param("matters", List.copyOf(those)).param("day", on).query((RowCallbackHandler)
                    row -> before.put(row.getString("matter"), row.getInt("opened")));
        }

        private void begin(String matter) {
            try {
                jdbc.sql("insert into case_day(matter, on_day, opened) values (:matter, :day, 0)")
                        .param("matter", matter)
                        .param("day", on)
                        .update();
            } catch (DuplicateKeyException begunByAnother) {
                // it is read next
            }
        }

        public boolean isFull(String matter) {
            lock(List.of(matter));
            int limit = matters.find(matter).map(Matter::opensPerDay).orElse(0);
            return before.getOrDefault(matter, 0) + opened.getOrDefault(matter, 0) >= limit;
        }

        /** Whether or not it was asked for: what opens whatever the limit counts as well. */
        public void opened(String matter) {
            if (opened.isEmpty()) {
                beforeCommit.run(this::write);
            }
            opened.merge(matter, 1, Integer::sum);
        }

        private void write() {
            lock(opened.keySet());
            opened.forEach((matter, number) -> {
                jdbc.sql("update case_day set opened = opened + :number where matter = :matter and on_day = :day")
                        .param("number", number)
                        .param("matter", matter)
                        .param("day", on)
                        .update();
                before.merge(matter, number, Integer::sum);
            });
            opened.clear();
        }
    }
}
