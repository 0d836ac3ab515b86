package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as somebody starts it who names no folder: in {@code ./data} of wherever they stand. */
class AStartKeepsEverythingTest {
    private static final Pattern WHERE = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern ONE_TIME = Pattern.compile("one-time password (\\S+)");
    private static final String OWN = "桥东 correct horse";

    @TempDir
    Path folder;

    private @Nullable Started program;

    @AfterEach
    void stop() throws InterruptedException {
        if (program != null) {
            program.kill();
        }
    }

    @Test
    void a_one_time_password_that_nobody_saw_locks_nobody_out_and_what_was_entered_is_there_after_a_kill()
            throws Exception {
        String unseen = start("serve", "--no-demo").oneTime();
        assertThat(folder.resolve("data/gridwork.mv.db")).exists();
        stop();

        Started second = start("serve", "--no-demo");
        String seen = second.oneTime();
        assertThat(seen).isNotEqualTo(unseen);
        assertThat(Visitor.sentTo(second.visitor("admin", unseen).get("/"))).isEqualTo("/login");
        Visitor admin = second.visitor("admin", seen);
        admin.post("/account/password", "/account/password", Map.of("present", seen, "chosen", OWN, "again", OWN));
        second.visitor("admin", OWN)
                .post("/areas", "/areas", Map.of("code", "d7", "kind", "DEPARTMENT", "name", "七科", "parent", "street"));
        stop();

        Started third = start("serve", "--no-demo");
        assertThat(third.said()).noneMatch(line -> ONE_TIME.matcher(line).find());
        assertThat(third.visitor("admin", OWN).get("/areas").body()).contains("七科");
    }

    @Test
    void without_a_word_it_shows_the_demonstration_street_and_a_second_start_has_the_same_one() throws Exception {
        Started first = start();
        assertThat(first.said()).anyMatch(line -> line.contains("演示街道"));
        Visitor office = first.visitor("office", "office");
        assertThat(office.get("/").statusCode()).isEqualTo(200);
        while (!office.get("/subjects?kind=site").body().contains("/subjects/site/")) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        List<String> sites = sites(office);
        stop();

        Started second = start();
        assertThat(sites(second.visitor("office", "office"))).isNotEmpty().containsAll(sites);
        assertThat(folder.resolve("data/gridwork.mv.db")).exists();
    }

    private static List<String> sites(Visitor visitor) {
        return Pattern.compile("/subjects/site/[^\"?/]+")
                .matcher(visitor.get("/subjects?kind=site").body())
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    private Started start(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(java.io.File.pathSeparator))
                        .map(each -> Path.of(each).toAbsolutePath().toString())
                        .reduce((one, other) -> one + java.io.File.pathSeparator + other)
                        .orElseThrow(),
                "gridwork.Gridwork"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("GRIDWORK_DATA_DIR");
        builder.environment().remove("GRIDWORK_ADDRESS");
        builder.environment().put("GRIDWORK_PORT", "0");
        program = new Started(builder.start());
        program.awaited();
        return program;
    }

    /** A program that says where it is to be found. */
    private static final class Started {
        private final Process process;
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> port = new CompletableFuture<>();

        Started(Process process) {
            this.process = process;
            var listener = new Thread(this::listen);
            listener.setDaemon(true);
            listener.start();
        }

        private void listen() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                    Matcher where = WHERE.matcher(line);
                    if (where.find() && line.contains("Open in a browser")) {
                        port.complete(Integer.valueOf(where.group(1)));
                    }
                }
            } catch (IOException closed) {
                said.add(closed.toString());
            }
            port.completeExceptionally(new IllegalStateException(String.join("\n", said)));
        }

        void awaited() throws Exception {
            port.get(2, TimeUnit.MINUTES);
            Visitor anybody = new Visitor(port.get());
            while (!anybody.getJson("/actuator/health/readiness").body().contains("UP")) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        List<String> said() {
            return said;
        }

        String oneTime() {
            return said.stream()
                    .map(ONE_TIME::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(String.join("\n", said)));
        }

        Visitor visitor(String name, String password) {
            return new Visitor(port.join()).signIn(name, password);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }
}
