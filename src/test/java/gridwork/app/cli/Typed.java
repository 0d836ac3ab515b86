package gridwork.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import gridwork.Gridwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command as it is typed at the program: its exit code and what it printed. */
record Typed(int code, String out) {
    static Typed at(Path data, String command, String... more) {
        return of(Stream.of(Stream.of(command.split(" ")), Stream.of("--data-dir", data.toString()), Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    static Typed of(String... words) {
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level root = logs.getLogger(Logger.ROOT_LOGGER_NAME).getLevel();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int code = Commands.run(Gridwork.class, words);
            return new Typed(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            // the command is alone in its process; here are others
            logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(root);
            logs.getLogger("org.kie").setLevel(null);
            logs.getLogger("org.camunda").setLevel(null);
        }
    }

    /**
     * What somebody does to the database behind the program's back.
     *
     * @return how many rows that changed
     */
    static int sql(Path data, String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:h2:file:" + data.toAbsolutePath() + "/gridwork", "sa", "");
                var statement = connection.createStatement()) {
            int changed = 0;
            for (String each : statements) {
                changed += statement.executeUpdate(each);
            }
            return changed;
        }
    }
}
