package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over real HTTP, as a sender would. */
@GridworkTest
class SignalsTest {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @LocalServerPort
    int port;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String source = "urn:test:" + Ids.next();
    private final SubjectRef site = new SubjectRef("site", "signals-" + Ids.next());
    private String key = "";

    @BeforeEach
    void prepare() {
        key = keys.make(source, "试验来源", "admin");
        work.run(() -> subjects.register(Map.of(site, new SubjectDetails("工地", null, null, null, null, null))));
    }

    @Test
    void a_structured_signal_becomes_a_fact_and_twice_the_same_is_one() throws Exception {
        JsonNode first = post(STRUCTURED, write(event("a1", "dust")), 202);
        assertThat(first.path("accepted").asInt()).isEqualTo(1);
        JsonNode second = post(STRUCTURED, write(event("a1", "dust")), 202);
        assertThat(second.path("accepted").asInt()).isZero();
        assertThat(second.path("known").asInt()).isEqualTo(1);
        assertThat(stored()).as("nothing is made of it before it is worked off").isEmpty();
        signals.run();
        assertThat(stored()).singleElement().satisfies(fact -> {
            assertThat(fact.category()).isEqualTo("dust");
            assertThat(fact.source()).isEqualTo(source);
            assertThat(fact.reference()).isEqualTo("a1");
            assertThat(fact.payload()).containsEntry("description", "扬尘 😀 𠮷");
        });
    }

    @Test
    void attributes_may_come_in_headers() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals"))
                .header("Authorization", "Bearer " + key)
                .header("ce-specversion", "1.0")
                .header("ce-type", "gridwork.fact.check.v1")
                .header("ce-source", source)
                .header("ce-id", "b1")
                .header("ce-subject", site.toString())
                .header("ce-time", "2025-03-02T08:00:00+08:00")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"category\":\"key\",\"amount\":0,\"note\":\"无\"}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
        signals.run();
        assertThat(stored())
                .singleElement()
                .satisfies(fact -> assertThat(fact.amount()).isZero());
    }

    @Test
    void of_a_batch_each_signal_gets_its_own_answer() throws Exception {
        Map<String, Object> internal = event("c2", "case-opened");
        internal.put("type", "gridwork.fact.case-milestone.v1");
        Map<String, Object> stranger = event("c3", "dust");
        stranger.put("source", "urn:somebody-else");
        Map<String, Object> timeless = event("c4", "dust");
        timeless.remove("time");
        Map<String, Object> odd = event("c5", "dust");
        odd.put("subject", "no-slash");
        JsonNode answer = post(
                BATCH,
                write(List.of(
                        event("c1", "dust"),
                        internal,
                        stranger,
                        timeless,
                        odd,
                        event("c6", "very-bad"),
                        event("c1", "dust"),
                        Map.of("not", "an event"))),
                202);
        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.path("known").asInt()).isEqualTo(1);
        assertThat(answer.path("refused").findValuesAsText("code"))
                .containsExactly(
                        "signal-type",
                        "signal-source",
                        "signal-time",
                        "signal-subject",
                        "fact-category-unknown",
                        "signal-no-cloud-event");
        assertThat(answer.path("refused").findValuesAsText("index")).containsExactly("1", "2", "3", "4", "5", "7");
    }

    @Test
    void what_is_no_cloud_event_or_has_no_key_is_told_so() throws Exception {
        assertThat(post("application/json", "{}", 400).path("code").asText()).isEqualTo("signal-no-cloud-event");
        assertThat(post(STRUCTURED, "{\"specversion\":\"1.0\"}", 400)
                        .path("code")
                        .asText())
                .isEqualTo("signal-no-cloud-event");
        post(STRUCTURED, "not json", 400);
        post(BATCH, "{}", 400);
        post(BATCH, "[", 400);
        assertThat(post(STRUCTURED, write(event("d1", "very-bad")), 422)
                        .path("refused")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("fact-category-unknown");
        post(STRUCTURED, " ".repeat(3 << 20), 413);
        String good = key;
        key = "gw_wrong";
        post(STRUCTURED, write(event("d2", "dust")), 401);
        key = good;
        keys.all().stream().filter(each -> each.source().equals(source)).forEach(each -> keys.revoke(each.id()));
        post(STRUCTURED, write(event("d3", "dust")), 401);
    }

    @Test
    void a_signal_about_an_unknown_subject_is_parked_with_its_reason() throws Exception {
        Map<String, Object> lost = event("e1", "dust");
        lost.put("subject", "site/nowhere-" + Ids.next());
        post(BATCH, write(List.of(lost, event("e2", "dust"))), 202);
        signals.run();
        assertThat(states()).containsEntry("e1", "parked fact-subject-unknown").containsEntry("e2", "done null");
    }

    @Test
    void naughty_strings_go_through_unharmed() throws Exception {
        JsonNode strings =
                json.readTree(SharedData.file("hostile/naughty_strings.json").toFile());
        List<Map<String, Object>> events = new ArrayList<>();
        for (JsonNode each : strings) {
            Map<String, Object> event = event("n" + events.size(), "dust");
            event.put("data", Map.of("category", "dust", "description", each.asText()));
            events.add(event);
        }
        JsonNode answer = post(BATCH, write(events), 202);
        assertThat(answer.path("refused")).isEmpty();
        signals.run();
        assertThat(facts.timeline(subjects.find(site).orElseThrow().id(), 0, 1_000))
                .filteredOn(fact -> fact.kind().equals("violation"))
                .hasSize(events.size())
                .allSatisfy(fact -> {
                    int number = Integer.parseInt(fact.reference().substring(1));
                    assertThat(fact.payload())
                            .containsEntry("description", strings.get(number).asText());
                });
    }

    @Test
    void the_schema_of_every_kind_from_outside_is_published() throws Exception {
        assertThat(get("/signals/schemas/violation.json").body()).contains("gridwork.fact.violation.v1");
        assertThat(get("/signals/schemas/case-milestone.json").statusCode()).isEqualTo(404);
        assertThat(get("/signals/schemas").body()).contains("gridwork.fact.check.v1");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(String type, String body, int expected) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return json.readTree(response.body());
    }

    private Map<String, Object> event(String id, String category) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("type", "gridwork.fact.violation.v1");
        event.put("source", source);
        event.put("id", id);
        event.put("subject", site.toString());
        event.put("time", "2025-03-02T08:00:00+08:00");
        event.put("datacontenttype", "application/json");
        event.put("data", Map.of("category", category, "description", "扬尘 😀 𠮷"));
        return event;
    }

    private String write(Object value) throws IOException {
        return json.writeValueAsString(value);
    }

    private List<Fact> stored() {
        return facts.timeline(subjects.find(site).orElseThrow().id(), 0, 100).stream()
                .filter(each -> each.source().equals(source))
                .toList();
    }

    private Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        jdbc.sql("select event_id, state, error_code from signal_inbox where source = ?")
                .param(source)
                .query(row -> {
                    states.put(row.getString(1), row.getString(2) + " " + row.getString(3));
                });
        return states;
    }
}
