package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The office's pages of what comes in, as a clerk and an administrator use them. */
@GridworkTest
class ImportPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    List<InboxWork> inboxes;

    @Autowired
    SignalKeys keys;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    private Visitor clerk = new Visitor(0);
    private Visitor administrator = new Visitor(0);

    @BeforeEach
    void signIn() {
        staff.officer("import-clerk", "office-clerk");
        staff.officer("import-admin", "administrator");
        clerk = new Visitor(port).signIn("import-clerk", "import-clerk");
        administrator = new Visitor(port).signIn("import-admin", "import-admin");
    }

    @Test
    void an_uploaded_file_is_worked_off_and_its_refused_rows_can_be_fetched() {
        String file = """
                Creation_Date,Status,Completion_Date,Service_Request_Number,Nature,Street_Address,ZIP_Code,Latitude,Longitude
                2013-01-05,Completed,2013-01-07,N-%1$s,Construction Site Cleanliness/Fence,1 N %1$s ST,60601,41.88,-87.63
                ,Open,,M-%1$s,Construction Site Cleanliness/Fence,2 N %1$s ST,60601,41.88,-87.63
                """.formatted(Ids.next());
        HttpResponse<String> taken = clerk.upload(
                "/imports",
                "/imports",
                Map.of("mapping", "chicago-construction-complaints"),
                "投诉.csv",
                file.getBytes(StandardCharsets.UTF_8));
        String page = Visitor.sentTo(taken);
        assertThat(page).as(taken.body()).matches("/imports/\\d+");
        assertThat(clerk.get(page).body()).contains("等待导入").contains("hx-get");
        inboxes.forEach(InboxWork::run);
        String done = clerk.get(page).body();
        assertThat(done).contains("已完成").contains("缺少日期").contains("投诉.csv");
        assertThat(number(done, "accepted")).isEqualTo(1);
        assertThat(number(done, "refused")).isEqualTo(1);
        assertThat(clerk.get(page + "/refused.csv").body()).contains("M-").contains("原因");
        assertThat(clerk.get("/imports").body()).contains("投诉.csv");
        assertThat(clerk.get("/imports?lang=en").body())
                .contains("Known already")
                .contains("San Francisco requests (replay) · opens cases at once</option>")
                .contains("Boston building and property violations</option>");
        clerk.get("/imports?lang=zh");
    }

    @Test
    void a_file_that_cannot_be_read_says_why_on_its_page() {
        HttpResponse<String> taken = clerk.upload(
                "/imports",
                "/imports",
                Map.of("mapping", "boston-violations", "dryRun", "true"),
                "wrong.csv",
                "a;b;c\n1;2;3\n".getBytes(StandardCharsets.UTF_8));
        inboxes.forEach(InboxWork::run);
        assertThat(clerk.get(Visitor.sentTo(taken)).body()).contains("未能读完").contains("看来是“;”");
    }

    @Test
    void a_parked_signal_is_mended_and_goes_on_its_way() throws Exception {
        String source = "urn:pages:" + Ids.next();
        HttpResponse<String> made =
                administrator.post("/signals/keys", "/signals/keys", Map.of("source", source, "title", "试验 <b>来源</b>"));
        assertThat(Visitor.sentTo(made)).isEqualTo("/signals/keys");
        String page = administrator.get("/signals/keys").body();
        Matcher key = Pattern.compile("id=\"made\">(gw_[^<]+)<").matcher(page);
        assertThat(key.find()).as("the key is shown").isTrue();
        assertThat(page).contains("试验 &lt;b&gt;来源&lt;/b&gt;");
        assertThat(administrator.get("/signals/keys").body()).as("once").doesNotContain(key.group(1));
        assertThat(clerk.get("/signals/keys").statusCode()).isEqualTo(403);

        String code = "pages-" + Ids.next();
        String event = """
                {"specversion":"1.0","type":"gridwork.fact.complaint.v1","source":"%s","id":"lost-%s","subject":"site/nowhere","time":"2025-03-01T08:00:00Z","data":{"category":"dust"}}
                """.formatted(source, code);
        int answered = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/signals"))
                                .header("Authorization", "Bearer " + key.group(1))
                                .header("Content-Type", "application/cloudevents+json")
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(answered).isEqualTo(202);
        inboxes.forEach(InboxWork::run);
        String list = clerk.get("/signals?text=lost-" + code).body();
        assertThat(list).contains("没有登记对象 site/nowhere");
        Matcher one = Pattern.compile("/signals/(\\d+)").matcher(list);
        assertThat(one.find()).isTrue();
        String address = "/signals/" + one.group(1);
        assertThat(clerk.get(address).body()).contains("重新处理");

        work.run(() -> subjects.register(
                Map.of(new SubjectRef("site", code), new SubjectDetails("工地", null, null, null, null, null))));
        assertThat(clerk.post(address, address + "/replay", Map.of("event", "no event"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(clerk.get(address).body()).contains("不是 CloudEvents");
        clerk.post(address, address + "/replay", Map.of("event", event.replace("site/nowhere", "site/" + code)));
        inboxes.forEach(InboxWork::run);
        assertThat(clerk.get(address).body()).contains("已处理").contains("改正后的内容");
    }

    private static long number(String page, String id) {
        Matcher held = Pattern.compile("id=\"" + id + "\">([0-9,]+)<").matcher(page);
        assertThat(held.find()).isTrue();
        return Long.parseLong(held.group(1).replace(",", ""));
    }
}
