package gridwork;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What an act asks the database, as Spring's own log tells it; what the engine asks by itself is not told. */
public final class Statements {
    private static final Logger SQL = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.JdbcTemplate");

    private Statements() {}

    /** The statements of this thread, a batch being one: it is told twice. */
    public static List<String> of(Runnable act) {
        var told = new ListAppender<ILoggingEvent>();
        String thread = Thread.currentThread().getName();
        Level before = SQL.getLevel();
        boolean additive = SQL.isAdditive();
        told.start();
        SQL.setAdditive(false);
        SQL.setLevel(Level.DEBUG);
        SQL.addAppender(told);
        try {
            act.run();
        } finally {
            SQL.detachAppender(told);
            SQL.setLevel(before);
            SQL.setAdditive(additive);
        }
        List<String> statements = new ArrayList<>();
        for (ILoggingEvent each : told.list) {
            String line = each.getFormattedMessage().replaceAll("\\s+", " ");
            if (each.getThreadName().equals(thread) && line.startsWith("Executing prepared SQL statement [")) {
                statements.add(line.substring(line.indexOf('[') + 1));
            }
        }
        return statements;
    }
}
