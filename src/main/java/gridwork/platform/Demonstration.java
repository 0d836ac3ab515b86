package gridwork.platform;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether this database holds the made-up street (演示数据). Every page and print then says so, whichever command made it,
 * and the server listens to nobody but this machine. It is a property of the data, not of a run: once true, always true.
 */
@Component
public class Demonstration {
    private final JdbcClient sql;
    private volatile boolean seen;

    Demonstration(JdbcClient sql) {
        this.sql = sql;
    }

    public boolean active() {
        if (!seen) {
            seen = until().isPresent();
        }
        return seen;
    }

    /** The last day of its history. */
    public Optional<LocalDate> until() {
        return sql.sql("select history_until from demonstration where id = 1")
                .query(LocalDate.class)
                .optional();
    }

    /** True once all of it is there. */
    public boolean complete() {
        return sql.sql("select count(*) from demonstration where id = 1 and complete = 1")
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Marks this database, before anything made up comes in. */
    public void begin(LocalDate historyUntil) {
        sql.sql("insert into demonstration (id, history_until, complete) values (1, ?, 0)")
                .param(historyUntil)
                .update();
    }

    public void completed() {
        sql.sql("update demonstration set complete = 1 where id = 1").update();
    }
}
