package gridwork.stories;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.cases.Case;
import gridwork.cases.Cases;
import gridwork.cases.CheckPlan;
import gridwork.cases.Crew;
import gridwork.cases.PlannedCheck;
import gridwork.platform.DailyRuns;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * SS-1, its beginning: another system sends what it saw, the site turns red, a check within seven days is planned and
 * becomes a case of two inspectors; the site's page tells it.
 */
@GridworkTest
class SS1_ASignalMakesASiteRedTest {
    @LocalServerPort
    int port;

    @Autowired
    Crew crew;

    @Autowired
    SignalKeys keys;

    @Autowired
    WorkOffSignals signals;

    @Autowired
    CheckPlan plan;

    @Autowired
    Cases cases;

    @Autowired
    DailyRuns days;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    TestClock clock;

    private Instant before;

    @BeforeEach
    void crew() {
        before = clock.now();
        crew.comesToWork();
    }

    @AfterEach
    void the_clock_as_before() {
        clock.set(before);
    }

    @Test
    void a_signal_of_a_severe_violation_turns_the_site_red_and_two_inspectors_get_its_check() throws Exception {
        String source = "urn:city:cameras:" + Ids.next();
        String key = keys.make(source, "市建管平台", "admin");
        LocalDate today = on("2025-04-15");
        clock.set(today);
        Town.Site site = town.site("候潮路基坑工程", Crew.GRID).check("general", 0, on("2025-03-10"));
        assertThat(site.colour()).isEqualTo("white");

        assertThat(sent(key, source, "e-1", site)).isEqualTo(202);
        assertThat(site.colour()).as("received, not yet worked off").isEqualTo("white");
        signals.run();
        assertThat(site.colour()).isEqualTo("red");

        assertThat(sent(key, source, "e-1", site)).isEqualTo(202);
        signals.run();
        days.run(today);
        List<PlannedCheck> planned = plan.of(site.id(), 10, null).stream()
                .filter(each -> each.checkType().equals("key"))
                .toList();
        assertThat(planned).singleElement().satisfies(check -> {
            assertThat(check.lastDay()).isBeforeOrEqualTo(today.plusDays(7));
            assertThat(check.state()).isEqualTo(PlannedCheck.State.OPEN);
            assertThat(check.inspectors()).hasSize(2);
        });
        assertThat(cases.of(site.id(), Reach.EVERYTHING)).singleElement().satisfies(check -> {
            assertThat(check.matter()).isEqualTo("site-check");
            assertThat(check.state()).isEqualTo(Case.State.OPEN);
            assertThat(cases.openTasks(check.id())).isNotEmpty();
        });

        String page = new Visitor(port)
                .signIn(Crew.id("office").value(), Crew.id("office").value())
                .get("/subjects/site/" + site.ref().code())
                .body();
        assertThat(page)
                .contains(
                        "候潮路基坑工程",
                        "红",
                        "危险作业",
                        "/cases/"
                                + cases.of(site.id(), Reach.EVERYTHING)
                                        .get(0)
                                        .id()
                                        .value());
    }

    private int sent(String key, String source, String id, Town.Site site) throws IOException, InterruptedException {
        String event = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        source,
                        "type",
                        "gridwork.fact.violation.v1",
                        "subject",
                        site.ref().toString(),
                        "time",
                        "2025-04-15T10:20:00+08:00",
                        "data",
                        Map.of("category", "dangerous-work", "description", "塔吊下方有人作业")));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/signals"))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/cloudevents+json")
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
