package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Reports;
import gridwork.Sender;
import gridwork.Staff;
import gridwork.Town;
import gridwork.Visitor;
import gridwork.decisions.Decisions;
import gridwork.decisions.LoggedDecision;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.rules.ItemStand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** “30515”, as far as the rules go: which clocks an event starts. */
@GridworkTest
class SS4_TheClocksOfAnUrgentEventTest {
    private static final String CLOCKS = "response-clocks";

    @LocalServerPort
    int port;

    @Autowired
    Reports reports;

    @Autowired
    Subjects subjects;

    @Autowired
    Decisions decisions;

    @Autowired
    Town town;

    @Autowired
    Staff staff;

    private SubjectRef square = new SubjectRef("place", "nowhere");
    private SubjectId id = new SubjectId(0);

    @BeforeEach
    void a_square_on_a_monday() {
        town.today("2025-03-03");
        square = reports.register("place", "文化广场");
        id = subjects.find(square).orElseThrow().id();
    }

    @AfterEach
    void the_clock_is_put_back() {
        town.today("2025-03-03");
    }

    private LoggedDecision report(String time, Map<String, Object> data) {
        Sender sender = reports.sender();
        assertThat(sender.send("r1", "event-report", square, time, data).status())
                .isEqualTo(202);
        sender.workOff();
        return decisions.history(id, CLOCKS, 1).get(0);
    }

    private Map<String, String> clocks(LoggedDecision logged) {
        Map<String, String> clocks = new LinkedHashMap<>();
        for (ItemStand each : decisions.explain(logged).evaluation().held()) {
            clocks.put(
                    each.item(),
                    each.values().get("length") + " " + each.values().get("unit") + " "
                            + each.values().get("clock"));
        }
        return clocks;
    }

    @Test
    void at_three_in_the_morning_four_clocks_run_and_none_waits_for_the_office() {
        LoggedDecision logged = report("2025-03-03T03:00:00", Map.of("category", "gas", "description", "楼道有燃气味"));
        assertThat(logged.rows()).contains("RC-010", "RC-020", "RC-030", "RC-040");
        assertThat(logged.given()).containsEntry("grade", "extreme");
        assertThat(clocks(logged))
                .containsExactly(
                        Map.entry("respond", "30 second running"),
                        Map.entry("arrive", "5 minute running"),
                        Map.entry("reinforce", "15 minute running"),
                        Map.entry("mediate", "24 hour running"));
        assertThat(decisions.history(id, "case-grading", 9))
                .as("the grade was logged beside them, for the same report")
                .singleElement()
                .satisfies(each -> assertThat(each.fact()).isEqualTo(logged.fact()));

        staff.officer("ss4-reader", "manager");
        String page = new Visitor(port)
                .signIn("ss4-reader", "ss4-reader")
                .get("/decisions/" + logged.id().value())
                .body();
        assertThat(page).contains("RC-010", "响应", "30", "到场", "增援", "调处", "等级", "特急", "楼道有燃气味");
    }

    @Test
    void an_ordinary_event_runs_on_working_time() {
        LoggedDecision logged = report("2025-03-03T10:00:00", Map.of("category", "parking"));
        assertThat(clocks(logged))
                .containsExactly(Map.entry("accept", "2 hour working"), Map.entry("finish", "5 working-day working"));
    }

    @Test
    void every_report_has_its_own_clocks() {
        report("2025-03-03T10:00:00", Map.of("category", "parking"));
        report("2025-03-03T10:05:00", Map.of("category", "trapped"));
        List<LoggedDecision> both = decisions.history(id, CLOCKS, 9);
        assertThat(both).hasSize(2);
        assertThat(both).extracting(LoggedDecision::fact).doesNotHaveDuplicates();
        assertThat(both).extracting(each -> each.held().size()).containsExactlyInAnyOrder(2, 4);
    }
}
