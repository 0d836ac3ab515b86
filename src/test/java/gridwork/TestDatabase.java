package gridwork;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The database of a test run. {@code -Dgridwork.test.database=mariadb} starts a server of its own, on a private folder
 * and port below {@code target}, for the time of the run; where no {@code mariadbd} is found, the tests are skipped and say so.
 */
public class TestDatabase implements LauncherSessionListener, ExecutionCondition {
    private static final String ABSENT = "gridwork.test.database.absent";
    private static final String NAME = "gridwork";

    /** As README says for a server. */
    private static final String OPTIONS =
            "connectionTimeZone=LOCAL&forceConnectionTimeZoneToSession=true&rewriteBatchedStatements=true"
                    + "&cachePrepStmts=true&prepStmtCacheSize=500&prepStmtCacheSqlLimit=65536";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"mariadb".equals(System.getProperty("gridwork.test.database"))) {
            return;
        }
        Optional<Path> mariadbd = tool("mariadbd");
        Optional<Path> install = tool("mariadb-install-db");
        if (mariadbd.isEmpty() || install.isEmpty()) {
            System.setProperty(
                    ABSENT,
                    "mariadbd is not on this machine (Debian: apt-get install mariadb-server): not run on MariaDB");
            return;
        }
        try {
            start(mariadbd.get(), install.get());
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("MariaDB did not start; see target/mariadb.log", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String absent = System.getProperty(ABSENT);
        return absent == null
                ? ConditionEvaluationResult.enabled("the database is there")
                : ConditionEvaluationResult.disabled(absent);
    }

    private static void start(Path mariadbd, Path install) throws IOException, InterruptedException, SQLException {
        Path home = Path.of("target").toAbsolutePath();
        Files.createDirectories(home);
        // a socket's path may have 107 bytes only, and the project may lie deep
        Path data = Files.createTempDirectory("gridwork-mariadb");
        File log = home.resolve("mariadb.log").toFile();
        String user = System.getProperty("user.name");
        run(
                log,
                install.toString(),
                "--no-defaults",
                "--user=" + user,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var process = new ProcessBuilder(
                        mariadbd.toString(),
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + data,
                        "--socket=" + data.resolve("s"),
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        "--innodb-flush-log-at-trx-commit=0",
                        // as a server of a street has it: its open work fits
                        "--innodb-buffer-pool-size=1G",
                        "--character-set-server=utf8mb4")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        stopAfterThisJava(process, data);
        String server = "jdbc:mysql://127.0.0.1:" + port + "/";
        String options = "?" + OPTIONS;
        makeDatabase(process, server + options);
        System.setProperty("gridwork.test.url", server + NAME + options);
        System.setProperty("gridwork.test.user", "root");
        System.setProperty("gridwork.test.password", "");
    }

    private static void makeDatabase(Process process, String url) throws SQLException, InterruptedException {
        for (int tries = 0; ; tries++) {
            try (var connection = DriverManager.getConnection(url, "root", "");
                    var statement = connection.createStatement()) {
                statement.execute("create database " + NAME + " character set utf8mb4 collate utf8mb4_bin");
                return;
            } catch (SQLException notYet) {
                if (tries == 100 || !process.isAlive()) {
                    throw notYet;
                }
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void run(File log, String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(command[0] + " ended with " + code);
        }
    }

    /** The program's own closing still needs the database, and a killed run closes nothing: a shell waits for its end. */
    private static void stopAfterThisJava(Process server, Path data) throws IOException {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "while kill -0 %d; do sleep 1; done; kill %d; while kill -0 %d; do sleep 1; done; rm -rf '%s'"
                                .formatted(ProcessHandle.current().pid(), server.pid(), server.pid(), data))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Optional<Path> tool(String name) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        List.of("/usr/sbin", "/usr/local/sbin").stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
