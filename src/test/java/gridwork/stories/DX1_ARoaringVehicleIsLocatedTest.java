package gridwork.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Sender;
import gridwork.Sender.Signal;
import gridwork.TestClock;
import gridwork.decisions.DecisionId;
import gridwork.decisions.Decisions;
import gridwork.decisions.SignalFindings;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** DX-1, from POST /signals to the logged decision: a noise meter, plate captures and the entries of 12 car parks. */
@GridworkTest
class DX1_ARoaringVehicleIsLocatedTest {
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
    Decisions decisions;

    @Autowired
    SignalFindings findings;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private Sender sender;
    private double latitude;
    private SubjectRef meter;
    private SubjectRef camera;
    private final List<SubjectRef> gates = new ArrayList<>();

    @BeforeEach
    void a_crossing_and_twelve_car_parks() {
        clock.set(LocalDate.parse("2025-03-03"));
        sender = new Sender(port, keys, signals);
        latitude = STREETS.incrementAndGet() - 60;
        meter = device("噪声仪", 0, new AreaId("grid-of-the-crossing"));
        camera = device("抓拍相机", 0.0002, null);
        gates.clear();
        for (int i = 0; i < 12; i++) {
            gates.add(device("停车场" + i, 0.01 + i * 0.001, null));
        }
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    private SubjectRef device(String name, double north, AreaId area) {
        var ref = new SubjectRef("device", "D" + Ids.next());
        work.run(() -> subjects.register(Map.of(
                ref,
                new SubjectDetails(
                        name,
                        area,
                        null,
                        BigDecimal.valueOf(latitude + north).setScale(8, java.math.RoundingMode.HALF_UP),
                        BigDecimal.valueOf(120.16),
                        null))));
        return ref;
    }

    private static String at(String time) {
        return "2025-03-03T" + time + "+08:00";
    }

    private static String id(String name) {
        return name + "-" + Ids.next();
    }

    private Signal noise(String time, double decibels) {
        return new Signal(id("n"), "noise-reading", meter, at(time), Map.of("amount", decibels));
    }

    private Signal capture(SubjectRef where, String time, String plate) {
        return new Signal(id("p"), "plate-capture", where, at(time), Map.of("plate", plate));
    }

    private Signal entry(int carPark, String time, String plate) {
        return new Signal(
                id("e"),
                "parking-entry",
                gates.get(carPark),
                at(time),
                Map.of("plate", plate, "carPark", "停车场" + carPark));
    }

    /** What is kept of findings about the meter, the latest version of each. */
    private List<Fact> found() {
        return versions().stream().filter(each -> each.voidedBy() == null).toList();
    }

    private List<Fact> versions() {
        return facts.timeline(subjects.find(meter).orElseThrow().id(), 0, 100).stream()
                .filter(each -> each.kind().equals("signal-finding"))
                .toList();
    }

    private static Set<String> evidence(Fact finding) {
        Set<String> ids = new HashSet<>();
        ((List<?>) finding.payload().get("evidence")).forEach(each -> ids.add(String.valueOf(each)));
        return ids;
    }

    @ParameterizedTest(name = "in the order {0}")
    @ValueSource(strings = {"NPE", "NEP", "PNE", "PEN", "ENP", "EPN"})
    void noise_plate_and_entry_make_one_located_finding_in_any_order(String order) {
        Map<Character, Signal> three = Map.of(
                'N', noise("10:10:05", 96.5),
                'P', capture(camera, "10:10:07", "浙A12345"),
                'E', entry(7, "10:14:00", "浙a·12345"));

        sender.send(three.get(order.charAt(0)));
        sender.send(three.get(order.charAt(1)));
        assertThat(found()).as("two of the three mean nothing").isEmpty();
        sender.send(three.get(order.charAt(2)));

        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("roaring-vehicle");
            assertThat(finding.occurredAt()).isEqualTo(Instant.parse("2025-03-03T02:10:05Z"));
            assertThat(evidence(finding)).hasSize(3);
            assertThat(finding.payload()).containsEntry("area", "grid-of-the-crossing");
            assertThat(finding.payload().get("values"))
                    .isEqualTo(Map.of("plate", "浙A12345", "carPark", "停车场7", "decibels", 96.5));
            assertThat(finding.reference())
                    .as("by the evidence, not by the order")
                    .isEqualTo("roaring-vehicle/"
                            + facts
                                    .find(evidence(finding).stream()
                                            .map(each -> new gridwork.facts.FactId(Long.parseLong(each)))
                                            .toList())
                                    .stream()
                                    .filter(each -> each.kind().equals("parking-entry"))
                                    .map(each -> each.source() + "#" + each.reference())
                                    .findFirst()
                                    .orElseThrow());
        });
    }

    @Test
    void the_finding_is_a_logged_decision_that_names_its_rule_and_its_evidence() {
        sender.send(List.of(
                noise("10:10:05", 96), capture(camera, "10:10:07", "浙A12345"), entry(0, "10:14:00", "浙A12345")));

        Fact finding = found().get(0);
        SignalFindings.Finding told =
                findings.find(new DecisionId(finding.id().value())).orElseThrow();
        assertThat(told.logged().ruleSet()).isEqualTo("signal-patterns");
        assertThat(told.logged().result()).isEqualTo("roaring-vehicle");
        assertThat(told.logged().rows()).contains("SP-010", "SPP-010");
        assertThat(told.logged().facts()).hasSize(3);
        assertThat(told.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isEqualTo("SP-010");
            assertThat(rule.basis()).contains("DX-1");
        });
        assertThat(told.evidence())
                .extracting(each -> each.fact().kind())
                .containsExactly("noise-reading", "plate-capture", "parking-entry");
        assertThat(told.same()).as("looked at again, it means the same").isTrue();
        assertThat(findings.page(in("grid-of-the-crossing"), 0, 500).lines())
                .extracting(SignalFindings.Line::id)
                .contains(told.logged().id());
        assertThat(findings.page(in("another-grid"), 0, 500).lines())
                .extracting(SignalFindings.Line::id)
                .doesNotContain(told.logged().id());
    }

    private static Function<Map<String, Object>, String> in(String grid) {
        return parameters -> {
            parameters.put("grid", grid);
            return "kind = 'device' and area = :grid";
        };
    }

    @Test
    void a_signal_that_comes_an_hour_late_completes_the_finding() {
        sender.send(List.of(noise("10:10:05", 96), entry(3, "10:14:00", "浙A12345")));
        clock.set(clock.now().plusSeconds(3600));
        assertThat(found()).isEmpty();
        sender.send(capture(camera, "10:10:07", "浙A12345"));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(evidence(finding)).hasSize(3);
            assertThat(finding.occurredAt()).isEqualTo(Instant.parse("2025-03-03T02:10:05Z"));
        });
    }

    @Test
    void the_same_signals_again_change_nothing() {
        List<Signal> all =
                List.of(noise("10:10:05", 96), capture(camera, "10:10:07", "浙A12345"), entry(3, "10:14:00", "浙A12345"));
        sender.send(all);
        Fact finding = found().get(0);
        sender.send(all);
        List<Signal> turned = new ArrayList<>(all);
        Collections.reverse(turned);
        sender.send(turned);
        assertThat(versions()).containsExactly(finding);
    }

    @Test
    void a_late_reading_enlarges_the_same_finding() {
        sender.send(List.of(
                noise("10:10:05", 90), capture(camera, "10:10:07", "浙A12345"), entry(3, "10:14:00", "浙A12345")));
        Fact first = found().get(0);
        sender.send(noise("10:10:04", 101));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.voids()).isEqualTo(first.id());
            assertThat(finding.reference()).isEqualTo(first.reference());
            assertThat(finding.occurredAt()).isEqualTo(Instant.parse("2025-03-03T02:10:04Z"));
            assertThat(evidence(finding)).hasSize(4).containsAll(evidence(first));
            assertThat(((Map<?, ?>) finding.payload().get("values")).get("decibels"))
                    .isEqualTo(101);
        });
        SignalFindings.Finding old =
                findings.find(new DecisionId(first.id().value())).orElseThrow();
        assertThat(old.newer()).isEqualTo(new DecisionId(found().get(0).id().value()));
    }

    @Test
    void two_vehicles_at_two_crossings_at_once_are_two_findings_that_do_not_mix() {
        SubjectRef elsewhere = device("另一路口相机", 0.005, null);
        var otherMeter = device("另一路口噪声仪", 0.005, null);
        sender.send(List.of(
                entry(1, "10:13:00", "浙A12345"),
                entry(2, "10:13:00", "浙B67890"),
                noise("10:10:05", 96),
                new Signal(id("n"), "noise-reading", otherMeter, at("10:10:05"), Map.of("amount", 97)),
                capture(elsewhere, "10:10:06", "浙B67890"),
                capture(camera, "10:10:06", "浙A12345")));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(((Map<?, ?>) finding.payload().get("values")).get("plate"))
                    .isEqualTo("浙A12345");
            assertThat(evidence(finding)).hasSize(3);
        });
        assertThat(facts.timeline(subjects.find(otherMeter).orElseThrow().id(), 0, 10))
                .filteredOn(each -> each.kind().equals("signal-finding"))
                .singleElement()
                .satisfies(finding -> assertThat(((Map<?, ?>) finding.payload().get("values")).get("plate"))
                        .isEqualTo("浙B67890"));
    }

    @Test
    void two_vehicles_at_one_crossing_are_each_doubted() {
        sender.send(List.of(
                capture(camera, "10:10:06", "浙A12345"),
                capture(camera, "10:10:07", "浙B67890"),
                entry(1, "10:13:00", "浙A12345"),
                entry(2, "10:13:00", "浙B67890"),
                noise("10:10:05", 96)));
        assertThat(found()).hasSize(2).allSatisfy(finding -> {
            assertThat(((Map<?, ?>) finding.payload().get("values")).get("otherVehicles"))
                    .isEqualTo(1);
            assertThat(finding.payload().get("rules")).isEqualTo(List.of("SP-010", "SP-020"));
        });
    }

    @Test
    void an_entry_corrected_to_another_plate_withdraws_the_finding_and_back_again_restores_it() {
        Signal mistaken = entry(3, "10:14:00", "浙A12345");
        sender.send(List.of(noise("10:10:05", 96), capture(camera, "10:10:07", "浙A12345"), mistaken));
        String reference = found().get(0).reference();
        Fact entered = facts.timeline(subjects.find(gates.get(3)).orElseThrow().id(), 0, 10)
                .get(0);
        record(entered, "浙A99999");
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("withdrawn");
            assertThat(finding.reference()).isEqualTo(reference);
            SignalFindings.Finding told =
                    findings.find(new DecisionId(finding.id().value())).orElseThrow();
            assertThat(told.holds()).isFalse();
            assertThat(told.logged().previous()).isEqualTo("roaring-vehicle");
        });
        record(entered, "浙a12345");
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.category()).isEqualTo("roaring-vehicle");
            assertThat(finding.reference()).isEqualTo(reference);
        });
        assertThat(versions()).hasSize(3);
    }

    private void record(Fact was, String plate) {
        work.run(() -> facts.record(
                List.of(new NewFact(
                        gates.get(3),
                        was.kind(),
                        null,
                        was.occurredAt(),
                        null,
                        was.source(),
                        was.reference(),
                        null,
                        null,
                        Map.of("plate", plate))),
                Facts.How.NOW));
    }

    @Test
    void many_signals_of_a_loud_evening_in_ten_random_orders_find_the_same() {
        Random random = new Random(11);
        Set<Object> results = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            a_crossing_and_twelve_car_parks();
            List<Signal> evening = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String minute = "1" + i;
                String plate = "浙A0000" + (i % 3);
                evening.add(noise("10:" + minute + ":05", 90 + i));
                evening.add(capture(camera, "10:" + minute + ":06", plate));
                if (i % 2 == 0) {
                    evening.add(entry(i, "10:" + minute + ":50", plate));
                }
            }
            Collections.shuffle(evening, random);
            sender.send(evening);
            results.add(found().stream()
                    .filter(each -> !"withdrawn".equals(each.category()))
                    .map(each -> each.occurredAt() + " " + each.payload().get("values") + " "
                            + evidence(each).size())
                    .sorted()
                    .toList());
        }
        assertThat(results).hasSize(1);
        assertThat((List<?>) results.iterator().next()).isNotEmpty();
    }

    @Test
    void two_halves_recorded_at_the_same_time_by_two_transactions_are_found() throws Exception {
        sender.send(capture(camera, "10:10:07", "浙A12345"));
        var recorded = new CountDownLatch(1);
        var other = new Thread(() -> work.run(() -> {
            tell(meter, "noise-reading", "2025-03-03T02:10:05Z", BigDecimal.valueOf(96), Map.of());
            recorded.countDown();
            pause();
        }));
        other.start();
        assertThat(recorded.await(20, TimeUnit.SECONDS)).isTrue();
        work.run(() -> tell(gates.get(5), "parking-entry", "2025-03-03T02:14:00Z", null, Map.of("plate", "浙A12345")));
        other.join();
        assertThat(found()).hasSize(1);
    }

    private void tell(SubjectRef about, String kind, String at, BigDecimal amount, Map<String, Object> payload) {
        facts.record(
                List.of(new NewFact(
                        about, kind, null, Instant.parse(at), null, "town", id("x"), null, amount, payload)),
                Facts.How.NOW);
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
