package gridwork.cases.plan;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.PlannedCheck.State;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * On the morning of the drawn day the check's case and process begin. Whoever is not drawn asks every door before and after,
 * and gets the same answers: neither a list nor a number tells that something began.
 */
@GridworkTest
class NobodyLearnsOfADrawnCheckTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*(?:value|content)=\"([^\"]+)\"");
    private static final List<String> CURIOUS =
            List.of("hush-admin", "hush-manager", "hush-clerk", "hush-policy", "hush-inspector");
    private static final List<String> ENGINE = List.of(
            "/task",
            "/task/count",
            "/task?withoutTenantId=true&processDefinitionKey=site-check",
            "/task/report/candidate-group-count",
            "/process-instance",
            "/process-instance/count",
            "/execution",
            "/execution/count",
            "/variable-instance",
            "/process-definition",
            "/process-definition/count",
            "/process-definition/statistics?failedJobs=true&incidents=true",
            "/process-definition/key/site-check",
            "/process-definition/key/site-check/statistics?failedJobs=true",
            "/deployment",
            "/job",
            "/job/count",
            "/job-definition",
            "/incident",
            "/external-task",
            "/event-subscription",
            "/authorization",
            "/authorization/count",
            "/filter",
            "/batch",
            "/batch/statistics",
            "/metrics",
            "/metrics/activity-instance-start/sum",
            "/metrics/root-process-instance-start/sum",
            "/metrics/unique-task-workers/sum",
            "/user",
            "/group",
            "/history/process-instance",
            "/history/process-instance/count",
            "/history/process-instance/report?reportType=duration&periodUnit=month",
            "/history/cleanable-process-instance-report",
            "/history/activity-instance",
            "/history/activity-instance/count",
            "/history/task",
            "/history/task/count",
            "/history/task/report?reportType=count",
            "/history/variable-instance",
            "/history/detail",
            "/history/user-operation",
            "/history/user-operation/count",
            "/history/identity-link-log",
            "/history/job-log",
            "/history/incident",
            "/optimize/process-instance/running?maxResults=100",
            "/optimize/activity-instance/running?maxResults=100",
            "/optimize/task-instance/running?maxResults=100",
            "/optimize/identity-link-log?maxResults=100",
            "/optimize/user-operation?maxResults=100");
    private static final List<String> COCKPIT = List.of(
            "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
            "/camunda/api/cockpit/plugin/base/default/process-definition/statistics-count",
            "/camunda/api/cockpit/plugin/base/default/process-instance",
            "/camunda/api/cockpit/plugin/base/default/process-instance/count",
            "/camunda/api/cockpit/plugin/base/default/incident",
            "/camunda/api/cockpit/plugin/base/default/incident/count");

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    Staff staff;

    @Autowired
    Planning planning;

    @Autowired
    PlannedChecks checks;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService processes;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    private Instant before = Instant.EPOCH;

    @BeforeEach
    void curious_officers() {
        before = clock.now();
        staff.officer("hush-admin", "administrator");
        staff.officer("hush-manager", "manager");
        staff.officer("hush-clerk", "office-clerk");
        staff.officer("hush-policy", "policy-officer");
        staff.officer("hush-drawn-a", "inspector");
        staff.officer("hush-drawn-b", "inspector");
    }

    @AfterEach
    void the_clock_is_set_back() {
        clock.set(before);
    }

    @Test
    void on_the_drawn_day_no_door_answers_otherwise_than_before() throws Exception {
        town.today("2024-04-01");
        String name = "暗访工地" + Ids.next();
        Town.Site site = town.site(name).check("re-check", 0, on("2023-04-01"));
        work.run(() -> planning.look(List.of(site.id()), Set.of(), on("2024-04-01")));
        LocalDate day = Objects.requireNonNull(row(site).drawnDay());
        clock.set(clock.startOf(day).plusSeconds(3 * 3600));

        Map<String, Session> sessions = new LinkedHashMap<>();
        for (String each : CURIOUS) {
            if (!each.equals("hush-inspector")) {
                sessions.put(each, new Session(each));
            }
        }
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("site-check")
                .latestVersion()
                .singleResult()
                .getId();
        Map<String, String> told = ask(sessions, site, definition);
        work.run(() -> planning.look(List.of(site.id()), Set.of(), day));
        PlannedChecks.Row opened = row(site);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        long caseId = Objects.requireNonNull(opened.caseId()).value();
        ProcessInstance instance = processes
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(caseId))
                .singleResult();
        Task task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();

        Map<String, String> toldNow = ask(sessions, site, definition);
        for (Map.Entry<String, String> each : told.entrySet()) {
            assertThat(toldNow.get(each.getKey())).as(each.getKey()).isEqualTo(each.getValue());
        }
        // another inspector, who came to the street that morning
        staff.officer("hush-inspector", "inspector");
        sessions.put("hush-inspector", new Session("hush-inspector"));
        ask(sessions, site, definition)
                .forEach((question, answer) -> assertThat(answer)
                        .as(question)
                        .doesNotContain(instance.getId(), task.getId(), String.valueOf(caseId)));

        for (Map.Entry<String, Session> each : sessions.entrySet()) {
            Session who = each.getValue();
            for (String path : List.of(
                    "/task/" + task.getId(),
                    "/task/" + task.getId() + "/variables",
                    "/task/" + task.getId() + "/form-variables",
                    "/task/" + task.getId() + "/identity-links",
                    "/process-instance/" + instance.getId(),
                    "/process-instance/" + instance.getId() + "/activity-instances",
                    "/history/process-instance/" + instance.getId(),
                    "/history/activity-instance?processInstanceId=" + instance.getId(),
                    "/history/process-definition/" + definition + "/statistics",
                    "/process-definition/" + definition + "/statistics")) {
                for (String api : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
                    assertThat(who.get(api + path))
                            .as(each.getKey() + " " + api + path)
                            .doesNotContain(name)
                            .doesNotContain("user_record")
                            .doesNotContain("\"businessKey\"");
                }
            }
            assertThat(who.get("/cases/" + caseId)).as(each.getKey()).startsWith("422");
            assertThat(who.get("/tasks/" + task.getId())).as(each.getKey()).startsWith("422");
            assertThat(who.get("/cases?q=" + site.ref().code())).doesNotContain("/cases/" + caseId);
            assertThat(who.get("/")).doesNotContain(name);
            assertThat(who.get("/subjects/" + site.ref())).doesNotContain("/cases/" + caseId);
            assertThat(who.get("/checks?month=2024-04&find=" + site.ref().code()))
                    .contains("随机，尚未公布");
        }
        String lead = Objects.requireNonNull(task.getAssignee());
        assertThat(opened.inspectors()).contains(lead);
        assertThat(asOfficer(lead)).contains(task.getId());
    }

    @Test
    void an_administrator_cannot_grant_itself_more_nor_bring_in_a_process() throws Exception {
        var admin = new Session("hush-admin");
        assertThat(
                        admin.post(
                                "/engine-rest/authorization/create",
                                "{\"type\": 1, \"permissions\": [\"ALL\"], \"userId\": \"hush-admin\", \"resourceType\": 7, \"resourceId\": \"*\"}"))
                .startsWith("403");
        assertThat(admin.get("/engine-rest/process-definition?key=rectification"))
                .startsWith("200")
                .contains("rectification");
        assertThat(admin.get("/engine-rest/process-definition/count?key=site-check"))
                .contains("\"count\":0");
        assertThat(new Session("hush-clerk").get("/engine-rest/process-definition/key/site-check/xml"))
                .as("how a process looks is no secret where nothing is counted beside it")
                .startsWith("200");
        for (String tool : COCKPIT) {
            assertThat(new Session("hush-clerk").get(tool)).as(tool).startsWith("403");
            assertThat(admin.get(tool)).as(tool).startsWith("200");
        }
    }

    @Test
    void an_officer_learns_of_itself_and_its_groups_only() throws Exception {
        var clerk = new Session("hush-clerk");
        for (String api : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            assertThat(clerk.get(api + "/user")).contains("hush-clerk").doesNotContain("hush-manager");
            assertThat(clerk.get(api + "/user/count")).contains("\"count\":1");
            assertThat(clerk.get(api + "/user?memberOfGroup=manager@street")).endsWith("[]");
            assertThat(clerk.get(api + "/user/hush-manager/profile")).doesNotContain("firstName");
            assertThat(clerk.get(api + "/group"))
                    .contains("office-clerk@street")
                    .doesNotContain("manager@street");
            assertThat(clerk.get(api + "/group?member=hush-manager")).endsWith("[]");
            assertThat(clerk.get(api + "/identity/groups?userId=hush-clerk"))
                    .contains("office-clerk@street")
                    .doesNotContain("hush-manager");
            assertThat(clerk.get(api + "/identity/groups?userId=hush-manager")).doesNotContain("manager@street");
        }
        assertThat(new Session("hush-admin").get("/engine-rest/user")).contains("hush-manager");
    }

    private PlannedChecks.Row row(Town.Site site) {
        return checks.of(site.id(), 10).stream()
                .filter(each -> each.period().equals("2024-04"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> asOfficer(String id) {
        identity.setAuthentication(id, List.of());
        try {
            return tasks.createTaskQuery().list().stream().map(Task::getId).toList();
        } finally {
            identity.clearAuthentication();
        }
    }

    private static Map<String, String> ask(Map<String, Session> sessions, Town.Site site, String definition)
            throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Session> each : sessions.entrySet()) {
            List<String> paths = Stream.of(
                            ENGINE.stream().map(path -> "/engine-rest" + path),
                            ENGINE.stream().map(path -> "/camunda/api/engine/engine/default" + path),
                            COCKPIT.stream(),
                            Stream.of(
                                    "/engine-rest/process-definition/" + definition + "/statistics",
                                    "/engine-rest/history/process-definition/" + definition + "/statistics",
                                    "/camunda/api/cockpit/plugin/base/default/process-definition/" + definition
                                            + "/called-process-definitions",
                                    "/api/checks?month=2024-04&find="
                                            + site.ref().code(),
                                    "/api/subjects/" + site.ref()))
                    .flatMap(it -> it)
                    .toList();
            for (String path : paths) {
                answers.put(each.getKey() + " GET " + path, each.getValue().get(path));
            }
            for (String path : List.of(
                    "/engine-rest/task",
                    "/engine-rest/process-instance",
                    "/engine-rest/history/process-instance",
                    "/engine-rest/history/task",
                    "/engine-rest/history/activity-instance",
                    "/camunda/api/engine/engine/default/task",
                    "/camunda/api/engine/engine/default/process-instance",
                    "/camunda/api/engine/engine/default/history/process-instance",
                    "/camunda/api/cockpit/plugin/base/default/process-instance",
                    "/camunda/api/cockpit/plugin/base/default/process-instance/count",
                    "/camunda/api/cockpit/plugin/base/default/incident")) {
                answers.put(each.getKey() + " POST " + path, each.getValue().post(path, "{}"));
            }
        }
        return answers;
    }

    /** Somebody signed in to the pages and, by name and password, to the engine's interface. */
    private final class Session {
        private final String name;
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final String token;

        Session(String name) throws IOException, InterruptedException {
            this.name = name;
            Matcher csrf = TOKEN.matcher(get("/login"));
            assertThat(csrf.find()).isTrue();
            send(HttpRequest.newBuilder(at("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + name + "&_csrf="
                            + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))));
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(at("/camunda/app/tasklist/default/")).build(),
                    HttpResponse.BodyHandlers.ofString());
            this.token = page.headers().map().toString().replaceFirst("(?s).*XSRF-TOKEN=([^;]+).*", "$1");
        }

        private URI at(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        /** The status and the body. */
        String get(String path) throws IOException, InterruptedException {
            return send(asked(path).GET());
        }

        String post(String path, String body) throws IOException, InterruptedException {
            return send(asked(path)
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", path.startsWith("/camunda/") ? token : "")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder asked(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                    .header(
                            "Accept",
                            path.contains("/api/") || path.startsWith("/engine-rest")
                                    ? "application/json"
                                    : "text/html");
            if (path.startsWith("/engine-rest")) {
                request.header(
                        "Authorization",
                        "Basic "
                                + java.util.Base64.getEncoder()
                                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8)));
            }
            return request;
        }

        /** Without the number that each refusal has for itself. */
        private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().replaceAll("\"reference\":\"[^\"]*\"", "");
        }
    }
}
