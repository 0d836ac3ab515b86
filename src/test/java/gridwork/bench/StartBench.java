package gridwork.bench;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The second start of the program, from the start of its process to readiness, over that of a bare Camunda
 * (starter-webapp and rest) on a database of its own, in turns. Promise: at most 1.5.
 */
final class StartBench {
    private static final int ROUNDS = 5;

    private StartBench() {}

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("gridwork-start");
        try {
            ours(data); // the first start makes the tables
            bare(data, true);
            List<Double> ours = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(ours(data));
                bare.add(bare(data, false));
                ratios.add(ours.get(round) / bare.get(round));
            }
            Benchmarks.say("second start to readiness, s", median(ours), median(bare), median(ratios), "<= 1.5");
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        }
    }

    private static double ours(Path data) throws Exception {
        int port = freePort();
        return seconds(
                "http://127.0.0.1:" + port + "/actuator/health/readiness",
                "-Dserver.port=" + port,
                "gridwork.Gridwork",
                "serve",
                "--no-demo",
                "--data-dir=" + data);
    }

    private static double bare(Path data, boolean first) throws Exception {
        int port = freePort();
        return seconds(
                "http://127.0.0.1:" + port + "/engine-rest/engine",
                "-Dserver.port=" + port,
                "gridwork.bench.bare.Bare",
                "--spring.datasource.url=jdbc:h2:file:" + data.resolve("bare") + ";WRITE_DELAY=0",
                "--spring.datasource.username=sa",
                "--spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_COMMITTED",
                "--camunda.bpm.database.schema-update=" + first,
                "--camunda.bpm.auto-deployment-enabled=false",
                "--camunda.bpm.history-level=activity");
    }

    private static double seconds(String ready, String property, String... program) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                property,
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bench-start.log")))
                .start();
        try {
            while (!answers(ready)) {
                if (!process.isAlive() || System.nanoTime() - from > TimeUnit.MINUTES.toNanos(3)) {
                    throw new IllegalStateException("did not become ready; see target/bench-start.log");
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            return (System.nanoTime() - from) / 1e9;
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static boolean answers(String address) {
        try {
            var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
