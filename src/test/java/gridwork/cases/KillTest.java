package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed (SIGKILL) while two inspectors write and sign and two levels pass events on. What was acknowledged is there after the next start,
 * what was not is there whole or not at all, and nothing is there twice.
 */
class KillTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*(?:value|content)=\"([^\"]+)\"");
    private static final List<String> LEVELS = List.of("crew-worker", "crew-leader");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    @Nullable
    ProgramOfItsOwn program;

    int port;

    @AfterEach
    void stop() throws InterruptedException {
        if (program != null) {
            program.kill();
        }
    }

    @Test
    void a_kill_in_the_middle_of_a_form_loses_nothing_acknowledged_and_doubles_nothing() throws Exception {
        start();
        Set<String> saved = ConcurrentHashMap.newKeySet();
        Set<String> completed = ConcurrentHashMap.newKeySet();
        List<Thread> inspectors = new ArrayList<>();
        var enough = new CountDownLatch(KilledProgram.CHECKS / 2);
        for (String name : List.of("crew-inspector1", "crew-inspector2")) {
            inspectors.add(new Thread(() -> signAll(name, saved, completed, enough)));
        }
        Set<String> passedOn = ConcurrentHashMap.newKeySet();
        for (String name : LEVELS) {
            inspectors.add(new Thread(() -> passAllOn(name, passedOn, 200)));
        }
        inspectors.forEach(Thread::start);
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program).isNotNull();
        Objects.requireNonNull(program).kill();
        for (Thread each : inspectors) {
            each.join();
        }
        assertThat(completed).isNotEmpty().hasSizeLessThan(2 * KilledProgram.CHECKS);

        start();
        for (String name : List.of("crew-inspector1", "crew-inspector2")) {
            List<String> open = openTasks(name);
            assertThat(open).doesNotContainAnyElementsOf(completed);
            var session = new Session(name);
            for (String task : open) {
                JsonNode form = session.form(task);
                if (saved.contains(task)) {
                    assertThat(form.at("/content/remark").asText()).isEqualTo("意见 " + task);
                }
                session.save(task, form);
                assertThat(complete(name, task)).isEqualTo(204);
            }
        }
        for (String name : LEVELS) {
            assertThat(eventTasks(name)).doesNotContainAnyElementsOf(passedOn);
            passAllOn(name, passedOn, 1);
            assertThat(eventTasks(name)).isEmpty();
        }
        assertThat(program).isNotNull();
        Objects.requireNonNull(program).kill();

        eventsAreWhole();
        assertThat(count("select count(*) from signature")).isEqualTo(2L * KilledProgram.CHECKS);
        assertThat(count("select count(distinct concat(about, part)) from signature"))
                .isEqualTo(2L * KilledProgram.CHECKS);
        assertThat(count("select count(*) from fact where kind = 'check'")).isEqualTo(KilledProgram.CHECKS);
        assertThat(count("select count(*) from fact where kind = 'violation'")).isEqualTo(KilledProgram.CHECKS);
        assertThat(count("select count(*) from street_case where matter = 'rectification' and due_on is not null"))
                .isEqualTo(KilledProgram.CHECKS);
        assertThat(count("select count(*) from ACT_RU_TASK")).isEqualTo(KilledProgram.CHECKS + KilledProgram.EVENTS);
        assertThat(count("select count(*) from task_content")).isZero();
    }

    private void signAll(String name, Set<String> saved, Set<String> completed, CountDownLatch enough) {
        try {
            var session = new Session(name);
            for (String task : openTasks(name)) {
                JsonNode form = session.form(task);
                if (session.save(task, form) != 204) {
                    return;
                }
                saved.add(task);
                if (complete(name, task) != 204) {
                    return;
                }
                completed.add(task);
                enough.countDown();
            }
        } catch (IOException killed) {
            // what was under way was not acknowledged: it is in neither set
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each was reported once, is one case, went over each level once, and one clock runs in it. */
    private void eventsAreWhole() throws SQLException {
        int events = KilledProgram.EVENTS;
        assertThat(count("select count(*) from case_report")).isEqualTo(events);
        assertThat(count("select count(*) from street_case where matter = 'event' and state = 'open'"))
                .isEqualTo(events);
        assertThat(count("select count(*) from ACT_RU_TASK where TASK_DEF_KEY_ = 'user_secretary'"))
                .isEqualTo(events);
        assertThat(count("select count(*) from case_trail where what = 'done'")).isEqualTo(2L * events);
        assertThat(count("select count(*) from case_trail where what = 'assigned'"))
                .isEqualTo(3L * events);
        assertThat(count("select count(*) from case_clock where item = 'level'"))
                .isEqualTo(3L * events);
        assertThat(count("select count(*) from case_clock where item = 'level' and stopped_at is null"))
                .isEqualTo(events);
    }

    /** Nobody of these solves anything on the spot. */
    private void passAllOn(String name, Set<String> passedOn, int times) {
        try {
            var session = new Session(name);
            for (int i = 0; i < times; i++) {
                passOn(name, session, passedOn);
                Thread.sleep(20);
            }
        } catch (IOException killed) {
            // what was under way was not acknowledged: it is not in the set
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(String name, Session session, Set<String> passedOn) throws IOException, InterruptedException {
        for (String task : eventTasks(name)) {
            post(name, "/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + name + "\"}");
            JsonNode form = session.form(task);
            if (session.save(task, form, "{\"solved\": false, \"description\": \"办不了\"}") == 204
                    && complete(name, task) == 204) {
                passedOn.add(task);
            }
        }
    }

    private List<String> eventTasks(String name) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (String asked : List.of("assignee=" + name, "candidateUser=" + name)) {
            JsonNode all = JSON.readTree(HttpClient.newHttpClient()
                    .send(
                            asked(name, "/engine-rest/task?processDefinitionKey=event-handling&" + asked)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            all.forEach(each -> ids.add(each.path("id").asText()));
        }
        return ids;
    }

    private void start() throws IOException {
        program = ProgramOfItsOwn.start(KilledProgram.class, data);
        port = program.port();
    }

    private List<String> openTasks(String name) throws IOException, InterruptedException {
        JsonNode all = JSON.readTree(HttpClient.newHttpClient()
                .send(
                        asked(name, "/engine-rest/task?taskDefinitionKey=user_sign&assignee=" + name)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        List<String> ids = new ArrayList<>();
        all.forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    private int complete(String name, String task) throws IOException, InterruptedException {
        return post(name, "/engine-rest/task/" + task + "/complete", "{}");
    }

    private int post(String name, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        asked(name, path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest.Builder asked(String name, String path) {
        return HttpRequest.newBuilder(at(path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8)));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("gridwork"), "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** Somebody signed in at the pages, as the forms in the Tasklist are. */
    private final class Session {
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        Session(String name) throws IOException, InterruptedException {
            String page = http.send(HttpRequest.newBuilder(at("/login")).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher token = TOKEN.matcher(page);
            assertThat(token.find()).isTrue();
            http.send(
                    HttpRequest.newBuilder(at("/login"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + name
                                    + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        JsonNode form(String task) throws IOException, InterruptedException {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(at("/cases/tasks/" + task))
                                    .header("Accept", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        }

        int save(String task, JsonNode form) throws IOException, InterruptedException {
            return save(task, form, "{\"confirmed\": true, \"remark\": \"意见 " + task + "\"}");
        }

        int save(String task, JsonNode form, String content) throws IOException, InterruptedException {
            return http.send(
                            HttpRequest.newBuilder(at("/cases/tasks/" + task + "/content"))
                                    .header("Content-Type", "application/json")
                                    .header(
                                            form.at("/token/header").asText(),
                                            form.at("/token/value").asText())
                                    .PUT(HttpRequest.BodyPublishers.ofString(content))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
