package gridwork.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a finding's pages show, and to whom. */
@GridworkTest
class FindingPagesTest {
    /** Each test has a street of its own, a degree from the next. */
    private static final AtomicInteger STREETS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Accounts accounts;

    @Autowired
    Areas areas;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private final int street = STREETS.incrementAndGet();
    private final String mark = String.valueOf(Ids.next());
    private final SubjectRef meter = new SubjectRef("device", "M" + mark);

    @BeforeEach
    void a_roaring_vehicle_in_a_grid() {
        clock.set(LocalDate.parse("2025-03-03"));
        staff.officer("manager-of-findings", "manager");
        staff.officer("squad-of-findings", "inspector");
        var grid = new AreaId("grid-" + mark);
        work.run(() -> {
            var community = new AreaId("community-" + mark);
            areas.put(new Area(community, Area.Kind.COMMUNITY, "线索社区", Staff.STREET));
            areas.put(new Area(grid, Area.Kind.GRID, "线索网格", community));
            accounts.create(
                    new OfficerId("in-" + mark),
                    "在网格",
                    Set.of(new Duty("grid-worker", grid.value())),
                    "pw-" + mark,
                    "test");
            areas.put(new Area(new AreaId("other-" + mark), Area.Kind.GRID, "别的网格", community));
            accounts.create(
                    new OfficerId("out-" + mark),
                    "在别处",
                    Set.of(new Duty("grid-worker", "other-" + mark)),
                    "pw-" + mark,
                    "test");
        });
        var camera = new SubjectRef("device", "C" + mark);
        var gate = new SubjectRef("device", "G" + mark);
        work.run(() -> subjects.register(
                Map.of(meter, details("湖滨路口噪声仪", grid), camera, details("湖滨路口相机", grid), gate, details("车库", grid))));
        work.run(() -> tell(meter, "noise-reading", "2025-03-03T01:00:05Z", BigDecimal.valueOf(96), Map.of()));
        work.run(() -> tell(camera, "plate-capture", "2025-03-03T01:00:06Z", null, Map.of("plate", "浙A12345")));
        work.run(() -> tell(gate, "parking-entry", "2025-03-03T01:04:00Z", null, Map.of("plate", "浙A12345")));
    }

    private SubjectDetails details(String name, AreaId grid) {
        return new SubjectDetails(name, grid, null, BigDecimal.valueOf(street), BigDecimal.valueOf(10), null);
    }

    private void tell(
            SubjectRef about, String kind, String at, @Nullable BigDecimal amount, Map<String, Object> payload) {
        facts.record(
                List.of(new NewFact(
                        about, kind, null, Instant.parse(at), null, "town", kind + mark, null, amount, payload)),
                Facts.How.NOW);
    }

    private String id() {
        return facts.timeline(subjects.find(meter).orElseThrow().id(), 0, 10).stream()
                .filter(each -> each.kind().equals("signal-finding"))
                .map(each -> String.valueOf(each.id().value()))
                .findFirst()
                .orElseThrow();
    }

    private Visitor visitor(String name, String password) {
        return new Visitor(port).signIn(name, password);
    }

    @Test
    void the_page_tells_the_rule_the_evidence_with_time_place_and_source_and_a_sketch() {
        String page = visitor("squad-of-findings", "squad-of-findings")
                .get("/findings/" + id())
                .body();
        assertThat(page)
                .contains("炸街", "SP-010", "DX-1", "SPP-010", "线索网格", "湖滨路口噪声仪", "湖滨路口相机")
                .contains("2025-03-03 09:00:05", "2025-03-03 09:04:00", "town", "<svg", "<circle");
        assertThat(page).contains("浙A12345");
        assertThat(visitor("squad-of-findings", "squad-of-findings")
                        .get("/findings/" + id() + "?lang=en")
                        .body())
                .contains("Roaring vehicle", "Evidence");
    }

    @Test
    void a_plate_is_masked_for_those_who_need_not_see_it() {
        Visitor manager = visitor("manager-of-findings", "manager-of-findings");
        assertThat(manager.get("/findings/" + id()).body())
                .doesNotContain("浙A12345")
                .contains("浙A•••5");
        assertThat(manager.get("/subjects/device/C" + mark).body())
                .doesNotContain("浙A12345")
                .contains("浙A•••5");
    }

    @Test
    void it_is_listed_for_those_in_whose_area_it_lies_and_for_no_others() {
        String link = "/findings/" + id();
        assertThat(visitor("in-" + mark, "pw-" + mark).get("/findings").body()).contains(link);
        assertThat(visitor("out-" + mark, "pw-" + mark).get("/findings").body()).doesNotContain(link);
        assertThat(visitor("out-" + mark, "pw-" + mark).get(link).statusCode()).isEqualTo(404);
        assertThat(visitor("in-" + mark, "pw-" + mark).get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void the_address_of_its_decision_leads_to_it() {
        var answer = visitor("manager-of-findings", "manager-of-findings").get("/decisions/" + id());
        assertThat(Visitor.sentTo(answer)).isEqualTo("/findings/" + id());
    }
}
