package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a kill or a failure in the middle leaves behind, and how it goes on. */
@GridworkTest
class InterruptedTest {
    @Autowired
    Imports imports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    Trouble trouble;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Staff staff;

    @Autowired
    List<InboxWork> inboxes;

    @LocalServerPort
    int port;

    @TempDir
    Path folder = Path.of("");

    @Test
    void an_import_that_was_cut_short_goes_on_where_it_stopped() throws IOException {
        String code = "cut" + Ids.next();
        StringBuilder text = new StringBuilder(
                "Creation_Date,Status,Completion_Date,Service_Request_Number,Nature,Street_Address,ZIP_Code,Latitude,Longitude\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("2013-01-05,Open,,")
                    .append(code)
                    .append('-')
                    .append(i)
                    .append(",Dust,")
                    .append(code)
                    .append(",,,\n");
        }
        Path file = Files.writeString(folder.resolve("cut.csv"), text);
        Progress killed = (done, total, what) -> {
            throw new IllegalStateException("killed after the first chunk");
        };
        assertThatThrownBy(() ->
                        imports.run("chicago-construction-complaints", file, Imports.Manner.FOR_GOOD, "t", killed))
                .isInstanceOf(IllegalStateException.class);
        ImportRun left = imports.runs(0, 1).get(0);
        assertThat(left.state()).isEqualTo(ImportRun.State.RUNNING);
        assertThat(left.read()).isEqualTo(1_000);

        ImportRun done =
                imports.run("chicago-construction-complaints", file, Imports.Manner.FOR_GOOD, "t", Progress.SILENT);
        assertThat(done.id()).isEqualTo(left.id());
        assertThat(List.of(done.read(), done.accepted(), done.known())).isEqualTo(List.of(2_500L, 2_500L, 0L));
        SubjectId site =
                subjects.find(new SubjectRef("site", code)).orElseThrow().id();
        assertThat(facts.timeline(site, 0, 5_000)).hasSize(2_500);
    }

    @Test
    void an_upload_that_fails_stops_with_a_reference_and_goes_on_although_its_site_was_closed_meanwhile()
            throws IOException {
        String code = "halt" + Ids.next();
        var other = new SubjectRef("site", code + "-2");
        work.run(() -> subjects.register(Map.of(other, new SubjectDetails("乙", null, null, null, null, null))));
        StringBuilder text = new StringBuilder(
                "Creation_Date,Status,Completion_Date,Service_Request_Number,Nature,Street_Address,ZIP_Code,Latitude,Longitude\n");
        for (int i = 0; i < 1_500; i++) {
            text.append("2013-01-05,Open,,").append(code).append('-').append(i).append(",Dust,");
            text.append(i < 1_000 ? code : other.code()).append(",,,\n");
        }
        SubjectId troubled = subjects.find(other).orElseThrow().id();
        trouble.about.add(troubled);
        ImportRunId id;
        try {
            id = imports.upload(
                            "chicago-construction-complaints",
                            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                            "halt.csv",
                            Imports.Manner.FOR_GOOD,
                            "t")
                    .id();
            inboxes.forEach(InboxWork::run);
        } finally {
            trouble.about.remove(troubled);
        }
        ImportRun stopped = imports.find(id).orElseThrow();
        assertThat(stopped.state()).isEqualTo(ImportRun.State.STOPPED);
        assertThat(stopped.problem()).isNotNull().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("import-failed");
            assertThat(problem.arguments()).hasSize(1);
        });
        assertThat(stopped.read()).as("the first chunk stays").isEqualTo(1_000);
        inboxes.forEach(InboxWork::run);
        assertThat(imports.find(id).orElseThrow().read()).as("not by itself").isEqualTo(1_000);
        staff.officer("resume-clerk", "office-clerk");
        Visitor clerk = new Visitor(port).signIn("resume-clerk", "resume-clerk");
        String page = "/imports/" + id.value();
        assertThat(clerk.get(page).body()).contains("未能读完", "继续导入", "见日志");

        work.run(() -> subjects.close(troubled, LocalDate.parse("2013-01-01"), "竣工", "t", 1));
        clerk.post(page, page + "/resume", Map.of());
        inboxes.forEach(InboxWork::run);

        ImportRun done = imports.find(id).orElseThrow();
        assertThat(done.state()).isEqualTo(ImportRun.State.DONE);
        assertThat(List.of(done.read(), done.accepted(), done.refused())).isEqualTo(List.of(1_500L, 1_000L, 500L));
        assertThat(imports.refused(id, 0, 1).get(0).code()).isEqualTo("fact-subject-closed");
        assertThatThrownBy(() -> imports.resume(id))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("import-not-resumable"));
        assertThat(jdbc.sql("select count(*) from import_upload where run_id = ?")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_signal_that_fails_is_tried_again_then_parked_and_harms_no_other() throws Exception {
        SubjectRef bad = new SubjectRef("site", "bad-" + Ids.next());
        SubjectRef good = new SubjectRef("site", "good-" + Ids.next());
        work.run(() -> subjects.register(Map.of(
                bad, new SubjectDetails("坏", null, null, null, null, null),
                good, new SubjectDetails("好", null, null, null, null, null))));
        SubjectId troubled = subjects.find(bad).orElseThrow().id();
        trouble.about.add(troubled);
        String source = "urn:trouble:" + Ids.next();
        String key = keys.make(source, "试", "admin");
        String batch = "[" + event(source, "1", bad) + "," + event(source, "2", good) + "]";
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/signals"))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/cloudevents-batch+json")
                                .POST(HttpRequest.BodyPublishers.ofString(batch))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(status).isEqualTo(202);
        Instant start = clock.now();
        try {
            signals.run();
            assertThat(state(source, "1")).isEqualTo("waiting 1");
            assertThat(state(source, "2")).isEqualTo("done 0");
            assertThat(facts.timeline(troubled, 0, 10))
                    .as("nothing of it stays")
                    .isEmpty();
            signals.run();
            assertThat(state(source, "1")).as("not before its time").isEqualTo("waiting 1");
            for (int i = 0; i < 6; i++) {
                clock.set(clock.now().plus(Duration.ofMinutes(10)));
                signals.run();
            }
            assertThat(state(source, "1")).isEqualTo("parked 5");
        } finally {
            trouble.about.remove(troubled);
            clock.set(start);
        }
    }

    private String state(String source, String id) {
        return jdbc.sql("select state, tries from signal_inbox where source = ? and event_id = ?")
                .params(source, id)
                .query((row, number) -> row.getString(1) + " " + row.getInt(2))
                .single();
    }

    private static String event(String source, String id, SubjectRef subject) {
        return """
                {"specversion":"1.0","type":"gridwork.fact.complaint.v1","source":"%s","id":"%s","subject":"%s","time":"2025-03-01T08:00:00Z","data":{"category":"dust"}}""".formatted(source, id, subject);
    }
}
