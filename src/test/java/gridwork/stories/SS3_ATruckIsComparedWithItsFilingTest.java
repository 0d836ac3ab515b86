package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Sender.Signal;
import gridwork.TestClock;
import gridwork.decisions.DecisionId;
import gridwork.decisions.LoggedDecision;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SS-3, from POST /signals to the logged decision: two approvals and one filing, filed points, approved dump sites. */
@GridworkTest
class SS3_ATruckIsComparedWithItsFilingTest {
    /** Each test has a street of its own, a degree from the next. */
    private static final AtomicInteger STREETS = new AtomicInteger();

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
    SignalFindings findings;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private Sender sender;
    private final SubjectRef truck = new SubjectRef("vehicle", "ZT" + Ids.next());
    private double latitude;

    @BeforeEach
    void a_truck() {
        clock.set(LocalDate.parse("2025-03-03"));
        sender = new Sender(port, keys, signals);
        latitude = STREETS.incrementAndGet() - 60;
        work.run(() -> subjects.register(Map.of(truck, new SubjectDetails("渣土车", null, null, null, null, null))));
    }

    private Signal signal(String kind, String time, Map<String, Object> data) {
        return new Signal(kind + "-" + Ids.next(), kind, truck, time + "+08:00", data);
    }

    private Signal permit(String category) {
        return signal(
                "truck-permit",
                "2025-03-01T09:00:00",
                Map.of("category", category, "validFrom", "2025-03-01", "validUntil", "2025-06-30"));
    }

    private Signal filing() {
        return signal(
                "truck-filing",
                "2025-03-01T09:00:00",
                Map.of(
                        "validFrom",
                        "2025-03-01",
                        "points",
                        List.of("GP-1"),
                        "sites",
                        List.of(Map.of("latitude", latitude + 0.1, "longitude", 60.2))));
    }

    private Signal pass(String time, String point) {
        return signal(
                "truck-pass",
                "2025-03-03T" + time,
                Map.of("category", "exit", "point", point, "latitude", latitude, "longitude", 60.2));
    }

    private Signal load(String time, double tonnes, double north) {
        return signal(
                "load-reading",
                "2025-03-03T" + time,
                Map.of("amount", tonnes, "latitude", latitude + north, "longitude", 60.2));
    }

    private List<Fact> found() {
        return facts.timeline(subjects.find(truck).orElseThrow().id(), 0, 100).stream()
                .filter(each -> each.kind().equals("signal-finding") && each.voidedBy() == null)
                .toList();
    }

    private LoggedDecision logged(Fact finding) {
        return findings.find(new DecisionId(finding.id().value())).orElseThrow().logged();
    }

    @Test
    void a_truck_without_its_two_approvals_and_one_filing_is_warned_of_once_a_day() {
        sender.send(List.of(pass("09:00:00", "GP-1"), pass("09:40:00", "GP-1")));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("truck-unapproved");
            assertThat(((List<?>) finding.payload().get("evidence"))).hasSize(2);
            assertThat(logged(finding).rows()).contains("SP-110", "SP-120", "SP-130");
        });
    }

    @Test
    void approvals_and_a_filing_that_come_late_take_the_warning_back_one_by_one() {
        sender.send(pass("09:00:00", "GP-1"));
        sender.send(permit("disposal"));
        assertThat(logged(found().get(0)).rows()).contains("SP-120", "SP-130").doesNotContain("SP-110");
        sender.send(permit("transport"));
        assertThat(logged(found().get(0)).rows()).contains("SP-130").doesNotContain("SP-110", "SP-120");
        sender.send(filing());
        assertThat(found())
                .singleElement()
                .satisfies(finding -> assertThat(finding.category()).isEqualTo("withdrawn"));
        sender.send(pass("09:30:00", "GP-1"));
        assertThat(found()).extracting(Fact::category).containsExactly("withdrawn");
    }

    @Test
    void an_unfiled_point_is_warned_of() {
        sender.send(List.of(permit("disposal"), permit("transport"), filing(), pass("09:00:00", "GP-1")));
        assertThat(found()).isEmpty();
        sender.send(pass("09:30:00", "GP-9"));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("truck-unfiled-point");
            assertThat(logged(finding).rows()).contains("SP-210");
        });
    }

    @Test
    void a_load_dropped_outside_an_approved_site_is_located_in_the_nearest_grid() {
        work.run(() -> subjects.register(Map.of(
                new SubjectRef("site", "near" + Ids.next()),
                new SubjectDetails(
                        "近旁的工地",
                        new AreaId("grid-of-the-dump"),
                        null,
                        BigDecimal.valueOf(latitude + 0.001).setScale(8, RoundingMode.HALF_UP),
                        BigDecimal.valueOf(60.2),
                        null))));
        sender.send(List.of(filing(), load("10:03:00", 1, 0), load("10:00:00", 20, 0)));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("illegal-dumping");
            assertThat(finding.payload())
                    .containsEntry("area", "grid-of-the-dump")
                    .containsKey("latitude");
            assertThat(logged(finding).rows()).contains("SP-310");
        });
    }

    @Test
    void a_load_dropped_at_an_approved_site_is_in_order() {
        sender.send(List.of(filing(), load("10:00:00", 20, 0.1), load("10:03:00", 1, 0.1)));
        assertThat(found()).isEmpty();
    }

    @Test
    void several_reports_of_the_same_matter_nearby_are_one_with_several_reporters() {
        SubjectRef corner = new SubjectRef("place", "P" + Ids.next());
        work.run(() -> subjects.register(Map.of(corner, new SubjectDetails("路口", null, null, null, null, null))));
        for (String reporter : List.of("B", "A", "C")) {
            sender.send(new Signal(
                    "r-" + Ids.next(),
                    "event-report",
                    corner,
                    "2025-03-03T0" + (reporter.charAt(0) - 'A' + 7) + ":00:00+08:00",
                    Map.of("category", "road-damage", "reporter", reporter, "latitude", latitude, "longitude", 60.2)));
        }
        assertThat(facts.timeline(subjects.find(corner).orElseThrow().id(), 0, 20))
                .filteredOn(each -> each.kind().equals("signal-finding")
                        && each.voidedBy() == null
                        && !"withdrawn".equals(each.category()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.category()).isEqualTo("same-matter");
                    assertThat(finding.payload().get("values")).isEqualTo(Map.of("reporters", 3));
                    assertThat(logged(finding).rows()).contains("SP-410");
                });
    }
}
