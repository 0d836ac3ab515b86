package gridwork.cases;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.TestDatabase;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectId;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Reach;
import gridwork.street.catalogue.ShippedCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site check on the real engine and database, over the engine's own interface where others would use that. */
@GridworkTest
@Tag("database")
@ExtendWith(TestDatabase.class)
class SiteCheckTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    Work work;

    @Autowired
    TaskService tasks;

    @Autowired
    TaskContents contents;

    @Autowired
    Signatures signatures;

    @Autowired
    Areas areas;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    SiteChecks checks;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void crew() {
        clock.set(on("2025-03-03"));
        crew.comesToWork();
    }

    // --- opening

    @Test
    void the_same_cause_opens_one_case() {
        var site = town.site("一处工地", Crew.GRID);
        String cause = "once-" + Ids.next();
        CaseId first = open(site.id(), "general", cause);
        assertThat(open(site.id(), "general", cause)).isEqualTo(first);
        assertThat(open(site.id(), "general", cause + "-later")).isNotEqualTo(first);
    }

    @Test
    void what_rolls_back_opens_nothing() {
        var site = town.site("一处工地", Crew.GRID);
        assertThatThrownBy(() -> work.run(() -> {
                    open(site.id(), "general", "rolled-back");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(cases.of(site.id(), Reach.EVERYTHING)).isEmpty();
        assertThat(kinds(site.id())).isEmpty();
        assertThat(open(site.id(), "general", "rolled-back")).isNotNull();
    }

    @Test
    void a_random_check_is_known_to_its_inspectors_only_until_it_was_made() {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "random", "secret-" + Ids.next());
        assertThat(cases.find(check)).isEmpty();
        assertThat(cases.of(site.id(), Reach.EVERYTHING)).isEmpty();
        assertThat(kinds(site.id())).isEmpty();
        crew.as(
                "inspector2",
                () -> assertThat(cases.of(site.id(), Reach.EVERYTHING)).hasSize(1));
        crew.as(
                "inspector3",
                () -> assertThat(cases.of(site.id(), Reach.EVERYTHING)).isEmpty());

        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        assertThat(cases.of(site.id(), Reach.EVERYTHING)).hasSize(1);
        assertThat(kinds(site.id())).containsExactly("case-milestone/case-opened");
    }

    // --- what is written

    @Test
    void an_incomplete_or_wrong_record_is_refused_in_words_and_changes_nothing() {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "wrong-" + Ids.next());
        String task = crew.task(check, "user_record");
        assertThat(refused("inspector1", task)).contains("表单还没有填写");

        save("inspector1", task, "{}");
        assertThat(refused("inspector1", task)).contains("请填写“检查项目”");

        ObjectNode oneOpen = crew.record();
        ((ObjectNode) oneOpen.path("answers")).remove("dust");
        save("inspector1", task, oneOpen);
        assertThat(refused("inspector1", task)).contains("裸土覆盖");

        ObjectNode noButNothingFound = crew.record();
        ((ObjectNode) noButNothingFound.path("answers")).put("dust", "no");
        save("inspector1", task, noButNothingFound);
        assertThat(refused("inspector1", task)).contains("请写明对应的违法情况");

        save("inspector1", task, crew.record("unheard-of"));
        assertThat(refused("inspector1", task)).contains("第 1 项违法的种类不在目录中");

        ObjectNode tooLong = crew.record("dust");
        ((ObjectNode) tooLong.path("findings").get(0)).put("description", "尘".repeat(2001));
        save("inspector1", task, tooLong);
        assertThat(refused("inspector1", task)).contains("发现的违法 1 · 违法情况").contains("过长");

        var other = open(town.site("另一处工地", Crew.GRID).id(), "general", "other-" + Ids.next());
        ObjectNode foreignPhoto = crew.record("dust");
        ((ObjectNode) foreignPhoto.path("findings").get(0))
                .putArray("photos")
                .add(crew.photo(cases.find(other).orElseThrow(), "inspector1"));
        save("inspector1", task, foreignPhoto);
        assertThat(refused("inspector1", task)).contains("照片不属于这个案件");

        ObjectNode more = crew.record();
        more.put("colour", "white");
        save("inspector1", task, more);
        assertThat(refused("inspector1", task)).contains("填写有误");

        assertThat(cases.trail(check)).extracting(TrailEntry::what).containsExactly("opened", "clock-started");
        assertThat(kinds(site.id())).containsExactly("case-milestone/case-opened");
    }

    @Test
    void text_is_kept_as_it_was_written_whatever_it_looks_like() {
        String text = "<script>alert(1)</script> '; drop table fact; -- ${site} 😀 𠮷 \u202e";
        var site = town.site("😀 𠮷 工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "𠮷😀-" + Ids.next());
        ObjectNode record = crew.record("dust");
        ((ObjectNode) record.path("findings").get(0)).put("description", text);
        crew.does("inspector1", crew.task(check, "user_record"), record);
        sign(check, "inspector1", "inspector2");
        assertThat(facts.timeline(site.id(), 0, 50).stream()
                        .filter(each -> each.kind().equals("violation"))
                        .map(each -> String.valueOf(each.payload().get("description"))))
                .containsExactly(text);
        Case rectification = cases.cameFrom(check).get(0);
        assertThat(tasks.getVariable(crew.task(rectification.id(), "user_rectify"), "subject"))
                .isEqualTo("😀 𠮷 工地");
    }

    @Test
    void variables_that_somebody_sends_along_decide_nothing() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "variables-" + Ids.next());
        String record = crew.task(check, "user_record");
        save("inspector1", record, crew.record("unsafe-structure"));
        assertThat(complete("inspector1", record, """
                        {"variables": {"inspectors": {"value": "crew-inspector1"}, "clean": {"value": true}, "passed": {"value": true},
                         "dueAt": {"value": "2099-01-01T00:00:00.000+0000", "type": "Date"}, "workers": {"value": "office-clerk@street"}}}
                        """).statusCode()).isEqualTo(204);
        assertThat(cases.openTasks(check)).as("both still have to sign").hasSize(2);
        sign(check, "inspector1", "inspector2");
        OpenTask rectify = cases.openTasks(cases.cameFrom(check).get(0).id()).get(0);
        assertThat(rectify.groups()).containsExactly("grid-worker@" + Crew.GRID.value());
        assertThat(rectify.due()).isBefore(clock.startOf(on("2025-03-20")));
    }

    // --- signing

    @Test
    void two_who_sign_at_the_same_moment_both_succeed() throws Exception {
        for (int round = 0; round < 5; round++) {
            var site = town.site("一处工地", Crew.GRID);
            CaseId check = open(site.id(), "general", "both-" + Ids.next());
            crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
            var meet = new CyclicBarrier(2);
            List<Callable<Integer>> both = new ArrayList<>();
            for (String name : List.of("inspector1", "inspector2")) {
                String task = crew.taskOf(check, name);
                save(name, task, crew.confirmed());
                both.add(() -> {
                    meet.await();
                    return complete(name, task, "{}").statusCode();
                });
            }
            assertThat(atOnce(both)).containsExactly(204, 204);
            assertThat(signatures.about("case/" + check.value()))
                    .extracting(Signature::by)
                    .containsExactlyInAnyOrder("crew-inspector1", "crew-inspector2");
            assertThat(kinds(site.id()))
                    .containsOnlyOnce("check/general")
                    .containsOnlyOnce("violation/dust")
                    .containsOnlyOnce("case-milestone/rectification-due");
        }
    }

    @Test
    void a_task_completed_twice_at_once_succeeds_once_and_the_other_is_told() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "twice-" + Ids.next());
        String task = crew.task(check, "user_record");
        save("inspector1", task, crew.record());
        var meet = new CyclicBarrier(2);
        Callable<HttpResponse<String>> one = () -> {
            meet.await();
            return complete("inspector1", task, "{}");
        };
        List<HttpResponse<String>> answers = atOnce(List.of(one, one));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 400);
        assertThat(answers).extracting(HttpResponse::body).anyMatch(each -> each.contains("已经办结"));
        assertThat(cases.trail(check))
                .extracting(TrailEntry::what)
                .containsExactly("opened", "clock-started", "recorded");
    }

    @Test
    void of_two_people_who_do_the_same_task_at_the_same_moment_one_succeeds_and_the_other_is_told() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "two-people-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
        sign(check, "inspector1", "inspector2");
        Case rectification = cases.cameFrom(check).get(0);
        ObjectNode done = crew.content("{\"description\": \"已覆盖\"}");
        done.putArray("photos").add(crew.photo(rectification, "worker"));
        crew.does("worker", crew.task(rectification.id(), "user_rectify"), done);
        String task = crew.task(rectification.id(), "user_recheck");
        var meet = new CyclicBarrier(2);
        List<Callable<HttpResponse<String>>> both = new ArrayList<>();
        for (String name : List.of("inspector1", "inspector2")) {
            both.add(() -> {
                meet.await();
                HttpResponse<String> claimed = send(asked(name, "/engine-rest/task/" + task + "/claim")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"userId\": \"" + Crew.id(name).value() + "\"}"))
                        .build());
                if (claimed.statusCode() != 204) {
                    return claimed;
                }
                save(name, task, "{\"passed\": true, \"description\": \"" + name + "\"}");
                return complete(name, task, "{}");
            });
        }
        List<HttpResponse<String>> answers = atOnce(both);
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsOnlyOnce(204)
                .hasSize(2);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 204)
                .extracting(HttpResponse::body)
                .singleElement()
                .asString()
                .containsAnyOf("已被他人认领", "已经办结");
        assertThat(cases.trail(rectification.id())).extracting(TrailEntry::what).containsOnlyOnce("rechecked");
        assertThat(cases.find(check).orElseThrow().open()).isFalse();
    }

    @Test
    void a_rectification_in_a_grid_without_a_worker_is_the_office_s_too() {
        work.run(() -> areas.put(new Area(new AreaId("crew-g8"), Area.Kind.GRID, "空网格", new AreaId("crew-c1"))));
        var site = town.site("空网格工地", new AreaId("crew-g8"));
        CaseId check = open(site.id(), "general", "no-worker-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
        sign(check, "inspector1", "inspector2");
        Case rectification = cases.cameFrom(check).get(0);
        assertThat(cases.openTasks(rectification.id()).get(0).groups())
                .containsExactlyInAnyOrder("grid-worker@crew-g8", "office-clerk@street");
        ObjectNode done = crew.content("{\"description\": \"已联系施工单位覆盖\"}");
        done.putArray("photos").add(crew.photo(rectification, "office"));
        crew.does("office", crew.task(rectification.id(), "user_rectify"), done);
        assertThat(cases.openTasks(rectification.id()))
                .extracting(OpenTask::step)
                .containsExactly("user_recheck");
    }

    @Test
    void a_check_whose_site_closes_after_it_was_begun_is_finished_and_its_rectification_says_so() {
        var site = town.site("关闭中的工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "closing-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
        town.close(site, on("2025-03-03"));
        sign(check, "inspector1", "inspector2");
        Case rectification = cases.cameFrom(check).get(0);
        assertThat(rectification.open()).isTrue();
        assertThat(new Visitor(port)
                        .signIn("crew-office", "crew-office")
                        .get("/cases/" + rectification.id().value())
                        .body())
                .contains("对象已注销", "由街道科室撤案");
    }

    @Test
    void nobody_signs_for_somebody_else() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "person-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record());
        String hers = crew.taskOf(check, "inspector2");
        save("inspector2", hers, crew.confirmed());
        assertThat(complete("inspector1", hers, "{}").statusCode()).isEqualTo(403);
        assertThat(complete("office", hers, "{}").statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> crew.as("inspector1", () -> contents.save(hers, crew.confirmed(), "crew-inspector1")))
                .isInstanceOf(Refused.class);
        assertThat(signatures.about("case/" + check.value())).isEmpty();
    }

    @Test
    void what_was_signed_is_the_record_and_can_be_checked_by_its_hash() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "hash-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
        crew.does("inspector2", crew.taskOf(check, "inspector2"), crew.content("""
                        {"confirmed": true, "remark": "西侧未检查"}
                        """));
        Signature signature = signatures.about("case/" + check.value()).get(0);
        JsonNode signed = new ObjectMapper().readTree(signature.signed());
        assertThat(signed.at("/record/findings/0/category").asText()).isEqualTo("dust");
        assertThat(signed.at("/record/items"))
                .hasSameSizeAs(
                        ShippedCatalogue.matter(SiteCheck.MATTER).checklist().items());
        assertThat(signed.path("remark").asText()).isEqualTo("西侧未检查");
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(signature.signed().getBytes(StandardCharsets.UTF_8));
        assertThat(java.util.HexFormat.of().formatHex(hash)).isEqualTo(signature.sha256());
    }

    @Test
    void a_last_signature_that_fails_leaves_nothing() throws Exception {
        var site = town.site("一处工地", Crew.GRID);
        CaseId check = open(site.id(), "general", "fails-" + Ids.next());
        crew.does("inspector1", crew.task(check, "user_record"), crew.record("dust"));
        crew.does("inspector1", crew.taskOf(check, "inspector1"), crew.confirmed());
        String kept = jdbc.sql("select details from street_case where id = :id")
                .param("id", check.value())
                .query(String.class)
                .single();
        details(check, kept.replace("\"category\":\"dust\"", "\"category\":\"broken\""));
        String last = crew.taskOf(check, "inspector2");
        save("inspector2", last, crew.confirmed());
        assertThat(complete("inspector2", last, "{}").statusCode()).isEqualTo(500);
        assertThat(signatures.about("case/" + check.value())).hasSize(1);
        assertThat(kinds(site.id())).containsExactly("case-milestone/case-opened");
        assertThat(cases.cameFrom(check)).isEmpty();
        assertThat(crew.task(check, "user_sign")).isEqualTo(last);

        details(check, kept);
        assertThat(complete("inspector2", last, "{}").statusCode()).isEqualTo(204);
        assertThat(kinds(site.id())).contains("check/general", "violation/dust");
    }

    // --- the engine's interface

    @Test
    void the_engine_answers_nobody_who_is_not_signed_in() throws Exception {
        for (String path :
                List.of("/engine-rest/task", "/engine-rest/engine", "/camunda/api/engine/engine/default/task")) {
            assertThat(send(HttpRequest.newBuilder(at(path)).build()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(send(HttpRequest.newBuilder(at("/camunda/app/tasklist/default/"))
                                .build())
                        .headers()
                        .firstValue("location")
                        .orElse(""))
                .endsWith("/login");
    }

    @Test
    void a_task_is_seen_by_whom_it_is_for_and_by_nobody_else() throws Exception {
        CaseId check = open(town.site("一处工地", Crew.GRID).id(), "general", "seen-" + Ids.next());
        String task = crew.task(check, "user_record");
        assertThat(get("inspector1", "/engine-rest/task/" + task).statusCode()).isEqualTo(200);
        assertThat(get("worker", "/engine-rest/task/" + task).statusCode()).isEqualTo(404);
        assertThat(get("worker", "/engine-rest/task?taskDefinitionKey=user_record")
                        .body())
                .doesNotContain(task);
        assertThat(get("worker", "/engine-rest/process-instance").body()).isEqualTo("[]");
        assertThat(get("worker", "/engine-rest/task/" + task + "/form-variables")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_step_is_not_got_rid_of_but_by_doing_it() throws Exception {
        CaseId check = open(town.site("一处工地", Crew.GRID).id(), "general", "around-" + Ids.next());
        String task = crew.task(check, "user_record");
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        assertThat(post("inspector1", "/engine-rest/task/" + task + "/bpmnError", "{\"errorCode\": \"enough\"}"))
                .isNotEqualTo(204);
        assertThat(post("inspector1", "/engine-rest/task/" + task + "/bpmnEscalation", "{\"escalationCode\": \"up\"}"))
                .isNotEqualTo(204);
        assertThat(post("inspector1", "/engine-rest/task/" + task + "/assignee", "{\"userId\": \"crew-worker\"}"))
                .isEqualTo(403);
        assertThat(post(
                        "inspector1",
                        "/engine-rest/task/" + task + "/localVariables",
                        "{\"modifications\": {\"subject\": {\"value\": \"x\"}}}"))
                .isEqualTo(403);
        assertThat(
                        post(
                                "inspector1",
                                "/engine-rest/process-instance/" + instance + "/modification",
                                "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": \"task_close_case\"}]}"))
                .isEqualTo(403);
        assertThat(post(
                        "inspector1",
                        "/engine-rest/process-definition/key/site-check/start",
                        "{\"businessKey\": \"1\"}"))
                .isEqualTo(403);
        assertThat(crew.task(check, "user_record")).isEqualTo(task);
    }

    // --- words of these tests

    private int post(String name, String path, String body) throws IOException, InterruptedException {
        return send(asked(name, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    private CaseId open(SubjectId site, String type, String cause) {
        return checks.open(
                site,
                type,
                type.equals("random"),
                cause,
                on("2025-03-07"),
                List.of(Crew.id("inspector1"), Crew.id("inspector2")));
    }

    private void sign(CaseId check, String... names) {
        for (String name : names) {
            crew.does(name, crew.taskOf(check, name), crew.confirmed());
        }
    }

    private void save(String name, String task, String content) {
        save(name, task, crew.content(content));
    }

    private void save(String name, String task, JsonNode content) {
        contents.save(task, content, Crew.id(name).value());
    }

    private void details(CaseId of, String details) {
        work.run(() -> jdbc.sql("update street_case set details = :details where id = :id")
                .param("details", details)
                .param("id", of.value())
                .update());
    }

    private List<String> kinds(SubjectId site) {
        return facts.timeline(site, 0, 100).stream()
                .map((Fact each) -> each.kind() + "/" + each.category())
                .toList();
    }

    private String refused(String name, String task) {
        try {
            HttpResponse<String> answer = complete(name, task, "{}");
            assertThat(answer.statusCode()).isEqualTo(400);
            return new ObjectMapper().readTree(answer.body()).path("message").asText();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpResponse<String> complete(String name, String task, String body)
            throws IOException, InterruptedException {
        return send(asked(name, "/engine-rest/task/" + task + "/complete")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String name, String path) throws IOException, InterruptedException {
        return send(asked(name, path).build());
    }

    private HttpRequest.Builder asked(String name, String path) {
        String id = Crew.id(name).value();
        return HttpRequest.newBuilder(at(path))
                .header("Accept-Language", "zh-CN")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder().encodeToString((id + ":" + id).getBytes(StandardCharsets.UTF_8)));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> List<T> atOnce(List<Callable<T>> acts) throws Exception {
        var threads = Executors.newFixedThreadPool(acts.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(acts)) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
